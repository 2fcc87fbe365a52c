import { expect, test } from "vitest";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { makeLink } from "../../../shared/stored/link.ts";
import { desk, newPage, seen, tabTo } from "./browsing.ts";
import { openRound } from "./open-round.ts";
import type { Site } from "./site.ts";

const title = "Accueil et droits : note de cadrage";

/** From the link of a mail to the receipt of a decision, with a remark on the way, by the keyboard alone. */
export function reviewByKeyboard(site: Site): void {
  test("by the keyboard alone: from the mail's link to a remark, a decision, its receipt", async () => {
    const here = await openRound(site, title);
    const { ports } = site.network;
    const thing = here.split("/").at(-1)!;
    const token = await makeLink(ports, { person: site.people.first, purpose: "review", thing, days: 30 });
    const page = await newPage(site.browser, { locale: "fr-FR", ...desk });
    await page.goto(`${site.url}/l/${token}`);
    await seen(page, title);

    await page.keyboard.press("Tab");
    await expect.poll(() => page.evaluate<string>("document.activeElement.textContent")).toBe("Aller au document");
    await page.keyboard.press("Enter");
    await page.keyboard.press("c");
    await page.keyboard.type("Qui accueille ?");
    await page.getByText("non envoyée, gardée à l’instant").waitFor({ timeout: 20_000 });
    await page.keyboard.press("Control+Enter");
    await page.locator(".remark", { hasText: "Qui accueille ?" }).waitFor();
    await page.getByText("Une remarque, gardée").waitFor();
    await page.keyboard.press("j");
    expect(await page.locator(".remark.on").textContent()).toContain("Qui accueille ?");
    await page.keyboard.press("r");
    await page.locator(":focus[name=correction]").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("#remark-form").count()).toBe(0);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Les touches" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("c");
    expect(await page.locator("#remark-form").count()).toBe(0);

    await page.reload();
    await tabTo(page, page.getByRole("link", { name: "Aller à mon avis" }), 3);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await seen(page, "Votre avis");
    await tabTo(page, page.getByLabel("Avis favorable", { exact: false }).first());
    await page.keyboard.press("Space");
    await tabTo(page, page.getByRole("button", { name: "Envoyer mon avis" }));
    await page.keyboard.press("Enter");
    await seen(page, "Avis bien reçu");
    const [round] = (await loadState(ports.store, thing))!.state.rounds;
    expect([round?.decisions.map(({ choice }) => choice), Object.keys(round!.contributions).length]).toEqual([
      ["approve"],
      1,
    ]);
  });
}

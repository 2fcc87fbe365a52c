import type { BrowserContext, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { listPeople } from "../../../shared/stored/person.ts";
import { ways } from "../../long.ts";
import { desk } from "./browsing.ts";
import { openRound } from "./open-round.ts";
import { linkOf, type Site } from "./site.ts";

/** What was typed is there again, whatever became of the session; what was sent is not. */
export function typedTextsAreKept(site: Site): void {
  const slow = { timeout: 120_000 };

  test("a line typed before the session was lost is there again, and can be put back as it was", slow, async () => {
    const { context, page } = await come(site, true);
    await page.goto(`${site.url}/people/new`);
    const name = page.getByLabel("Nom ou fonction");
    await name.fill("Chargée d’études à Lille");
    await context.clearCookies();
    await page.goto(`${site.url}/people/new`);
    await page.getByRole("heading", { name: "Page introuvable" }).waitFor();
    await page.goto(site.url + (await linkOf(site, site.people.coordinator)));
    await page.goto(`${site.url}/people/new`);
    expect(await name.inputValue()).toBe("Chargée d’études à Lille");
    const told = page.getByRole("status").filter({ hasText: "Repris de ce que vous aviez écrit à" });
    await told.getByRole("button", { name: "Reprendre l’original" }).click();
    expect(await name.inputValue()).toBe("");
    await page.getByRole("button", { name: "Le reprendre" }).click();
    expect(await name.inputValue()).toBe("Chargée d’études à Lille");
  });

  test("what was sent is kept no more, nor is anything once its author has left", slow, async () => {
    const { page } = await come(site, true);
    await page.goto(`${site.url}/people/new`);
    await add(page, "Animatrice de réseau", "animation@reseau.example");
    await page.getByRole("button", { name: "Ajouter une personne" }).click();
    await page.getByRole("heading", { level: 1, name: "Annuaire" }).waitFor();
    expect(await kept(page)).toBe(0);
    await page.goto(`${site.url}/people/new`);
    await page.getByLabel("Nom ou fonction").fill("Documentaliste à Nantes");
    expect(await kept(page)).toBe(1);
    await page.getByRole("button", { name: "Quitter" }).click();
    await page.waitForURL(`${site.url}/`);
    expect(await kept(page)).toBe(0);
  });

  test("a note to one person waits for that person alone, and stays while another is written to", slow, async () => {
    const here = await openRound(site, "Des notes gardées pour chacun");
    const { page } = await come(site, true);
    await page.goto(site.url + here);
    const chase = (who: string) => page.locator("form[action$='/chases']").filter({ hasText: `Relancer ${who}` });
    const note = (who: string) => chase(who).getByLabel("Deux lignes de votre main");
    for (const [who, words] of [
      ["Direction", "Votre avis sur le plan suffirait."],
      ["Documentaliste", "Une relecture des sources suffirait."],
    ] as const) {
      await chase(who).locator("summary").click();
      await note(who).fill(words);
    }
    await chase("Direction").getByRole("button").click();
    await page.getByText("Relancé aujourd’hui.").first().waitFor();
    expect(await note("Documentaliste").inputValue()).toBe("Une relecture des sources suffirait.");
    expect(await kept(page)).toBe(1);
  });

  test.each(ways([true, false], 1))(
    "a form sent once the session is over waits on its page, script: %s",
    slow,
    async (script) => {
      const { context, page } = await come(site, script);
      await page.goto(`${site.url}/people/new`);
      const [name, address] = [`Chargée de mission <${script}>`, `mission-${script}@reseau.example`];
      await add(page, name, address);
      await context.clearCookies();
      await page.getByRole("button", { name: "Ajouter une personne" }).click();
      await page.getByRole("heading", { name: "Votre session est terminée" }).waitFor();
      expect(await page.getByLabel("Votre texte", { exact: true }).inputValue()).toBe(name);
      const other = await context.newPage();
      await other.goto(site.url + (await linkOf(site, site.people.coordinator)));
      await page.getByRole("button", { name: "Renvoyer le formulaire" }).click();
      await page.getByRole("heading", { level: 1, name: "Annuaire" }).waitFor();
      const people = await listPeople(site.network.ports.store);
      expect(people.filter((person) => person.address === address).map((person) => person.name)).toEqual([name]);
    },
  );
}

/** A coordinator, in a browser of their own. */
async function come(site: Site, javaScriptEnabled: boolean): Promise<{ context: BrowserContext; page: Page }> {
  const context = await site.browser.newContext({ locale: "fr-FR", ...desk, javaScriptEnabled });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(site.url + (await linkOf(site, site.people.coordinator)));
  return { context, page };
}

async function add(page: Page, name: string, address: string): Promise<void> {
  await page.getByLabel("Nom ou fonction").fill(name);
  await page.getByLabel("Structure", { exact: true }).selectOption("ORIV");
  await page.getByLabel("Adresse électronique").fill(address);
  await page.getByLabel("Français").check();
}

/** Texts that the browser keeps. */
export function kept(page: Page): Promise<number> {
  return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('livrable:typed:')).length");
}

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { addDays } from "../../../shared/time/calendar.ts";
import { ways } from "../../long.ts";
import { desk, newPage, seen, tabTo } from "./browsing.ts";
import { linkOf, type Site } from "./site.ts";

/** A coordinator's morning by the keyboard alone: the year, a late author chased, the deliverable. */
export function yearIsHandledByKeyboard(site: Site): void {
  const title = "Note en retard d’une semaine";

  /** A draft that was due a week ago. */
  async function lateDraft(): Promise<void> {
    const { ports } = site.network;
    const { coordinator, author, first, second } = site.people;
    const id = ports.ids();
    const today = new Date(ports.clock()).toISOString().slice(0, 10);
    await issue(deliverables, ports, id, {
      ...{ type: "create", by: { person: coordinator.id, coordinator: true }, id, kind: "plain", title },
      ...{ action: "Réseau", language: "fr-FR", authors: [author.id], reviewers: [first.id, second.id], funders: [] },
      ...{ quorum: 1, due: { draft: addDays(today, -7) }, parts: [{ id: "1", title: "" }] },
    });
  }

  /** Presses Enter on what the Tab key leads to, and counts it. */
  function acting(page: Page) {
    let acts = 0;
    const act = async (target: ReturnType<Page["locator"]>) => {
      await tabTo(page, target);
      const outline = await page.evaluate<string>("getComputedStyle(document.activeElement).outlineStyle");
      expect(outline).not.toBe("none");
      acts++;
      await page.keyboard.press("Enter");
    };
    return { act, count: () => acts };
  }

  const each = [
    ["with script", true, 1],
    ["without", false, 2],
  ] as const;

  test.each(ways(each, 0))(
    "a late author is chased from the year, and the deliverable opened, %s",
    async (_, javaScriptEnabled, most) => {
      await lateDraft();
      const page = await newPage(site.browser, { locale: "fr-FR", ...desk, javaScriptEnabled });
      await page.goto(site.url + (await linkOf(site, site.people.coordinator)));
      await seen(page, /^L’année \d+$/);
      const others = page.getByRole("region", { name: /^Chez d’autres/ });
      const item = others
        .getByRole("listitem")
        .filter({ has: page.getByRole("button", { name: /^Relancer/ }), hasText: title });
      const { act, count } = acting(page);
      if (!javaScriptEnabled) {
        await tabTo(page, item.getByRole("checkbox"));
        await page.keyboard.press("Space");
      }
      await act(item.getByRole("button", { name: /^Relancer/ }));
      await page
        .getByRole("status")
        .getByText(/^Relance envoyée/)
        .waitFor();
      // wherever the page is
      const told = page.getByRole("status").filter({ hasText: "Relance envoyée" });
      for (const where of ["0", "document.body.scrollHeight"]) {
        await page.evaluate(`scrollTo(0, ${where})`);
        expect(await told.evaluate((note) => note.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
      }
      expect(count() + (javaScriptEnabled ? 0 : 1)).toBe(most);
      await page.getByText("Relancé aujourd’hui.").first().waitFor();
      await act(others.getByRole("link", { name: title }).first());
      await seen(page, title);
    },
  );

  test("the box that a script takes away is there where the script never comes", async () => {
    await lateDraft();
    const page = await newPage(site.browser, { locale: "fr-FR", ...desk });
    await page.route(/\/assets\/confirm/, (route) => route.abort("internetdisconnected"));
    await page.goto(site.url + (await linkOf(site, site.people.coordinator)));
    const item = page
      .getByRole("listitem")
      .filter({ has: page.getByRole("button", { name: /^Relancer/ }), hasText: title });
    await item.getByRole("checkbox").check();
    await item.getByRole("button", { name: /^Relancer/ }).click();
    await page
      .getByRole("status")
      .getByText(/^Relance envoyée/)
      .waitFor();
  });
}

import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { ways } from "../../long.ts";
import { desk, seen } from "./browsing.ts";
import { enter, type Site } from "./site.ts";

/** A coordinator makes "Point de vue" as a kind of the network's own, and counts the acts: clicks, choices and texts typed. */
export function kindIsMade(site: Site): void {
  /** Three minutes, at six seconds an act. */
  const most = 30;
  const each = [
    ["on a desk", "bref", desk],
    ["on a telephone without script", "court", { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }],
  ] as const;

  function counting(page: Page) {
    let acts = 0;
    const counted = async (act: Promise<unknown>) => {
      acts++;
      await act;
    };
    const main = page.getByRole("main");
    return {
      click: (name: string, role: "link" | "button" = "link") =>
        counted(main.getByRole(role, { name }).first().click()),
      type: (label: string, words: string) => counted(main.getByLabel(label, { exact: true }).first().fill(words)),
      choose: (label: string, choice: string) =>
        counted(main.getByRole("group", { name: label, exact: true }).getByLabel(choice).check()),
      open: (summary: string | RegExp) => counted(main.locator("summary").filter({ hasText: summary }).first().click()),
      inSection: (number: number) => main.getByRole("group", { name: `Rubrique ${number}`, exact: true }),
      counted,
      count: () => acts,
    };
  }

  describe.each(ways(each, 1))("%s", (_, word, options) => {
    test("« Point de vue » is made in under three minutes' worth of acts, and a deliverable can be of it", async () => {
      const page = await enter(site, site.people.coordinator, "/deliverables", options);
      const making = counting(page);
      await making.click("Types de documents");
      await seen(page, "Types de documents");
      await making.click("Note de cadrage");
      await seen(page, "Note de cadrage");
      await making.click("En créer un autre à partir de celui-ci");
      await seen(page, "Un type de document, à partir de « Note de cadrage »");
      await making.type("Nom (français)", `Point de vue ${word}`);
      await making.type("Nom (anglais)", `Point of view ${word}`);
      const titles = ["La question", "", "Références théoriques", "Le point de vue du réseau"];
      for (const [at, title] of titles.entries()) {
        const section = making.inSection(at + 1);
        await making.open(new RegExp(`^${at + 1}\\. `));
        if (title === "") await making.counted(section.getByLabel("Retirer cette rubrique").check());
        else await making.counted(section.getByLabel("Intitulé (français)").fill(title));
      }
      await making.counted(making.inSection(3).getByLabel("Cette rubrique est").selectOption("filled"));
      for (const place of [5, 6]) {
        await making.open(new RegExp(`^${place}\\. `));
        await making.counted(making.inSection(place).getByLabel("Retirer cette rubrique").check());
      }
      await making.open(/^Relecture/);
      await making.choose("Approuvé par", "des structures membres, en nombre");
      await making.type("Combien", "3");
      await making.click("Voir un aperçu", "button");
      await page.getByRole("heading", { name: "Aperçu" }).waitFor();
      await page.getByRole("heading", { name: /Références théoriques/ }).waitFor();
      await making.click("Créer ce type", "button");
      await seen(page, `Point de vue ${word}`);
      expect(making.count()).toBeLessThan(most);

      const { kind } = await loadKind(site.network.ports.assets, `point-de-vue-${word}`);
      expect(kind.round.quorum).toEqual({ members: 3 });
      expect(kind.sections.map(({ id, filled }) => [id, filled ?? false])).toEqual([
        ["context", false],
        ["framework", true],
        ["method", false],
        ["bibliography", false],
      ]);
      await page.goto(`${site.url}/deliverables/new`);
      await page.getByLabel(`Point de vue ${word}`).check();
    });
  });
}

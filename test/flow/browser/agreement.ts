import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { agreementsOf } from "../../../shared/stored/agreement.ts";
import { ways } from "../../long.ts";
import { addProgramme } from "./actions.ts";
import { seen } from "./browsing.ts";
import { enter, type Site } from "./site.ts";

/** An agreement, recorded from the page of an action with what that says is paid, until its report is handed in. */
export function agreementIsKept(site: Site): void {
  const each = [
    ["on a desk, with script", "Portail européen, volet un", {}],
    [
      "on a telephone, without script",
      "Portail européen, volet deux",
      { viewport: { width: 360, height: 740 }, hasTouch: true, javaScriptEnabled: false },
    ],
  ] as const;
  const action = "2008/portail-europeen";
  const page = (path: string, options: object) => enter(site, site.people.coordinator, path, options);
  const press = (on: Page, name: string | RegExp, role: "link" | "button" = "link") =>
    on.getByRole("main").getByRole(role, { name }).first().click();
  const unfold = (on: Page, words: string) => on.locator("summary").filter({ hasText: words }).click();

  beforeAll(() => addProgramme(site));

  describe.each(ways(each, 0))("%s", (_, title, options) => {
    const id = async () => {
      const all = await agreementsOf(site.network.ports.store, action);
      return all.find((each) => each.title === title)!.id;
    };

    test("it is recorded from its action, what was wrong in a line being said there", async () => {
      const on = await page(`/programmes/${action.replace("/", "/actions/")}`, options);
      await press(on, "Noter une convention pour cette action");
      await seen(on, "Nouvelle convention");
      expect(await on.getByLabel("Financeur").inputValue()).toBe("mpg");
      expect(await on.getByLabel("Lignes").inputValue()).toMatch(/ ; jour ; 14$/);
      await on.getByLabel("Intitulé").fill(title);
      await on.getByLabel("signée").check();
      await on.getByLabel("Lignes").fill("Jours de travail ; jour ; quatorze ; 350,00");
      await press(on, "Enregistrer la convention", "button");
      await on.getByRole("link", { name: /« quatorze » n’est pas un nombre/ }).waitFor();
      await seen(on, "Nouvelle convention");
      await on.getByLabel("Lignes").fill("Jours de travail ; jour ; 14 ; 350,00");
      await press(on, "Enregistrer la convention", "button");
      await seen(on, title);
      await on.getByRole("main").getByText("4 900,00 €").first().waitFor();
    });

    test("it has one more term, and a payment that is cancelled and restored", async () => {
      const on = await page(`/agreements/${await id()}`, options);
      await press(on, "Ajouter une ligne");
      await seen(on, "Ajouter une ligne");
      await on.getByLabel("Ce qui est payé").fill("Impression");
      await on.getByLabel("Unité", { exact: true }).selectOption("frais directs");
      await on.getByLabel("Quantité prévue").fill("1 200,50");
      await press(on, "Enregistrer la ligne", "button");
      await seen(on, title);
      await unfold(on, "Noter un versement");
      await on.getByLabel("Montant").fill("2 450");
      await press(on, "Noter le versement", "button");
      await on.getByText("Reçu en tout : 2 450,00 €, sur 6 100,50 € prévus.").waitFor();
      await press(on, /^Annuler/, "button");
      await on.getByText("Reçu en tout : 0,00 €").waitFor();
      await press(on, /^Rétablir/, "button");
      await on.getByText("Reçu en tout : 2 450,00 €").waitFor();
      await seen(on, title);
    });

    test("its report is handed in, and its pages say what happened", async () => {
      const on = await page(`/agreements/${await id()}`, options);
      await unfold(on, "Noter la remise du compte rendu");
      await press(on, "Noter la remise", "button");
      await on.getByText(/^remis le /).waitFor();
      await press(on, "Tout ce qui a été noté");
      await seen(on, "Tout ce qui a été noté");
      for (const [path, heading] of [
        ["/agreements", "Conventions"],
        [`/agreements/${await id()}/change`, "Modifier la convention"],
        [`/agreements/${await id()}/terms/jours-de-travail`, "Modifier la ligne"],
      ] as const) {
        await on.goto(site.url + path);
        await seen(on, heading);
      }
    });
  });
}

import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { ways } from "../../long.ts";
import { seedText } from "../../programme/seed.ts";
import { desk, seen, tabTo, widthIn } from "./browsing.ts";
import { enter, type Site } from "./site.ts";

/** What a coordinator does of a year, click by click: as the README of the programme's pages counts them. */
export function programmeIsFollowed(site: Site): void {
  const narrow = { viewport: { width: 360, height: 740 }, hasTouch: true };
  const each = [
    ["on a desk", "un", { viewport: { width: 1280, height: 900 } }],
    ["on a telephone", "deux", narrow],
    ["on a telephone without script", "trois", { ...narrow, javaScriptEnabled: false }],
  ] as const;

  /** Counts what is clicked. */
  function counting(page: Page) {
    let clicks = 0;
    const click = async (name: string | RegExp, role: "link" | "button" = "link") => {
      clicks++;
      await page.getByRole("main").getByRole(role, { name }).first().click();
    };
    const check = async (group: string, name: string) => {
      const field = page.getByRole("group", { name: group });
      // on a telephone the people of a field are folded
      const fold = field.locator(".picking > summary");
      if (await fold.isVisible()) {
        clicks++;
        await fold.click();
      }
      clicks++;
      await field.getByLabel(name).first().check();
    };
    return { click, check, count: () => clicks };
  }

  describe.each(ways(each, 0))("%s", (_, word, options) => {
    const scripted = !("javaScriptEnabled" in options);

    test.skipIf(word === "deux")("people are imported in two clicks, the programme in two", async () => {
      const page = await enter(site, site.people.coordinator, "/people", options);
      const people = counting(page);
      await people.click("Importer des personnes");
      await seen(page, "Importer des personnes");
      const list = ["nom;courriel;structure", `Chargée de mission ${word};mission@${word}.example;ODTI`].join("\n");
      await page.getByRole("textbox").fill(list);
      await people.click("Importer", "button");
      await seen(page, "Annuaire");
      await page.getByText(/1 personne ajoutée/).waitFor();
      expect(people.count()).toBe(2);
      await page.goto(`${site.url}/programmes`);
      const programme = counting(page);
      await programme.click("Importer un programme");
      await seen(page, "Importer un programme");
      await page.getByLabel("Fichier du programme").fill(seedText);
      await programme.click("Importer", "button");
      await seen(page, "Programme de travail 2008");
      expect(programme.count()).toBe(2);
    });

    test("a document is made from what an action expects, and who owes it is chased", async () => {
      const page = await enter(site, site.people.coordinator, "/programmes/2008", options);
      const making = counting(page);
      await making.click("Intégration et collectivités locales");
      await seen(page, "Intégration et collectivités locales");
      await making.click(/^Créer ce document/);
      await seen(page, "Nouveau livrable");
      const title = `Note ${word}`;
      await page.getByLabel("Titre").fill(title);
      for (const name of ["Document final attendu le", "Relecture close le", "Brouillon attendu le"])
        await page.getByLabel(name).fill("");
      if ((await page.getByRole("group", { name: "Type de livrable" }).locator("input:checked").count()) === 0)
        await page.locator('input[name="kind"][value="plain"]').check();
      await making.check("Auteurs", "Chargée de mission");
      await making.check("Relecteurs", "Direction");
      await making.click("Vérifier les réponses", "button");
      await seen(page, "Vérifiez les réponses");
      await making.click("Créer le livrable", "button");
      await seen(page, title);
      expect(making.count()).toBe(options === narrow || !scripted ? 8 : 6);

      await page.goto(`${site.url}/year`);
      await seen(page, /^L’année \d+$/);
      const others = page.getByRole("region", { name: /^Chez d’autres/ });
      const rest = others.locator("summary", { hasText: /^Voir / });
      if ((await rest.count()) > 0) await rest.click();
      const item = others
        .getByRole("listitem")
        .filter({ has: page.getByRole("button", { name: /^Relancer/ }), hasText: title });
      await item.getByText("Ajouter un mot").click();
      await item.getByLabel("Deux lignes de votre main").fill("Le comité se réunit vendredi.");
      if (!scripted) await item.getByRole("checkbox").check();
      await item.getByRole("button", { name: /^Relancer/ }).click();
      await page.getByText(/^Relance envoyée/).waitFor();
      await seen(page, /^L’année \d+$/);
      expect(await item.count()).toBe(0);
    });
  });

  test("on a tablet the year scrolls in its own place, the names of its actions in sight", async () => {
    const page = await enter(site, site.people.coordinator, "/year", { viewport: { width: 768, height: 1024 } });
    for (const width of [740, 768, 800, 1024]) expect(await widthIn(page, width)).toBe(width);
    await page.reload();
    const chart = page.getByRole("group", { name: "Frise de l’année" });
    const name = chart.locator(".action").first();
    expect(await chart.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
    // where letters begin, they may reach out by a pixel
    expect((await name.boundingBox())!.x).toBeGreaterThan((await chart.boundingBox())!.x - 2);
  });

  test("the year is gone through by the keyboard, part by part, and where it is shows", async () => {
    const page = await enter(site, site.people.coordinator, "/year", desk);
    await seen(page, /^L’année \d+$/);
    const parts = await page.getByRole("heading", { level: 2 }).allTextContents();
    expect(parts.map((part) => part.replace(/ \(\d+\)$/, ""))).toEqual([
      ...["À vous", "Chez d’autres", "Quinze jours", "Par action", "Qui doit quoi"],
    ]);
    const last = page.getByRole("region", { name: "Qui doit quoi" }).getByRole("link").first();
    await tabTo(page, last);
    const outline = await page.evaluate<string>("getComputedStyle(document.activeElement).outlineStyle");
    expect(outline).not.toBe("none");
  });
}

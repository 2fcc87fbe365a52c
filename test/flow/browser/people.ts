import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { addPerson } from "../../../shared/stored/person.ts";
import { ways } from "../../long.ts";
import { desk, seen, tabTo, telephone } from "./browsing.ts";
import { enter, type Site } from "./site.ts";

/** A coordinator among many people chooses who writes, and what each writes. */
export function peopleAreChosen(site: Site): void {
  beforeAll(async () => {
    for (let number = 1; number <= 60; number++)
      await addPerson(site.network.ports, {
        ...{ name: `Documentaliste ${number}`, address: `documentation${number}@crefe.example` },
        ...{ organisation: number === 42 ? "ORIV" : "CREFE", language: "fr", coordinator: false },
      });
  });

  const open = (path: string, options: object) => enter(site, site.people.coordinator, path, options);

  /** The form filled but for its authors, who are searched for by Enter and by the button. */
  async function fill(page: Page): Promise<void> {
    await seen(page, "Nouveau livrable");
    await page.getByLabel("Dossier ressources").check();
    await page.getByLabel("Parties, une par structure membre").fill("CREFE\nORIV");
    await page.getByLabel("Titre").fill("L’école face à la diversité");
    const action = page.getByLabel("Action du programme");
    if (await action.evaluate(({ nodeName }) => nodeName === "SELECT")) await action.selectOption({ index: 1 });
    else await action.fill("École");
    const authors = page.getByRole("group", { name: "Auteurs" });
    const search = authors.getByRole("searchbox");
    if (!(await search.isVisible())) await authors.getByText("Choisir des personnes").click();
    await search.fill("documentation7@");
    await search.press("Enter");
    await authors.getByText("1 dans l’annuaire").waitFor();
    await authors.getByLabel("Documentaliste 7").check();
    await search.fill("ORIV");
    await authors.getByRole("button", { name: "Chercher" }).click();
    await authors.getByLabel("Documentaliste 42").check();
  }

  /** An organisation is found by its name and chosen by the keyboard, listed above with the others, and taken away again. */
  async function changeMind(page: Page): Promise<void> {
    const authors = page.getByRole("group", { name: "Auteurs" });
    await authors.getByRole("searchbox").fill("crefe");
    await authors.getByText(/6\d dans l’annuaire/).waitFor();
    await page.keyboard.press("Tab");
    await tabTo(page, authors.getByRole("checkbox").first());
    await page.keyboard.press("Space");
    const items = authors.getByRole("listitem");
    const chosen = ["CREFE Retirer", "Documentaliste 7 (CREFE) Retirer", "Documentaliste 42 (ORIV) Retirer"];
    expect(await items.allTextContents()).toEqual(chosen);
    await authors.getByText("3 choix").waitFor();
    await seen(page, "Nouveau livrable");
    await authors.getByRole("button", { name: "Retirer CREFE" }).press("Enter");
    expect(await page.locator(":focus").getAttribute("aria-label")).toBe("Retirer Documentaliste 7 (CREFE)");
    expect(await items.allTextContents()).toEqual(chosen.slice(1));
  }

  const each = [
    ["with a script, as a name is typed", desk],
    ["with a script on a telephone, where each field is folded", telephone],
    ["without a script, by sending the form", { ...desk, javaScriptEnabled: false }],
  ] as const;

  test.each(ways(each, 0))("%s", async (_, options) => {
    const page = await open("/deliverables/new", options);
    await fill(page);
    if (!("javaScriptEnabled" in options)) await changeMind(page);
    await page.getByLabel("Titre").press("Enter");
    await seen(page, "Vérifiez les réponses");
    const parts = page.getByRole("group", { name: "Qui écrit « CREFE »" });
    expect(await parts.getByLabel("Documentaliste 7 (CREFE)").isChecked()).toBe(true);
    await page.getByRole("button", { name: "Créer le livrable" }).click();
    await seen(page, "L’école face à la diversité");
    await page.getByText("CREFE (Documentaliste 7 (CREFE))").first().waitFor();

    const id = new URL(page.url()).pathname.split("/").at(-1)!;
    await page.goto(`${site.url}/deliverables/${id}/parts`);
    await seen(page, "Parties");
    await page.getByLabel("Structure membre").last().fill("EPI");
    await page.getByLabel("Retirer « ORIV »").check();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await seen(page, "L’école face à la diversité");
    const { state } = (await loadState(site.network.ports.store, id))!;
    expect(state.parts.map(({ title }) => title)).toEqual(["CREFE", "EPI"]);
  });
}

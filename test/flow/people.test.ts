import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadState } from "../../shared/stored/deliverable.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { addPerson, type Person } from "../../shared/stored/person.ts";
import { desk, launch, newPage, present, seen } from "./browsing.ts";
import type { Running } from "./over-http.ts";
import { startNetwork } from "./running.ts";

/** A coordinator among many people chooses who writes, and what each writes. */
describe.skipIf(!present)("people are chosen", { timeout: 400_000 }, () => {
  let running: Running;
  let browser: Browser;
  let coordinator: Person;

  beforeAll(async () => {
    running = await startNetwork();
    browser = await launch();
    const add = (name: string, address: string, organisation: string, office = false) =>
      addPerson(running.network.ports, { name, address, organisation, language: "fr", coordinator: office });
    coordinator = await add("Coordination", "coordination@reseau.example", "RECI", true);
    for (let number = 1; number <= 60; number++)
      await add(`Documentaliste ${number}`, `documentation${number}@crefe.example`, number === 42 ? "ORIV" : "CREFE");
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  const open = async (path: string, options: Parameters<typeof newPage>[1] = desk): Promise<Page> => {
    const page = await newPage(browser, { locale: "fr-FR", ...options });
    const { ports } = running.network;
    await page.goto(`${running.url}/l/${await makeLink(ports, { person: coordinator, purpose: "enter", days: 1 })}`);
    await page.goto(running.url + path);
    return page;
  };

  test("a page that axe finds fault with, or that scrolls sideways, fails", async () => {
    const page = await newPage(browser, desk);
    const faulty = (style: string) =>
      page.setContent(`<html lang="fr"><title>Note</title><main><h1>Note</h1><p style="${style}">Un texte</p></main>`);
    const against = () => seen(page, "Note").then(String, ({ actual }) => actual);
    await faulty("");
    expect(await against()).toBe("undefined");
    await faulty("color: #ccc; background: #fff");
    expect(await against()).toEqual([expect.stringMatching("Note, light: color-contrast <p")]);
    await faulty("color: light-dark(#000, #333); background: light-dark(#fff, #000); color-scheme: light dark");
    expect(await against()).toEqual([expect.stringMatching("Note, dark: color-contrast <p")]);
    await faulty("width: 400px");
    expect(await against()).toEqual(["Note", 408]);
  });

  /** The form filled but for its authors, who are searched for by Enter and by the button. */
  async function fill(page: Page): Promise<void> {
    await seen(page, "Nouveau livrable");
    await page.getByLabel("Dossier ressources").check();
    await page.getByLabel("Parties, une par structure membre").fill("CREFE\nORIV");
    await page.getByLabel("Titre").fill("L’école face à la diversité");
    await page.getByLabel("Action du programme").fill("École");
    const authors = page.getByRole("group", { name: "Auteurs" });
    const search = authors.getByRole("searchbox");
    await search.fill("documentation7@");
    await search.press("Enter");
    await authors.getByText("1 dans l’annuaire").waitFor();
    await authors.getByLabel("Documentaliste 7").check();
    await search.fill("ORIV");
    await authors.getByRole("button", { name: "Chercher" }).click();
    await authors.getByLabel("Documentaliste 42").check();
  }

  test.each([
    ["with a script, as a name is typed", desk],
    ["without a script, by sending the form", { ...desk, javaScriptEnabled: false }],
  ])("%s", async (_, options) => {
    const page = await open("/deliverables/new", options);
    await fill(page);
    await page.getByLabel("Titre").press("Enter");
    await seen(page, "Vérifiez les réponses");
    const parts = page.getByRole("group", { name: "Qui écrit « CREFE »" });
    expect(await parts.getByLabel("Documentaliste 7 (CREFE)").isChecked()).toBe(true);
    await page.getByRole("button", { name: "Créer le livrable" }).click();
    await seen(page, "L’école face à la diversité");
    await page.getByText("CREFE (Documentaliste 7 (CREFE))").first().waitFor();

    const id = new URL(page.url()).pathname.split("/").at(-1)!;
    await page.goto(`${running.url}/deliverables/${id}/parts`);
    await seen(page, "Parties");
    await page.getByLabel("Structure membre").last().fill("EPI");
    await page.getByLabel("Retirer « ORIV »").check();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await seen(page, "L’école face à la diversité");
    const { state } = (await loadState(running.network.ports.store, id))!;
    expect(state.parts.map(({ title }) => title)).toEqual(["CREFE", "EPI"]);
  });
});

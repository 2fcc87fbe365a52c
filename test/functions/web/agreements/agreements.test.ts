import { beforeEach, describe, expect, test } from "vitest";
import { loadAgreement } from "../../../../shared/stored/agreement.ts";
import { changePerson } from "../../../../shared/stored/person.ts";
import { type Browser, browse, type Network } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { at, filled, openPaid } from "./opened.ts";

/** What coordinators record of agreements, and where they find it. */
let network: Network;
let office: Browser;

beforeEach(async () => {
  network = await openPaid();
  office = await browse(network, "coordinator");
});

const open = (more: Record<string, string | string[]> = {}) => office.post("/agreements/new", { ...filled, ...more });
const state = async (id = "acse-2008-114") => (await loadAgreement(network.ports.store, id))?.state;
const page = async (path = at) => words(await office.page(path));

describe("a new agreement", () => {
  test("is recorded as it was typed, in integers, under its reference; sent twice it is one", async () => {
    const first = await open();
    expect([first.status, first.headers.get("location")]).toEqual([303, at]);
    expect((await open()).headers.get("location")).toBe(at);
    expect(await state("acse-2008-114-2")).toBeUndefined();
    expect(await state()).toMatchObject({
      ...{ seq: 1, funder: "acse", until: "2008-12-31", stage: "signed", since: { signed: "2008-02-20" } },
      terms: [
        { id: "jours-de-travail", unit: "day", planned: 1400, rate: 35_000, account: "64" },
        { id: "impression", unit: "direct-cost", planned: 120_050, account: "60" },
        { id: "forfait", unit: "lump-sum", account: "62" },
      ],
    });
  });

  test("of another title under the same reference is another", async () => {
    await open();
    expect((await open({ title: "Portail, suite" })).headers.get("location")).toBe("/agreements/acse-2008-114-2");
  });

  test("sent again with one line more is not told as done: what was typed comes back", async () => {
    await open();
    const again = await open({ lines: `${filled.lines}\r\nVoyages ; mission ; 8 ; 120,00` });
    const form = words(await again.text());
    expect([again.status, form]).toEqual([422, expect.stringContaining("déjà été notée, autrement")]);
    expect(form).toContain("Voyages ; mission ; 8 ; 120,00");
  });

  test("without a reference is called by its funder and its year", async () => {
    expect((await open({ reference: "" })).headers.get("location")).toBe("/agreements/acse-2008");
  });

  test("begins from an action with its title, its days, its funder and its payment terms", async () => {
    const form = await page("/agreements/new?action=2008/portail");
    expect(form).toMatch(/<option value="acse" selected>ACSE/);
    expect(form).toMatch(/name="title"[^>]*value="Portail européen"/);
    expect(form).toMatch(/value="2008\/portail" checked/);
    expect(form).toContain(
      "Coût jour ; jour ; 14 Impression , envoi ; frais directs ; 1200,50 Selon facture</textarea>",
    );
    expect(await page("/programmes/2008/actions/portail")).toContain('href="/agreements/new?action=2008%2Fportail"');
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ["without a funder", { funder: "" }, /Choisissez le financeur/],
    ["with one that is not in the directory", { funder: "inconnu" }, /Choisissez le financeur/],
    ["without a title", { title: "" }, /Donnez un intitulé/],
    ["without an action", { actions: "" }, /Choisissez au moins une action/],
    ["with an action of no programme", { actions: "2008/rien" }, /Choisissez au moins une action/],
    ["without a stage", { stage: "" }, /Choisissez où en est la convention/],
    ["that ends before it begins", { until: "2007-12-31" }, /la seconde vient avant la première/],
    ["that was signed tomorrow", { on: "2009-03-04" }, /encore à venir/],
    ["in a currency of nobody", { currency: "ZZZ" }, /Cette monnaie n’est pas connue/],
    ["with a line of no unit", { lines: "Prise ; semaine ; 3" }, /« semaine » n’est pas une unité/],
    [
      "with a line of less than nothing",
      { lines: "Jours ; jour ; -3" },
      /« -3 » n’est pas un nombre plus grand que zéro/,
    ],
    ["with a line in money and a rate", { lines: "Train ; frais directs ; 10 ; 5" }, /des frais n’ont pas de tarif/],
    ["with a line that counts money as days", { lines: "Jours ; jour ; 54,20 €" }, /« € » est une monnaie/],
    [
      "with a line whose rate is of another currency",
      { lines: "Jours ; jour ; 3 ; 100 USD" },
      /« USD » n’est pas la monnaie de la convention, tenue en EUR/,
    ],
    ["with a line of five parts", { lines: "a ; jour ; 1 ; 2 ; 3" }, /plus de quatre parties/],
    ["with a line that says nothing", { lines: "; jour ; 3" }, /dites d’abord ce qui est payé/],
  ])("%s is refused in a sentence, and what was typed stays", async (_, more, said) => {
    const answer = await open(more);
    const form = words(await answer.text());
    expect([answer.status, form]).toEqual([422, expect.stringMatching(said)]);
    expect(form).toContain("ACSE 2008-114");
    expect(await state()).toBeUndefined();
  });

  test("in JSON is refused with its fields, or made", async () => {
    const sent = {
      ...filled,
      actions: ["2008/portail"],
      until: "2008-12-31",
      on: "2008-02-20",
      lines: ["Jours;jour;2,5"],
    };
    const { reportDue: _, ...asked } = sent;
    const wrong = await office.json("/agreements/new", { ...asked, funder: "inconnu" });
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { errors: [{ field: "funder" }] }]);
    const made = await office.json("/agreements/new", asked);
    expect([made.status, await made.json()]).toMatchObject([201, { id: "acse-2008-114" }]);
    expect((await state())!.terms).toMatchObject([{ planned: 250 }]);
  });
});

describe("the list", () => {
  test("has agreements by stage, with what was received and how late a report is; settled ones by year", async () => {
    await open({ until: "2008-06-30" });
    await open({ reference: "ACSE 2008-115", title: "Veille 2008", actions: "2008/veille", stage: "requested" });
    await office.post(`${at}/payments`, { amount: "2 450,00 €", paidOn: "10/03/2008", words: "" });
    expect(await page("/agreements")).toMatch(
      /Signées[\s\S]*ACSE[\s\S]*Portail européen 2008[\s\S]*2 450,00 € reçus sur 6 100,50 € prévus[\s\S]*en retard de 2 mois[\s\S]*à remettre le 30 décembre 2008[\s\S]*Demandées[\s\S]*Veille 2008/,
    );
    await office.post(`${at}/stage`, { stage: "settled", stageOn: "02/03/2009" });
    expect(await page("/agreements")).toMatch(/Demandées[\s\S]*Soldées en 2009[\s\S]*Portail européen 2008/);
    const json = await (await office.get("/agreements", { accept: "application/json" })).json();
    expect(json).toMatchObject({ open: [{ id: "acse-2008-115" }], year: "2009", settled: [{ id: "acse-2008-114" }] });
  });
});

test("an agreement is typed and read as English people write, by who speaks English", async () => {
  await changePerson(network.ports, network.people.coordinator.id, { language: "en" });
  expect((await open({ lines: "Days of work; days; 14; 1,350.50" })).status).toBe(303);
  expect(await page()).toMatch(/Days of work[\s\S]*€1,350\.50 \/ [\s\S]*€18,907\.00[\s\S]*to hand in by 30 June 2009/);
  expect((await state())!.terms).toMatchObject([{ planned: 1400, rate: 135_050 }]);
  const wrong = await open({ lines: "Days; week; 14" });
  expect(words(await wrong.text())).toContain("“week” is no unit. Write hour, day, mission");
});

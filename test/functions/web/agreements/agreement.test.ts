import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { ledgerId } from "../../../../shared/ledger/state.ts";
import { loadAgreement } from "../../../../shared/stored/agreement.ts";
import { ledgers } from "../../../../shared/stored/ledger.ts";
import { as, type Browser, browse, type Network } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { at, filled, openPaid } from "./opened.ts";

/** What is done of one agreement, and who sees what of it. */
let network: Network;
let office: Browser;

beforeEach(async () => {
  network = await openPaid();
  office = await browse(network, "coordinator");
});

const open = (more: Record<string, string | string[]> = {}) => office.post("/agreements/new", { ...filled, ...more });
const state = async (id = "acse-2008-114") => (await loadAgreement(network.ports.store, id))?.state;
const page = async (path = at, browser = office) => words(await browser.page(path));

describe("an agreement", () => {
  beforeEach(async () => {
    await open();
  });

  test("is changed by its form, which another's change in the meantime comes back to with both", async () => {
    const seen = /name="seen" value="(\w+)"/.exec(await office.page(`${at}/change`))![1]!;
    const { stage: _, on: __, lines: ___, ...fields } = filled;
    await office.post(`${at}/change`, { ...fields, title: "Portail 2008", seen });
    expect((await state())!.title).toBe("Portail 2008");
    const late = await office.post(`${at}/change`, { ...fields, title: "Portail européen", seen });
    expect([late.status, words(await late.text())]).toEqual([
      422,
      expect.stringMatching(/Quelqu’un d’autre a modifié cette convention[\s\S]*Portail 2008[\s\S]*Portail européen/),
    ]);
  });

  test("keeps an action that one of its terms is for", async () => {
    const { stage: _, on: __, lines: ___, ...fields } = filled;
    await office.post(`${at}/change`, { ...fields, actions: ["2008/portail", "2008/veille"] });
    const term = { words: "Veille", unit: "day", planned: "2", action: "2008/veille" };
    expect((await office.post(`${at}/terms/new`, { ...term, id: "t1" })).status).toBe(303);
    const answer = await office.post(`${at}/change`, fields);
    expect(words(await answer.text())).toContain("La ligne « Veille » est pour une action que vous retirez");
  });

  test("has the amount that its funder granted, which a form says and takes back", async () => {
    const { stage: _, on: __, lines: ___, ...fields } = filled;
    await office.post(`${at}/change`, { ...fields, granted: "5 800 €" });
    expect((await state())!.granted).toBe(580_000);
    expect(await page(`${at}/change`)).toMatch(/name="granted"[^>]*value="5800,00"/);
    const funder = await browse(network, "funder");
    for (const browser of [office, funder]) {
      expect(await page(at, browser)).toMatch(/Montant accordé<\/dt><dd>5 800,00 €/);
      const json = await (await browser.get(at, { accept: "application/json" })).json();
      expect(json).toMatchObject({ agreement: { granted: 580_000 } });
    }
    const member = await browse(network, "author");
    expect(await page(at, member)).not.toMatch(/Montant accordé|5 800/);
    expect(await (await member.get(at, { accept: "application/json" })).text()).not.toContain("granted");
    for (const granted of ["beaucoup", "100 USD", "100000001"]) {
      const wrong = await office.post(`${at}/change`, { ...fields, granted });
      expect([wrong.status, words(await wrong.text())]).toEqual([422, expect.stringContaining(`value="${granted}"`)]);
    }
    await office.post(`${at}/change`, fields);
    expect(await state()).not.toHaveProperty("granted");
    expect(await page(`${at}/history`)).toContain("Montant accordé");
  });

  test("comes to a stage on a day, and goes back", async () => {
    await office.post(`${at}/stage`, { stage: "settled", stageOn: "2009-03-02" });
    expect(await page()).toMatch(/signée le 20 février 2008 · soldée le 2 mars 2009/);
    await office.post(`${at}/stage`, { stage: "signed", stageOn: "2008-02-21" });
    expect(await page()).toMatch(/<p>signée le 21 février 2008<\/p>/);
  });

  test.each<[string, string, Record<string, string>, RegExp]>([
    ["a stage tomorrow", "stage", { stage: "settled", stageOn: "2009-03-04" }, /encore à venir/],
    ["no stage", "stage", { stageOn: "2009-03-02" }, /Choisissez où en est/],
    ["a stage on no day", "stage", { stage: "settled", stageOn: "" }, /Donnez une date qui existe/],
    ["a payment of nothing", "payments", { amount: "0", paidOn: "2009-03-02" }, /plus grand que zéro/],
    ["a payment in words", "payments", { amount: "cent", paidOn: "2009-03-02" }, /plus grand que zéro/],
    [
      "a payment in another currency",
      "payments",
      { amount: "100 USD", paidOn: "2009-03-02" },
      /« USD » est une autre monnaie/,
    ],
    ["a payment tomorrow", "payments", { amount: "10", paidOn: "2009-03-04" }, /encore à venir/],
    ["a payment on no day", "payments", { amount: "10", paidOn: "30/02/2009" }, /Donnez une date qui existe/],
    ["a report tomorrow", "report", { reportedOn: "2009-03-04" }, /encore à venir/],
  ])("refuses %s on its own page, with what was typed", async (_, act, fields, said) => {
    const answer = await office.post(`${at}/${act}`, fields);
    const shown = words(await answer.text());
    expect([answer.status, shown]).toEqual([422, expect.stringMatching(said)]);
    expect(shown).toContain("<title>Erreur : Portail européen 2008");
    expect((await state())!.seq).toBe(1);
  });

  test("has its payments, one of which is cancelled and restored", async () => {
    const sent = { payment: "p1", amount: "2 450", paidOn: "10/03/2008", words: "Acompte" };
    for (let turn = 0; turn < 2; turn++) await office.post(`${at}/payments`, sent);
    expect(await page()).toMatch(
      /10 mars 2008<\/time> – 2 450,00 € – Acompte[\s\S]*Reçu en tout : 2 450,00 €, sur 6 100,50 € prévus/,
    );
    const other = await office.post(`${at}/payments`, { ...sent, amount: "2 400" });
    expect([other.status, words(await other.text())]).toEqual([422, expect.stringMatching(/déjà été noté, autrement/)]);
    await office.post(`${at}/payments/p1`, { counts: "false" });
    expect(await page()).toMatch(/<s>2 450,00 €<\/s>[\s\S]*annulé[\s\S]*Reçu en tout : 0,00 €/);
    await office.post(`${at}/payments/p1`, { counts: "true" });
    expect((await state())!.payments).toEqual([{ id: "p1", on: "2008-03-10", cents: 245_000, words: "Acompte" }]);
  });

  test("says when its report is due, that it was handed in, and that it was not", async () => {
    expect(await page()).toMatch(/Compte rendu financier<\/h2><p>à remettre le 30 juin 2009/);
    await office.post(`${at}/report`, { reportedOn: "2009-03-02" });
    expect(await page()).toMatch(/remis le 2 mars 2009/);
    await office.post(`${at}/report`, { reportedOn: "" });
    expect((await state())!.reported).toBeUndefined();
  });

  test("tells its history in words, the last first", async () => {
    await office.post(`${at}/payments`, { payment: "p1", amount: "10", paidOn: "2009-03-02", words: "" });
    await office.post(`${at}/payments/p1`, { counts: "false" });
    await office.post(`${at}/terms/impression/removal`, { removed: "true" });
    expect(await page(`${at}/history`)).toMatch(
      /Coordination \(RECI\) a retiré la ligne « Impression »[\s\S]*a annulé le versement de 10,00 € du 2 mars 2009[\s\S]*a noté un versement de 10,00 €, reçu le 2 mars 2009[\s\S]*a noté la convention, signée le 20 février 2008/,
    );
    const json = await (await office.get(`${at}/history`, { accept: "application/json" })).json();
    const types = ["termRemoved", "paymentCancelled", "paid", "opened"];
    expect(json).toMatchObject({ events: types.map((type) => ({ type })) });
  });
});

describe("a term", () => {
  const term = { words: "Missions", unit: "mission", planned: "6", rate: "120", account: "" };
  beforeEach(async () => {
    await open();
  });

  test("is added once, with the account of its unit, and changed", async () => {
    for (let turn = 0; turn < 2; turn++) await office.post(`${at}/terms/new`, { ...term, id: "t1" });
    expect((await state())!.terms.slice(3)).toEqual([
      { id: "t1", words: "Missions", unit: "mission", planned: 600, rate: 12_000, account: "62" },
    ]);
    expect(await page(`${at}/terms/t1`)).toMatch(/name="rate"[^>]*value="120,00"/);
    await office.post(`${at}/terms/t1`, { ...term, planned: "7,5", account: "64" });
    expect((await state())!.terms[3]).toMatchObject({ planned: 750, account: "64" });
    expect(await page()).toMatch(/Missions<\/a><\/th>[\s\S]*7,5 missions[\s\S]*120,00 € \/ mission[\s\S]*900,00 €/);
  });

  test("whose id another has is refused, and that one stays as it is", async () => {
    const answer = await office.post(`${at}/terms/new`, { ...term, id: "jours-de-travail" });
    expect([answer.status, words(await answer.text())]).toEqual([422, expect.stringMatching(/Une autre ligne a déjà/)]);
    expect((await state())!.terms[0]).toMatchObject({ words: "Jours de travail", unit: "day" });
  });

  test("has its figures in columns set to the right", async () => {
    const shown = await page();
    expect(shown).toMatch(/<th scope="col" role="columnheader">Lignes<\/th><th [^>]*class="end">Quantité prévue/);
    expect(shown).toMatch(/<td role="cell" class="end" data-label="Montant[^"]*">4 900,00 €/);
  });

  test("is taken away, and put back from the page of its agreement", async () => {
    await office.post(`${at}/terms/forfait/removal`, { removed: "true" });
    expect(await page()).toMatch(/Lignes retirées[\s\S]*Forfait[\s\S]*Remettre/);
    await office.post(`${at}/terms/forfait/removal`, { removed: "false" });
    expect((await state())!.terms[2]).not.toHaveProperty("removed");
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ["without words", { words: "" }, /Dites ce qui est payé/],
    ["of no unit", { unit: "" }, /Choisissez une unité/],
    ["of a quantity that is none", { planned: "beaucoup" }, /Donnez un nombre plus grand que zéro/],
    ["of less than nothing", { rate: "-120" }, /Donnez un nombre plus grand que zéro/],
    ["of days that are money", { planned: "54,20 €" }, /« € » est une monnaie/],
    ["at a rate of another currency", { rate: "100 USD" }, /« USD » est une autre monnaie/],
    ["in money with a rate", { unit: "running-cost" }, /Des frais n’ont pas de tarif/],
  ])("%s is refused", async (_, more, said) => {
    const answer = await office.post(`${at}/terms/new`, { ...term, id: "t1", ...more });
    expect([answer.status, words(await answer.text())]).toEqual([422, expect.stringMatching(said)]);
  });

  test("that is not of the agreement is not there", async () => {
    expect((await office.get(`${at}/terms/rien`)).status).toBe(404);
    expect((await office.post(`${at}/payments/rien`, { counts: "false" })).status).toBe(404);
  });

  test("on which something was entered shows it with its share, and keeps its unit and its currency", async () => {
    const name = { agreement: "acse-2008-114", month: "2008-03", holder: "org:cofrimi" } as const;
    const of = (await state())!;
    const entry = {
      id: "e1",
      date: "2008-03-12",
      action: "2008/portail",
      term: "jours-de-travail",
      quantity: 350,
    } as const;
    await issue(ledgers, network.ports, ledgerId(name), {
      ...{ type: "enter", by: as(network, "coordinator"), of, today: "2009-03-03", ...name },
      entries: [{ ...entry, cents: 122_500 }],
    });
    expect(await page()).toMatch(/Jours de travail[\s\S]*3,5 j, 1 225,00 €[\s\S]*25 %[\s\S]*Total[\s\S]*1 225,00 €/);
    await office.post(`${at}/terms/jours-de-travail/removal`, { removed: "true" });
    const removed =
      /retirée<[^–]*>–<[^–]*350,00 € \/ j<[^–]*>–<[\s\S]*1 225,00 €<[^–]*>–<[\s\S]*Total[\s\S]*1 225,00 €/;
    expect(await page()).toMatch(removed);
    await office.post(`${at}/terms/jours-de-travail/removal`, { removed: "false" });
    const answer = await office.post(`${at}/terms/jours-de-travail`, { words: "Heures", unit: "hour" });
    expect(words(await answer.text())).toContain("Des saisies comptent déjà dans l’unité de cette ligne");
    const { stage: _, on: __, lines: ___, ...fields } = filled;
    const other = await office.post(`${at}/change`, { ...fields, currency: "CHF" });
    expect([other.status, words(await other.text())]).toEqual([422, expect.stringMatching(/elle ne change plus/)]);
  });
});

test("an action that the programme does not say its funder pays is told as a doubt, which leads to the action", async () => {
  await open();
  expect(await page()).not.toContain("Le programme ne dit pas");
  const { stage: _, on: __, lines: ___, ...fields } = filled;
  await office.post(`${at}/change`, { ...fields, actions: ["2008/portail", "2008/veille"] });
  expect(await page()).toMatch(
    /Le programme ne dit pas que « Veille » est financée par ACSE[\s\S]*?href="\/programmes\/2008\/actions\/veille\/change"/,
  );
});

describe("who is no coordinator", () => {
  beforeEach(async () => {
    await open();
    await office.post(`${at}/payments`, { amount: "2450", paidOn: "2008-03-10", words: "Acompte" });
  });

  test("sees, of its funder, terms and payments, and nothing to change", async () => {
    const seen = await page(at, await browse(network, "funder"));
    expect(seen).toMatch(/14 j[\s\S]*2 450,00 €[\s\S]*à remettre le 30 juin 2009/);
    expect(seen).not.toMatch(/Modifier|Ajouter|<form method="post" action="\/agreements/);
  });

  test("sees, taking part in its action, what is paid, and no payment", async () => {
    const member = await browse(network, "author");
    const seen = await page(at, member);
    expect(seen).toContain("350,00 € / j");
    expect(seen).not.toMatch(/2 450,00|Versements|Compte rendu/);
    const json = (await (await member.get(at, { accept: "application/json" })).json()) as { agreement: object };
    expect(json).toMatchObject({ agreement: { terms: [{ id: "jours-de-travail" }, {}, {}] } });
    expect(JSON.stringify(json)).not.toMatch(/245000|payments|received/);
    const shown = [
      "actions",
      "currency",
      "from",
      "funder",
      "id",
      "reference",
      "seq",
      "since",
      "stage",
      "terms",
      "title",
      "until",
    ];
    expect(Object.keys(json.agreement).sort()).toEqual(shown);
    expect(await page("/programmes/2008/actions/portail", member)).toMatch(
      /<h2 id="agreements">Conventions[\s\S]*Portail européen 2008/,
    );
  });

  test("finds nothing, of another organisation", async () => {
    expect((await (await browse(network, "stranger")).get(at)).status).toBe(404);
    expect((await (await browse(network, "funder")).get("/agreements")).status).toBe(404);
  });

  test("finds nothing, let in to one document alone", async () => {
    expect((await (await browse(network, "funder", "download", "note")).get(at)).status).toBe(404);
  });
});

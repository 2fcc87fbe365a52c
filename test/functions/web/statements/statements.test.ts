import { beforeEach, describe, expect, test } from "vitest";
import { renderSteps } from "../../../../functions/render/steps.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { stepBy } from "../../../../shared/jobs/steps.ts";
import { agreements, loadAgreement } from "../../../../shared/stored/agreement.ts";
import { finishJob, listJobs } from "../../../../shared/stored/job.ts";
import { changePerson } from "../../../../shared/stored/person.ts";
import type { Visit } from "../../colleagues.ts";
import { as, type Browser, browse, type Network, sendMails } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { tools } from "../../render/approved.ts";
import { enter, line, openStated, type Stated } from "./stated.ts";

/** Statements of agreements and of actions: who sees which, how they are sent, and who received them. */
let stated: Stated;
let network: Network;
let office: Browser;

beforeEach(async () => {
  stated = await openStated();
  ({ network, office } = stated);
});

const live = "/agreements/acse-2008/statement";
const sent = "/agreements/acse-2008/statements/etat";
const ofAction = "/programmes/2008/actions/portail/statement";
const sure = { confirmed: "true" };
const state = async (id = "acse-2008") => (await loadAgreement(network.ports.store, id))!.state;
const page = async (browser: Visit, path: string) => wordsOf(await browser.page(path));
const status = async (browser: Visit, path: string) => (await browser.get(path)).status;
const send = (query = "", fields: object = sure) =>
  office.post(`/agreements/acse-2008/statements${query}`, { id: "etat", ...fields });

/** The mails that left: those to an organisation in two steps. */
async function mailed() {
  await sendMails(network);
  await sendMails(network);
  return network.sent;
}

/** What the form that sends a statement carries unseen. */
function hiddenIn(html: string): Record<string, string> {
  const [, form = ""] = html.split('id="send"');
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
  );
}

/** Makes the documents that were asked for. */
async function workOff(): Promise<void> {
  const { ports, settings } = network;
  for (const job of (await listJobs(ports.store)).filter(({ type }) => type === "typeset")) {
    await stepBy(renderSteps(ports, tools, settings))(job);
    await finishJob(ports, job.id);
  }
}

describe("the statement of an agreement", () => {
  test("has its terms, its organisations and its entries, of all its days", async () => {
    const shown = await page(office, live);
    expect(shown).toContain("État justificatif 2008 Convention ACSE");
    expect(shown).toContain("Jours de travail 14 j 1 j 7 % 4 900,00 € 350,00 €");
    expect(shown).toContain("12 mars 2008 COFRIMI Jours de travail 1 j 350,00 €");
  });

  test("has those of the days that its address asks for, however they are typed", async () => {
    const from = await page(office, `${live}?from=13/03/2008&until=2008-06-30`);
    expect(from).toContain("État justificatif du 13 mars 2008 au 30 juin 2008");
    expect(from).toContain("Rien n’a été saisi dans cette période.");
  });

  test.each([
    ["?from=2008-12-31&until=2008-01-01", "la seconde vient avant la première"],
    ["?from=2010-01-01&until=2010-12-31", "n’est dans celle de la convention, du 1er janvier 2008 au 31 décembre 2008"],
    ["?from=demain", "Donnez un jour, comme 31/12/2008."],
  ])("%s is refused beside its field, and what was typed stays", async (query, said) => {
    const answer = await office.get(`${live}${query}`);
    const html = await answer.text();
    expect([answer.status, wordsOf(html)]).toEqual([422, expect.stringContaining(said)]);
    expect(html).toContain('role="alert"');
    const json = await office.get(`${live}${query}`, { accept: "application/json" });
    expect(json.status).toBeGreaterThanOrEqual(400);
  });

  test("marks what is over the plan, with its numbers", async () => {
    await enter(network, { ...line, agreement: "acse-2008", id: "a9", quantity: 1400 });
    expect(await page(office, live)).toContain("Jours de travail Au-delà de ce qui était prévu. 14 j 15 j 107 %");
  });

  test("is a CSV whose entries add up to it, and JSON", async () => {
    const csv = await (await office.get(`${live}/csv`)).text();
    expect(csv.trim().split("\r\n")[1]).toBe(
      "2008-03-12;Convention ACSE;COFRIMI;;Portail européen;Jours de travail;j;1,00;350,00;EUR;;a1;",
    );
    const json = (await (await office.get(live, { accept: "application/json" })).json()) as {
      statement: { totals: object };
    };
    expect(json.statement.totals).toMatchObject({ done: 35_000, planned: 610_000 });
  });

  test("is a PDF and a Word file once they were asked for", async () => {
    expect((await office.get(`${live}/pdf`)).headers.get("location")).toMatch(/^\/agreements\/acse-2008\/statement/);
    expect((await office.post(live)).status).toBe(303);
    expect(await page(office, live)).toContain("sont en préparation");
    await workOff();
    expect(await page(office, live)).toMatch(/Télécharger le PDF \(\d+ pages?, \d+ Ko, français\)/);
    expect((await office.get(`${live}/pdf`)).headers.get("location")).not.toMatch(/^\/agreements/);
    expect(await status(office, `${live}/odt`)).toBe(404);
  });
});

describe("a funder sees totals and entries of its own agreements alone", () => {
  test("a funder of two agreements sees both, never the third", async () => {
    const shown = await page(stated.acse, ofAction);
    expect(shown).toContain("12 mars 2008 COFRIMI");
    expect(shown).toContain("13 mars 2008 COFRIMI");
    expect(shown).not.toMatch(/DAIC|5 250,00|14 mars|Entre nous/);
    expect(shown).toContain("Coût réalisé, toutes conventions : 525,00 €");
    const json = await (await stated.acse.get(ofAction, { accept: "application/json" })).text();
    expect(json).not.toContain("DAIC");
  });

  test("and no file of what was not sent, since nothing would tell who has it", async () => {
    for (const path of [live, ofAction]) {
      const shown = await stated.acse.page(path);
      expect(wordsOf(shown)).toContain("Ceux qui vous ont été envoyés ont leurs fichiers");
      expect(shown).not.toMatch(/statement\/(csv|pdf|docx)|Préparer le PDF/);
      for (const format of ["csv", "pdf"]) expect(await status(stated.acse, `${path}/${format}`)).toBe(404);
      expect((await stated.acse.post(path)).status).toBe(404);
    }
    const entries = "/agreements/acse-2008/entries";
    expect(await stated.acse.page(entries)).not.toContain("entries.csv");
    expect([await status(stated.acse, `${entries}.csv`), await status(office, `${entries}.csv`)]).toEqual([404, 200]);
  });

  test("ACSE finds none of DAIC’s pages, nor DAIC any of ACSE’s", async () => {
    await send();
    const ofDaic = ["/agreements/daic-2008/statement", "/agreements/daic-2008/statement/csv"];
    for (const path of ofDaic) expect([path, await status(stated.acse, path)]).toEqual([path, 404]);
    for (const path of [live, `${live}/csv`, sent, `${sent}/csv`])
      expect([path, await status(stated.daic, path)]).toEqual([path, 404]);
    expect((await stated.daic.post(`${sent}/csv`, sure)).status).toBe(404);
    expect(await page(stated.daic, ofAction)).not.toContain("ACSE");
  });

  test("the coordinator sees all three together; who takes part in the action sees none", async () => {
    expect(await page(office, ofAction)).toContain("Coût réalisé, toutes conventions : 5 775,00 €");
    const author = await browse(network, "author");
    for (const path of [live, ofAction]) expect(await status(author, path)).toBe(404);
    expect(await status(author, "/agreements/acse-2008")).toBe(200);
  });

  test("over agreements in two currencies is refused, both named", async () => {
    const by = as(network, "coordinator");
    const { terms: _, ...plan } = await state("daic-2008");
    await issue(agreements, network.ports, "daic-2008", { ...plan, type: "change", by, currency: "CHF" });
    const answer = await office.get(ofAction);
    expect([answer.status, wordsOf(await answer.text())]).toEqual([422, expect.stringContaining("(CHF, EUR)")]);
    expect(await status(stated.acse, ofAction)).toBe(200);
  });
});

describe("a statement is sent to its funder", () => {
  test("once, as it is, with a letter to each of its people that opens it", async () => {
    const answers = [await send("?from=2008-01-01&until=2008-12-31"), await send("?from=2008-01-01&until=2008-12-31")];
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(answers[0]!.headers.get("location")).toBe(sent);
    expect((await state()).statements).toHaveLength(1);
    expect((await mailed()).map(({ to, subject }) => [to.address, subject])).toEqual([
      ["suivi@acse.example", "État justificatif 2008\u00a0: Convention ACSE"],
    ]);
    const [link = ""] = /\/l\/\S+/.exec(network.sent[0]!.text) ?? [];
    expect((await network.app.request(link)).headers.get("location")).toBe(sent);
  });

  test("not without its box ticked, nor in days that it has none of, nor while it is only considered", async () => {
    expect((await send("", {})).status).toBe(422);
    expect((await send("?from=2010-01-01&until=2010-02-01")).status).toBe(422);
    const by = as(network, "coordinator");
    const advance = { type: "advance", by, stage: "considered", on: "2008-01-10", today: "2009-03-03" } as const;
    await issue(agreements, network.ports, "acse-2008", advance);
    expect((await send()).status).toBe(409);
    expect((await state()).statements).toEqual([]);
  });

  test("as it was read: what changed meanwhile is said first, and then sent", async () => {
    const read = hiddenIn(await office.page(live));
    await enter(network, { ...line, agreement: "acse-2008", id: "entretemps", date: "2008-11-20" });
    const answer = await send("", { ...read, ...sure });
    const html = await answer.text();
    expect([answer.status, wordsOf(html)]).toEqual([
      422,
      expect.stringContaining("a changé depuis que vous l’avez lu"),
    ]);
    expect(wordsOf(html)).toContain("Coût réalisé 350,00 € 700,00 € Saisies 1 2");
    expect(html).not.toMatch(/name="confirmed"[^>]*checked/);
    expect((await state()).statements).toEqual([]);
    const json = await office.json("/agreements/acse-2008/statements", read);
    expect([json.status, await json.json()]).toMatchObject([409, { code: "statement-changed" }]);
    expect((await send("", { ...hiddenIn(html), ...sure })).status).toBe(303);
    expect(await page(stated.acse, `/agreements/acse-2008/statements/${read.id}`)).toContain("20 novembre 2008");
  });

  test("of one id once: for other days or another action it is refused", async () => {
    await send();
    for (const query of ["?from=2008-01-01&until=2008-06-30", "?action=2008/portail"]) {
      const answer = await send(query);
      expect([answer.status, wordsOf(await answer.text())]).toEqual([409, expect.stringContaining("déjà été envoyé")]);
    }
    expect((await state()).statements).toHaveLength(1);
  });

  test("thirty an hour at most, as many as anybody has documents made of", async () => {
    const times = (ask: () => Promise<Response>) =>
      Array.from({ length: 30 }).reduce<Promise<unknown>>((before) => before.then(ask), Promise.resolve());
    await times(() => send());
    const [more, other] = [await send(), await office.post("/agreements/daic-2008/statements", sure)];
    expect([more.status, Number(more.headers.get("retry-after")) > 0, other.status]).toEqual([429, true, 303]);
    await times(() => office.post(live));
    expect((await office.post(ofAction)).status).toBe(429);
  });

  test("forty times at most, and then its page says what to do instead", async () => {
    const by = as(network, "coordinator");
    const statement = { from: "2008-01-01", until: "2008-12-31", facts: "a".repeat(64) };
    for (let at = 0; at < 40; at++)
      await issue(agreements, network.ports, "acse-2008", {
        ...{ type: "sendStatement", by, statement: { ...statement, id: `e${at}` } },
      });
    const answer = await send();
    expect([answer.status, wordsOf(await answer.text())]).toEqual([409, expect.stringContaining("préparez le PDF")]);
    const shown = await office.page(live);
    expect(shown).not.toContain('action="/agreements/acse-2008/statements');
    expect(wordsOf(shown)).toContain("40 états justificatifs envoyés");
  });

  test("never of the whole agreement where the address names an action that is not its own", async () => {
    for (const path of [live, `${live}/csv`]) expect(await status(office, `${path}?action=2008/veille`)).toBe(404);
    expect((await send("?action=2008/veille")).status).toBe(422);
    expect((await office.post(`${live}?action=2008/veille`)).status).toBe(422);
    expect((await state()).statements).toEqual([]);
    expect(await listJobs(network.ports.store)).toEqual([]);
  });

  test("and stays as it was sent, whatever is entered after", async () => {
    await send();
    await enter(network, { ...line, agreement: "acse-2008", id: "apres", date: "2008-11-20" });
    expect(await page(stated.acse, sent)).not.toContain("20 novembre");
    expect(await page(stated.acse, live)).toContain("20 novembre");
    expect(await (await office.get(`${sent}/csv`)).text()).not.toContain("2008-11-20");
  });

  test("of one action is called by it", async () => {
    await send("?action=2008/portail");
    expect((await mailed())[0]!.subject).toBe("État justificatif 2008\u00a0: Portail européen");
    expect((await state()).statements[0]).toMatchObject({ action: "2008/portail" });
  });

  test("whose letter is not written to who left it, nor once the agreement is another’s", async () => {
    await send();
    const { funder } = network.people;
    await changePerson(network.ports, funder.id, { ...funder, organisation: "IREV" });
    expect(await mailed()).toEqual([]);
  });
});

describe("a statement that was sent is received", () => {
  beforeEach(async () => {
    await send();
    await workOff();
  });

  test("GET tells of nothing: it leads its funder to the page of the buttons", async () => {
    for (const format of ["pdf", "docx", "csv"])
      expect((await stated.acse.get(`${sent}/${format}`)).headers.get("location")).toBe(sent);
    expect((await state()).statements[0]!.received).toEqual([]);
    expect(await page(office, sent)).toContain("Pas encore téléchargé.");
  });

  test("by a button a file, once a day each, which the coordinator sees", async () => {
    expect((await stated.acse.post(`${sent}/pdf`)).status).toBe(422);
    const taken = await stated.acse.post(`${sent}/pdf`, sure);
    expect([taken.status, taken.headers.get("location")]).toEqual([303, expect.not.stringMatching(/^\/agreements/)]);
    await stated.acse.post(`${sent}/pdf`, sure);
    const csv = await stated.acse.post(`${sent}/csv`, sure);
    expect([csv.status, await csv.text()]).toEqual([200, expect.stringContaining("2008-03-12")]);
    const { received, id } = (await state()).statements[0]!;
    expect([id, received.map(({ format }) => format)]).toEqual(["etat", ["pdf", "csv"]]);
    const shown = await page(office, "/agreements/acse-2008");
    expect(shown).toContain("PDF, le 3 mars 2009, par Service instructeur");
    expect(shown).toContain("tableur, le 3 mars 2009, par Service instructeur");
    expect(await page(stated.acse, sent)).not.toContain("par Service instructeur");
  });

  test("of what the coordinator downloads, nothing is told", async () => {
    expect((await office.get(`${sent}/pdf`)).status).toBe(302);
    await office.post(`${sent}/pdf`, sure);
    expect((await state()).statements[0]!.received).toEqual([]);
  });

  test("from the space of its funder, where each agreement has its own", async () => {
    const space = await page(stated.acse, "/funded");
    expect(space).toMatch(
      /Conventions .*Convention ACSE signée 0,00 € reçus sur 6 100,00 € prévus · 350,00 € de coûts saisis État justificatif 2008 envoyé le 3 mars 2009/,
    );
    expect(space).not.toContain("DAIC");
    expect(await page(stated.daic, "/funded")).not.toMatch(/État justificatif|Convention ACSE/);
  });

  test("and one that is not there is nothing", async () => {
    expect(await status(stated.acse, "/agreements/acse-2008/statements/autre")).toBe(404);
    expect(await status(office, `${sent}/odt`)).toBe(404);
  });
});

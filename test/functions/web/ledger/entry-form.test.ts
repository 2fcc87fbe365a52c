import { beforeEach, describe, expect, test } from "vitest";
import { hashOf } from "../../../../shared/chain/hash.ts";
import { sourceKey, uploadKey } from "../../../../shared/stored/objects.ts";
import { bring } from "../../../ledger/agreed.ts";
import { type Browser, browse, type Network, type Role } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { refused } from "../refused.ts";
import { enter, entered, openPaid, what } from "./paid.ts";

let network: Network;
let member: Browser;

beforeEach(async () => {
  network = await openPaid();
  member = await browse(network, "author");
});

/** What there is to choose in a field, by the words of each. */
function optionsOf(page: string, name: string): string[] {
  const [, select = ""] = new RegExp(`<select id="${name}"[^>]*>([\\s\\S]*?)</select>`).exec(page) ?? [];
  return [...select.matchAll(/<option value="[^"]+"[^>]*>([^<]*)/g)].map(([, label = ""]) => words(label));
}

/** Where an entry led, as a page. */
async function pageAfter(answer: Response, browser: Browser): Promise<string> {
  expect(answer.status).toBe(303);
  return words(await browser.page(answer.headers.get("location")!));
}

describe("the form of an entry", () => {
  test("offers what somebody may enter, of agreements that are open, with how it is counted", async () => {
    const page = await member.page("/entries/new");
    expect(optionsOf(page, "what")).toEqual([
      ...["Missions – 120,50 € par mission", "Déplacements – frais", "Temps bénévole – en heures"],
      ...["Journées de travail – 350,00 € par jour", "Missions – 120,50 € par mission", "Déplacements – frais"],
      "Temps bénévole – en heures",
    ]);
    expect(page).toContain('<optgroup label="Convention du réseau – Interculturalité">');
    const other = await (await browse(network, "first")).page("/entries/new");
    expect(optionsOf(other, "what")).toHaveLength(3);
    await bring(network.ports, "settled", "acse-2008");
    expect((await member.get("/entries/new")).status).toBe(404);
  });

  test("begins with today and who enters; their organisation's people alone are offered, to a coordinator all", async () => {
    const page = await member.page("/entries/new");
    expect(page).toContain('name="date" type="date" value="2008-06-12"');
    expect(page).toMatch(new RegExp(`<option value="${network.people.author.id}" selected>`));
    expect(optionsOf(page, "who")).toEqual(["Chargée de mission", "COFRIMI, sans nommer personne"]);
    const office = await (await browse(network, "coordinator")).page("/entries/new");
    expect(optionsOf(office, "who")).toHaveLength(12);
    expect(office).not.toMatch(/<option value="acse-2008[^>]*selected/);
  });

  test("says that there is nothing to enter on, where no agreement is open or none has terms", async () => {
    for (const term of ["journees", "missions", "transport", "benevolat"])
      await (await browse(network, "coordinator")).post(`/agreements/acse-2008/terms/${term}/removal`, {});
    for (const role of ["author", "coordinator"] as const)
      expect(words(await (await browse(network, role)).page("/entries/new"))).toContain("aucune convention ouverte");
    await bring(network.ports, "settled", "acse-2008");
    const office = await browse(network, "coordinator");
    expect(words(await office.page("/entries/new"))).toContain("aucune convention ouverte");
    const answer = await office.post("/entries/new", { what: what.days, amount: "1" });
    expect([answer.status, words(await answer.text())]).toEqual([200, expect.stringContaining("aucune convention")]);
  });

  test.each<[Role, number]>([
    ["funder", 404],
    ["stranger", 404],
    ["second", 404],
    ["coordinator", 200],
  ])("answers %s with %i", async (role, status) => {
    const browser = await browse(network, role);
    for (const path of ["/entries/new", "/entries/new/voucher", "/entries/import"])
      expect((await browser.get(path)).status).toBe(status);
  });
});

describe("an entry", () => {
  test("is entered, and its form is ready for the next with the same choices", async () => {
    const answer = await enter(network, "author", { amount: "0,5", note: "Note de cadrage" });
    expect(await entered(network)).toMatchObject([
      { holder: "org:cofrimi", person: network.people.author.id, quantity: 50, cents: 17_500, date: "2008-06-10" },
    ]);
    const page = await pageAfter(answer, member);
    expect(page).toContain("Saisi : 0,5 jour (175,00 €) – Journées de travail, le 10 juin 2008.");
    expect(page).toContain("Votre total sur cette ligne : 0,5 jour.");
    expect(page).toMatch(new RegExp(`value="${what.days}" selected`));
    expect(page).toContain('value="2008-06-10"');
    expect(page).not.toContain("note warning");
  });

  test("tells a member what their own organisation entered, and a coordinator all", async () => {
    const travel = { what: what.travel, amount: "54,20" };
    await enter(network, "first", { ...travel, amount: "778" });
    const page = await pageAfter(await enter(network, "author", travel), member);
    expect(page).toContain("Votre total sur cette ligne : 54,20 €.");
    expect(page).not.toMatch(/832,20|778/);
    const office = await browse(network, "coordinator");
    const all = await pageAfter(await enter(network, "coordinator", travel, office), office);
    expect(all).toContain("Total saisi sur cette ligne : 886,40 € ; prévu : 900,00 €.");
    const over = await pageAfter(await enter(network, "author", travel), member);
    expect(over).toContain("Total saisi sur cette ligne : 940,60 € ; prévu : 900,00 €, dépassé de 40,60 €.");
  });

  test("beyond what was planned is a warning with the numbers, and no refusal", async () => {
    await enter(network, "author", { amount: "13,5" });
    const page = await pageAfter(await enter(network, "author", { amount: "1,5" }), member);
    expect(page).toContain("Total saisi sur cette ligne : 15 jours ; prévu : 14 jours, dépassé de 1 jour.");
    expect(page).toContain('<div class="note warning" role="status">');
  });

  test("that is sent twice is one, and says so", async () => {
    const once = { id: "une-fois", amount: "2" };
    await enter(network, "author", once);
    const page = await pageAfter(await enter(network, "author", once), member);
    expect(page).toContain("Cette saisie était déjà là : 2 jours (700,00 €)");
    expect(await entered(network)).toHaveLength(1);
  });

  test.each<[string, Record<string, string>, object]>([
    ["of time on a clock", { what: what.hours, amount: "3 h 30" }, { quantity: 350, cents: 0 }],
    ["of time with what it is worth", { what: what.hours, amount: "2", cents: "30" }, { quantity: 200, cents: 3_000 }],
    ["of money", { what: what.travel, amount: "54,20 €" }, { cents: 5_420 }],
    ["of an organisation, naming nobody", { who: "org:cofrimi" }, { holder: "org:cofrimi", person: undefined }],
    ["of a day as it is written", { date: "1er juin 2008" }, { date: "2008-06-01" }],
  ])("%s is entered as it is typed", async (_, fields, expected) => {
    expect((await enter(network, "author", fields)).status).toBe(303);
    const [line] = await entered(network);
    expect({ ...line, person: line!.person }).toMatchObject(expected);
  });

  test("of anybody is a coordinator's to enter, in the ledger of their organisation", async () => {
    const { first, coordinator } = network.people;
    await enter(network, "coordinator", { what: what.travel, who: first.id, amount: "12" });
    expect(await entered(network)).toMatchObject([{ holder: "org:oriv", person: first.id, by: coordinator.id }]);
  });

  test.each<[string, Record<string, string>, string[]]>([
    ["without a term", { what: "" }, ["what"]],
    ["for an action of others", { what: `acse-2008/2008/ecole/missions` }, ["what"]],
    ["on a term for another action", { what: `acse-2008/2008/reseau/journees` }, ["what"]],
    ["without a quantity", { amount: "" }, ["amount"]],
    ["of a quantity in words", { amount: "deux" }, ["amount"]],
    ["of a negative quantity", { amount: "-1" }, ["amount"]],
    ["of nothing", { amount: "0" }, ["amount"]],
    ["of days on a clock", { amount: "3 h 30" }, ["amount"]],
    ["of money in hours", { what: what.travel, amount: "3 h 30" }, ["amount"]],
    ["of days that are money", { amount: "54,20 €" }, ["amount"]],
    ["of money of another currency", { what: what.travel, amount: "100 USD" }, ["amount"]],
    ["whose worth is of another currency", { what: what.hours, amount: "2", cents: "30 £" }, ["cents"]],
    ["of an amount beyond all bounds", { what: what.travel, amount: "1000001" }, ["amount"]],
    ["of a day that is none", { date: "32/06/2008" }, ["date"]],
    ["of a day to come", { date: "2008-06-13" }, ["date"]],
    ["of a day before the agreement", { date: "2007-12-31" }, ["date"]],
    ["of somebody of another organisation", { who: "org:oriv" }, ["who"]],
    ["of nobody that is known", { who: "personne" }, ["who"]],
    ["with nothing right", { what: "", amount: "", date: "", who: "org:nulle" }, ["what", "date", "who"]],
    ["whose proof never came", { upload: "jamais" }, ["upload"]],
  ])("%s is refused at its field, and what was typed stays", async (_, fields, wrong) => {
    const answer = await enter(network, "author", { note: "Ce qui fut tapé", ...fields });
    await refused(answer, wrong, ["Ce qui fut tapé"]);
    expect(await entered(network)).toEqual([]);
  });

  test("is asked for by a program as by a form, and refused by its fields", async () => {
    const body = { id: "programme", what: what.days, date: "2008-06-10", amount: "1", who: network.people.author.id };
    const answer = await member.json("/entries/new", body);
    expect([answer.status, await answer.json()]).toMatchObject([201, { entry: "programme", there: false }]);
    expect((await member.json("/entries/new", body)).status).toBe(200);
    const wrong = await member.json("/entries/new", { ...body, amount: "x" });
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: "request-invalid" }]);
  });
});

describe("a proof", () => {
  const arrives = (upload: string, text: string) =>
    network.ports.files.put(uploadKey(upload), Buffer.from(text), "x/x");

  test("is given before its entry, and nothing that was typed is lost on the way", async () => {
    const typed = { what: what.travel, amount: "54,20", note: "Train Metz–Paris" };
    const answer = await enter(network, "author", { ...typed, do: "proof" });
    const there = answer.headers.get("location")!;
    expect(there).toMatch(/^\/entries\/new\/voucher\?form=[\w-]+$/);
    const form = await member.page(there);
    expect(form).toContain('capture="environment"');
    const [, left = ""] = /form=(.*)/.exec(there)!;
    const policies = [...form.matchAll(/name="policy" value="([\w-]+)/g)].map(([, policy = ""]) =>
      JSON.parse(Buffer.from(policy, "base64url").toString()),
    );
    expect(policies.map(({ redirect }) => new URL(redirect)).map(({ pathname, search }) => pathname + search)).toEqual([
      `/entries/new/voucher/${left}-photo`,
      `/entries/new/voucher/${left}-file`,
    ]);
    expect(form).not.toMatch(/Metz|54,20/);
    await arrives(`${left}-photo`, "\xff\xd8\xff\xe0 ticket");
    const page = await member.page(`/entries/new/voucher/${left}-photo`);
    const other = await (await browse(network, "first")).page(`/entries/new/voucher/${left}-photo`);
    expect(other).not.toMatch(/value="(Train|54,20)/);
    const back = await member.page(/href="(\/entries\/new\?form=[\w-]+)"/.exec(form)![1]!);
    for (const value of ["54,20", "Train Metz–Paris"]) expect(back).toContain(`value="${value}"`);
    expect(page).toContain(`name="upload" value="${left}-photo"`);
    for (const value of ["54,20", "Train Metz–Paris", what.travel]) expect(page).toContain(`value="${value}"`);
    expect(await entered(network)).toEqual([]);
  });

  test("is kept with its entry by what it is, and opened by who may", async () => {
    await network.ports.files.put(uploadKey("photo"), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]), "x/x");
    await enter(network, "author", { what: what.travel, amount: "54,20", upload: "photo" });
    const [line] = await entered(network);
    expect(line!.proof).toMatchObject({ name: "justificatif-2008-06-10.jpg", mediaType: "image/jpeg", bytes: 5 });
    const path = `/entries/${line!.ledger}/${line!.id}/voucher`;
    const found: [Role, number][] = [];
    for (const role of ["coordinator", "author", "funder", "first", "stranger"] as const)
      found.push([role, (await (await browse(network, role)).get(path)).status]);
    expect(Object.fromEntries(found)).toEqual({
      coordinator: 302,
      author: 302,
      funder: 302,
      first: 404,
      stranger: 404,
    });
  });

  test("that is a photograph is kept without where and with what it was taken", async () => {
    const segment = (marker: number, text: string) =>
      Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text, "latin1")]);
    const start = Buffer.from([0xff, 0xd8]);
    const picture = Buffer.concat([segment(0xda, "balayage"), Buffer.from([1, 2, 3, 0xff, 0xd9])]);
    const exif = [segment(0xe1, "Exif\0\0 GPS 48.58 7.75"), segment(0xfe, "telephone de qui")];
    await network.ports.files.put(uploadKey("photo"), Buffer.concat([start, ...exif, picture]), "x/x");
    await enter(network, "author", { what: what.travel, amount: "54,20", upload: "photo" });
    const { hash, bytes } = (await entered(network))[0]!.proof!;
    const kept = Buffer.concat([start, picture]);
    expect({ hash, bytes }).toEqual({ hash: hashOf(kept), bytes: kept.length });
    expect(Buffer.from((await network.ports.files.get(sourceKey(hash)))!).equals(kept)).toBe(true);
  });

  test("that was erased is said to be, and is gone", async () => {
    await arrives("photo", "%PDF-1.4");
    await enter(network, "author", { what: what.travel, amount: "54,20", upload: "photo" });
    const { ledger, id, proof } = (await entered(network))[0]!;
    await network.ports.files.delete(sourceKey(proof!.hash));
    const page = await member.page(`/entries/${ledger}/${id}`);
    expect(page).toContain("effacée à la demande d’une personne");
    expect(page).not.toContain("/voucher");
    expect((await member.get(`/entries/${ledger}/${id}/voucher`)).status).toBe(410);
  });

  test.each([
    ["text", "un ticket tapé"],
    ["a program", "MZ\0\0"],
    ["a zip", "PK\x03\x04"],
  ])("that is %s is refused, and the form asks for another with what was typed", async (_, text) => {
    await arrives("faux", text);
    const answer = await enter(network, "author", { what: what.travel, amount: "54,20", upload: "faux" });
    const page = await refused(answer, ["upload"], ["54,20"]);
    expect(page).toContain("ni une photographie (JPEG, PNG) ni un PDF");
    expect(page).not.toContain('name="upload"');
    expect(page).toContain('id="upload" name="do" value="proof"');
  });

  test("that did not arrive is not there", async () => {
    expect((await member.get("/entries/new/voucher/jamais")).status).toBe(404);
  });
});

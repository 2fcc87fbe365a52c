import { beforeEach, describe, expect, test } from "vitest";
import { putDelegate } from "../../../../shared/acts/delegate.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables, loadEvents } from "../../../../shared/stored/deliverable.ts";
import { changePerson, findPerson, removePerson } from "../../../../shared/stored/person.ts";
import { pin } from "../../../../shared/stored/version.ts";
import {
  as,
  type Browser,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { offerAs } from "../../offering.ts";

let network: Network;
let id: string;
let here: string;
let version: string;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  id = await createNote(network);
  here = `/deliverables/${id}`;
  await deposit(network, id);
  version = await submitDraft(network, id);
  coordinator = await browse(network, "coordinator");
});

const round = async () => (await stateOf(network, id)).rounds.at(-1)!;

/** The fields that a refused form says are wrong. */
async function wrongIn(response: Response): Promise<[number, string[]]> {
  const body = await response.text();
  return [response.status, [...body.matchAll(/<li><a href="#([\w-]+)">/g)].map(([, field = ""]) => field).sort()];
}

describe("a round is closed by an outcome that is chosen", () => {
  test.each<[string, () => Promise<unknown>, string[], string, string]>([
    ["approvals alone", async () => approve("first", "second"), ["approved"], "approved", "final"],
    [
      "approvals with remarks",
      async () => {
        await offerAs(network, "first", id, { id: "un", type: "comment", text: "Plus court." });
        await approve("first", "second");
      },
      ["toIntegrate", "asIs"],
      "toIntegrate",
      "draft",
    ],
    [
      "approvals with remarks, as it is",
      async () => {
        await offerAs(network, "first", id, { id: "un", type: "comment", text: "Plus court." });
        await approve("first", "second");
      },
      ["toIntegrate", "asIs"],
      "asIs",
      "final",
    ],
    [
      "a request for changes",
      async () => {
        await approve("first");
        await decideAs(network, "second", id, "requestChanges");
      },
      ["changesRequested"],
      "changesRequested",
      "draft",
    ],
    ["too few decisions", async () => approve("first"), ["unresolved"], "unresolved", "draft"],
  ])("%s", async (_, happens, possible, outcome, stage) => {
    await happens();
    const page = await coordinator.page(`${here}/closure`);
    expect([...page.matchAll(/name="outcome" type="radio" value="(\w+)"/g)].map(([, way]) => way)).toEqual(possible);
    expect(page).not.toContain(" checked");
    expect(page).toContain("Les autres issues, et quand elles se présentent");
    const other = ["approved", "changesRequested"].find((way) => !possible.includes(way))!;
    expect(await wrongIn(await coordinator.post(`${here}/closure`, { round: "1", outcome: other }))).toEqual([
      422,
      ["outcome"],
    ]);
    for (let times = 0; times < 2; times++) {
      const closed = await coordinator.post(`${here}/closure`, { round: "1", outcome });
      expect([closed.status, closed.headers.get("location")]).toEqual([303, here]);
    }
    expect((await stateOf(network, id)).stage).toBe(stage);
    if (outcome === "asIs") expect(await coordinator.page(here)).toContain("document approuvé tel quel");
  });

  async function approve(...roles: ("first" | "second")[]) {
    for (const role of roles) await decideAs(network, role, id, "approve");
  }
});

describe("a decision that came otherwise", () => {
  const given = (changes: object = {}) => ({
    ...{ round: "1", version, submission: "rapport-1", reviewer: network.people.first.id },
    ...{ choice: "approve", channel: "telephone", received: "2008-03-03", note: "« D’accord avec tout. »" },
    ...changes,
  });
  const page = () => `${here}/reported`;

  test("is recorded once, marked everywhere, with its evidence for the coordinator alone", async () => {
    for (let times = 0; times < 2; times++) expect((await coordinator.post(page(), given())).status).toBe(303);
    expect((await round()).decisions).toMatchObject([
      { reviewer: network.people.first.id, choice: "approve", reported: { channel: "telephone" } },
    ]);
    const author = await browse(network, "author");
    const note = "Avis reçu par téléphone le 3\u00a0mars 2008, enregistré par la coordination.";
    for (const reader of [coordinator, author]) expect(await reader.page(here)).toContain(note);
    expect(await author.page(here)).not.toContain("evidence");
    expect(await coordinator.page(`${page()}/rapport-1/evidence`)).toContain("D’accord avec tout.");
    expect((await author.get(`${page()}/rapport-1/evidence`)).status).toBe(404);
  });

  test("may have a file as its evidence, sent straight to the file store", async () => {
    const form = await coordinator.page(page());
    expect(form).toMatch(/enctype="multipart\/form-data"[\s\S]*name="file"/);
    await network.ports.files.put("uploads/piece", Buffer.from("%PDF-1.7 lettre"), "application/pdf");
    expect(await coordinator.page(`${page()}/piece`)).toMatch(
      /Le fichier est arrivé[\s\S]*name="upload" value="piece"|name="upload" value="piece"[\s\S]*Le fichier est arrivé/,
    );
    expect((await coordinator.get(`${page()}/rien`)).status).toBe(404);
    expect((await coordinator.post(page(), given({ note: "", upload: "piece" }))).status).toBe(303);
    expect((await round()).decisions[0]?.reported?.file).toMatchObject({
      ...{ name: "avis-2008-03-03.pdf", mediaType: "application/pdf", bytes: 15 },
    });
    const file = await coordinator.get(`${page()}/rapport-1/file`);
    expect([file.status, file.headers.get("location")]).toEqual([302, expect.stringMatching(/^\/files\//)]);
    expect((await (await browse(network, "first")).get(`${page()}/rapport-1/file`)).status).toBe(404);
  });

  test.each<[string, object, string[]]>([
    [
      "nothing said",
      { reviewer: "", choice: "", channel: "", received: "" },
      ["channel", "choice", "received", "reviewer"],
    ],
    ["no evidence", { note: "" }, ["note"]],
    ["changes without a reason", { choice: "requestChanges" }, ["reason"]],
    ["a day to come", { received: "2008-12-01" }, ["received"]],
    ["a day before the review opened", { received: "2008-01-02" }, ["received"]],
    ["a year that is none of ours", { received: "0026-03-02" }, ["received"]],
    ["a version that is not the round's", { version: "0".repeat(64) }, ["choice"]],
    ["a round that has ended", { round: "2" }, ["choice"]],
    ["someone else's choice", { choice: "peut-être" }, ["choice"]],
  ])("is refused: %s", async (_, changes, fields) => {
    expect(await wrongIn(await coordinator.post(page(), given(changes)))).toEqual([422, fields]);
    expect((await round()).decisions).toEqual([]);
  });

  test("names the version it is about, and keeps naming it though another round opens meanwhile", async () => {
    const stale = given({ note: "" });
    expect(await coordinator.page(page())).toContain(`version ${version.slice(0, 8)}`);
    for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
    const by = as(network, "coordinator");
    await issue(deliverables, network.ports, id, { type: "closeRound", by, round: 1, unresolved: false });
    const shown = await (await coordinator.post(page(), stale)).text();
    expect(shown).toContain(`name="round" value="1"`);
    expect(shown).toContain(`name="version" value="${version}"`);
    const late = await coordinator.post(page(), given({ note: "« D’accord. »" }));
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining("« D’accord. »")]);
  });

  test("never takes the place of one that was given here", async () => {
    await decideAs(network, "first", id, "approve");
    expect(await coordinator.page(page())).not.toContain(`value="${network.people.first.id}"`);
    expect(await wrongIn(await coordinator.post(page(), given()))).toEqual([422, ["reviewer"]]);
  });
});

describe("a plan that changes during its round", () => {
  const page = () => `${here}/changes`;

  /** What a browser sends of the form as it comes. */
  async function untouched(): Promise<Record<string, string[]>> {
    const [form = ""] = /<form method="post" novalidate>[\s\S]*?<\/form>/.exec(await coordinator.page(page())) ?? [];
    const sent: Record<string, string[]> = {};
    for (const [input] of form.matchAll(/<input [^>]*>/g)) {
      const [name = "", type, value = ""] = ["name", "type", "value"].map(
        (attribute) => new RegExp(` ${attribute}="([^"]*)"`).exec(input)?.[1],
      );
      const left = input.includes(" disabled") || (type === "checkbox" && !input.includes(" checked"));
      if (!left) sent[name] = [...(sent[name] ?? []), value];
    }
    return sent;
  }
  const change = async (changes: object) => coordinator.post(page(), { ...(await untouched()), ...changes });

  test("asks for fewer approvals, of fewer reviewers", async () => {
    expect((await change({ reviewers: [network.people.first.id], quorum: "1" })).status).toBe(303);
    expect(await round()).toMatchObject({ reviewers: [network.people.first.id], rule: { quorum: 1 } });
    expect(await wrongIn(await change({ quorum: "2" }))).toEqual([422, ["quorum"]]);
    await decideAs(network, "first", id, "approve");
    expect(await coordinator.page(`${here}/closure`)).toContain('value="approved"');
  });

  test("keeps its people in their places, whatever the order of the directory", async () => {
    id = await createNote(network, { reviewers: ["second", "first"] });
    here = `/deliverables/${id}`;
    await deposit(network, id);
    await submitDraft(network, id);
    expect((await change({ title: "Autre titre" })).status).toBe(303);
    expect((await round()).reviewers).toEqual([network.people.second.id, network.people.first.id]);
    expect(await coordinator.page(here)).toMatch(/a modifié\u00a0: Titre\./);
  });

  const left = async () => removePerson(network.ports, network.people.first.id);

  test.each<[string, () => Promise<unknown>]>([
    ["who is there", async () => undefined],
    ["who left the network", left],
  ])("keeps a reviewer who decided, %s", async (_, then) => {
    const { first, second, stranger } = network.people;
    await decideAs(network, "first", id, "approve");
    await then();
    expect(await coordinator.page(page())).toMatch(
      /Direction<span class="hint">ORIV – reste relecteur de cette version/,
    );
    expect((await change({ title: "Autre titre" })).status).toBe(303);
    expect((await change({ reviewers: [first.id, stranger.id] })).status).toBe(303);
    expect(await stateOf(network, id)).toMatchObject({ title: "Autre titre", reviewers: [first.id, stranger.id] });
    const without = await change({ title: "Titre gardé", reviewers: [second.id, stranger.id] });
    const refused = await without.clone().text();
    expect(await wrongIn(without)).toEqual([422, ["reviewers"]]);
    expect(refused).toContain('value="Titre gardé"');
    expect(refused).toMatch(new RegExp(`type="hidden" name="reviewers" value="${first.id}"`));
    expect(refused).toMatch(new RegExp(`value="${second.id}" checked`));
  });

  test("keeps the reviewers of a final, who left too", async () => {
    for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
    await closeRound(network, id);
    await left();
    expect((await change({ funders: [network.people.stranger.id] })).status).toBe(303);
    expect(await stateOf(network, id)).toMatchObject({ stage: "final", funders: [network.people.stranger.id] });
  });

  test.each<[string, object, number, object]>([
    ["its title alone", { title: "Autre titre" }, 1, { title: "Autre titre" }],
    ["its quorum", { quorum: "2" }, 2, { quorum: 2 }],
    ["its quorum to what the kind says", { quorum: "" }, 1, {}],
  ])("a confirming round has a quorum of its own: %s", async (_, changes, quorum, told) => {
    await offerAs(network, "first", id, { id: "un", type: "comment", text: "Plus court." });
    for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
    await coordinator.post(`${here}/closure`, { round: "1", outcome: "toIntegrate" });
    await issue(deliverables, network.ports, id, {
      ...{ type: "dispose", by: as(network, "author"), round: 1, contribution: "un", as: "integrated" },
    });
    await deposit(network, id, completeDraft.replace("Mars, puis juillet.", "Mars."));
    await submitDraft(network, id);
    expect((await untouched()).quorum).toEqual(["1"]);
    const { seq } = await stateOf(network, id);
    expect((await change(changes)).status).toBe(303);
    expect((await round()).rule.quorum).toBe(quorum);
    const events = await Array.fromAsync(loadEvents(network.ports.store, id));
    expect(events.slice(seq).map(({ data }) => data)).toEqual(Object.keys(told).length > 0 ? [told] : []);
  });
});

describe("a replacement that a reviewer proposes", () => {
  const page = () => `${here}/delegations/remplacement`;

  async function propose(address = "adjointe@epi.example"): Promise<void> {
    const proposed = { name: "Directrice adjointe", address, organisation: "EPI", word: "Elle suit ce dossier." };
    const to = await putDelegate(network.ports, proposed);
    await issue(deliverables, network.ports, id, {
      ...{ type: "delegate", by: as(network, "first"), round: 1, submission: "remplacement", to },
    });
  }

  test("is confirmed: a new person enters the directory, once", async () => {
    await propose();
    expect(await coordinator.page("/programme")).toContain("Un relecteur propose quelqu’un d’autre");
    expect(await coordinator.page(here)).toContain(page());
    expect(await wrongIn(await coordinator.post(page(), {}))).toEqual([422, ["settle"]]);
    const unnamed = { settle: "confirm", name: "", organisation: "EPI" };
    expect(await wrongIn(await coordinator.post(page(), unnamed))).toEqual([422, ["language", "name"]]);
    const confirmed = { settle: "confirm", name: "Directrice adjointe", organisation: "EPI", language: "fr" };
    for (let times = 0; times < 2; times++) expect((await coordinator.post(page(), confirmed)).status).toBe(303);
    const person = await findPerson(network.ports.store, "adjointe@epi.example");
    expect(person).toMatchObject({ name: "Directrice adjointe", organisation: "EPI", coordinator: false });
    expect((await round()).reviewers).toEqual([person?.id, network.people.second.id]);
    expect(await coordinator.page(page())).toContain("Ce remplacement a été confirmé.");
  });

  test("is confirmed for someone whom the directory has", async () => {
    await propose("documentation@crefe.example");
    expect(await coordinator.page(page())).toContain("Documentaliste (CREFE)");
    expect((await coordinator.post(page(), { settle: "confirm" })).status).toBe(303);
    expect((await round()).reviewers[0]).toBe(network.people.stranger.id);
  });

  test("never puts the members that the round asks for out of reach, nor do other reviewers", async () => {
    const { first, second, stranger } = network.people;
    id = await createNote(network);
    here = `/deliverables/${id}`;
    await deposit(network, id);
    const pinned = await pin(network.ports, "framing-note");
    await issue(deliverables, network.ports, id, {
      ...{ type: "submit", by: as(network, "author"), ...pinned, deadline: "2008-05-12T22:00:00.000Z" },
      version: (await stateOf(network, id)).versions[0]!.hash,
      demands: { ...pinned.demands, quorum: { members: 2 } },
      members: { [first.id]: "ORIV", [second.id]: "IREV" },
    });
    await propose("documentation@crefe.example");
    await changePerson(network.ports, stranger.id, { organisation: "IREV" });
    const beyond = "Le nombre de structures membres dont l’avis favorable est demandé (2) dépasse";
    const settled = await coordinator.post(page(), { settle: "confirm" });
    expect(await settled.clone().text()).toContain(beyond);
    expect(await wrongIn(settled)).toEqual([422, ["settle"]]);
    const changed = await coordinator.post(`${here}/changes`, {
      ...{ title: "Note", action: "A", authors: network.people.author.id, quorum: "2" },
      reviewers: [second.id, stranger.id],
    });
    expect(await changed.clone().text()).toContain(beyond);
    expect(await wrongIn(changed)).toEqual([422, ["reviewers"]]);
    expect((await round()).reviewers).toEqual([first.id, second.id]);
  });

  test("is moot once its reviewer is taken off", async () => {
    await propose("documentation@crefe.example");
    await issue(deliverables, network.ports, id, {
      ...{ type: "amend", by: as(network, "coordinator"), quorum: 1, reviewers: [network.people.second.id] },
    });
    expect(await coordinator.page("/programme")).not.toContain("Un relecteur propose quelqu’un d’autre");
    expect(await coordinator.page(page())).toContain("a donné son avis ou quitté la relecture entre-temps");
    expect(await wrongIn(await coordinator.post(page(), { settle: "confirm" }))).toEqual([422, ["settle"]]);
  });

  test("is not accepted, or names one who reviews already", async () => {
    await propose("etudes@irev.example");
    expect(await wrongIn(await coordinator.post(page(), { settle: "confirm" }))).toEqual([422, ["settle"]]);
    expect((await coordinator.post(page(), { settle: "refuse" })).status).toBe(303);
    expect((await round()).delegations[0]?.status).toBe("refused");
    expect((await (await browse(network, "author")).get(page())).status).toBe(404);
  });
});

describe("a seminar", () => {
  type View = { seminar: { held: boolean; cancelled: boolean } };
  const page = () => `${here}/seminar`;
  const plan = (changes: object = {}) => ({
    ...{ round: "1", date: "2008-04-03", starts: "14:00", ends: "16:30", place: "Strasbourg, ORIV" },
    ...{ call: "https://reunion.example/42?a=1,2", agenda: "Le plan\nLa bibliographie" },
    invited: [network.people.first.id, network.people.stranger.id, network.people.author.id],
    ...changes,
  });
  const ics = async (reader: Browser) =>
    (await (await reader.get(`${page()}/invitation.ics`)).text()).replace(/\r\n /g, "");

  beforeEach(() =>
    offerAs(network, "first", id, { id: "plan", type: "comment", words: "Des échanges", text: "Lesquels ?" }),
  );

  test("is read by those invited, with the document and who comes; it changes and is called off", async () => {
    await coordinator.post(`${page()}/plan`, plan());
    await coordinator.post(`${page()}/plan`, plan());
    expect((await round()).seminar).toMatchObject({ sequence: 0, invited: { length: 3 } });
    const invited = await browse(network, "stranger", "seminar", id);
    const agenda = await invited.page(page());
    expect(agenda).toMatch(/3\u00a0avril 2008, de 14\u00a0h à 16\u00a0h\u00a030[\s\S]*Strasbourg, ORIV/);
    expect(agenda).toMatch(
      /<a href="https:\/\/reunion[\s\S]*Documentaliste \(CREFE\)[\s\S]*La bibliographie[\s\S]*paraissent ici la veille/,
    );
    expect((await invited.get(`${here}/review`)).status).toBe(200);
    expect((await invited.get(here)).status).toBe(404);
    expect((await invited.get(`${here}/review/decision`)).status).toBe(404);
    expect((await (await browse(network, "funder")).get(page())).status).toBe(404);
    expect(await ics(invited)).toMatch(
      /METHOD:REQUEST[\s\S]*SEQUENCE:0[\s\S]*DTSTART:20080403T120000Z[\s\S]*mailto:documentation@crefe\.example/i,
    );

    await coordinator.post(`${page()}/plan`, plan({ date: "2008-04-04" }));
    expect(await ics(invited)).toMatch(/SEQUENCE:1[\s\S]*DTSTART:20080404T120000Z/);
    expect(await wrongIn(await coordinator.post(`${page()}/cancellation`, { round: "1" }))).toEqual([
      422,
      ["confirmed", "reason"],
    ]);
    const off = { round: "1", reason: "Grève des trains.", confirmed: "true" };
    for (let times = 0; times < 2; times++) await coordinator.post(`${page()}/cancellation`, off);
    expect((await round()).seminar).toMatchObject({ cancelled: true, sequence: 2 });
    expect(await invited.page(page())).toMatch(/Ce séminaire est annulé[\s\S]*Grève des trains/);
    expect(await ics(invited)).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:2/);
  });

  test("is off when its round closes before it, as its mails say", async () => {
    await coordinator.post(`${page()}/plan`, plan());
    await coordinator.post(`${here}/closure`, { round: "1", outcome: "unresolved" });
    expect(await coordinator.page(page())).toMatch(/<p>Annulé<\/p>[\s\S]*Ce séminaire est annulé/);
    expect(await coordinator.page(here)).toMatch(/Annulé \(il était prévu le 3\u00a0avril 2008/);
    expect(await ics(coordinator)).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:1[\s\S]*STATUS:CANCELLED/);
    expect((await coordinator.get(`${page()}/held`)).status).toBe(404);
    const { seminar } = (await (await coordinator.get(page(), { accept: "application/json" })).json()) as View;
    expect(seminar).toMatchObject({ held: false, cancelled: true });
  });

  test("is not held before its day, at the network's place", async () => {
    await coordinator.post(`${page()}/plan`, plan({ date: "2008-03-04" }));
    const held = { round: "1", minutes: "Deux points restent.", confirmed: "true" };
    network.world.set(Date.parse("2008-03-03T22:59:00.000Z"));
    const early = await coordinator.post(`${page()}/held`, held);
    expect(await wrongIn(early.clone())).toEqual([422, ["confirmed"]]);
    expect(await early.text()).toMatch(/prévu le 4\u00a0mars 2008[\s\S]*Deux points restent\./);
    expect((await coordinator.json(`${page()}/held`, { round: 1 })).status).toBe(400);
    expect((await round()).seminar).toMatchObject({ held: false });
    network.world.set(Date.parse("2008-03-03T23:00:00.000Z"));
    expect((await coordinator.post(`${page()}/held`, held)).status).toBe(303);
    expect((await round()).seminar).toMatchObject({ held: true });
  });

  test.each<[string, object]>([
    ["as they are sent", { confirmed: "true" }],
    ["not confirmed", {}],
  ])("whose round closed before its day gives the minutes back: %s", async (_, more) => {
    await coordinator.post(`${page()}/plan`, plan({ date: "2008-03-04" }));
    await coordinator.post(`${here}/closure`, { round: "1", outcome: "unresolved" });
    network.world.set(Date.parse("2008-03-04T12:00:00.000Z"));
    const late = await coordinator.post(`${page()}/held`, { round: "1", minutes: "Deux points <restent>.", ...more });
    expect([late.status, await late.text()]).toEqual([
      409,
      expect.stringMatching(/Cette relecture est close[\s\S]*Deux points &lt;restent&gt;\./),
    ]);
    const told = await coordinator.json(`${page()}/held`, { round: 1, minutes: "Deux points restent." });
    expect([told.status, await told.json()]).toMatchObject([409, { code: "round-closed" }]);
  });

  test("has its attendance and its minutes, a text or a file, also once the round is closed", async () => {
    await coordinator.post(`${page()}/plan`, plan({ date: "2008-03-03" }));
    const held = { round: "1", present: [network.people.first.id], confirmed: "true" };
    await coordinator.post(`${page()}/held`, held);
    expect((await round()).seminar).toMatchObject({ held: true, present: [network.people.first.id] });
    await coordinator.post(`${here}/closure`, { round: "1", outcome: "unresolved" });
    await network.ports.files.put(
      "uploads/cr",
      Buffer.from("PK\u0003\u0004[Content_Types].xml word/"),
      "application/zip",
    );
    expect(await coordinator.page(`${page()}/held/cr`)).toContain('name="upload" value="cr"');
    const told = { round: "1", present: [network.people.first.id], minutes: "Deux points restent.", upload: "cr" };
    for (let times = 0; times < 2; times++) expect((await coordinator.post(`${page()}/held`, told)).status).toBe(303);
    const reader = await browse(network, "first");
    expect(await reader.page(page())).toMatch(
      /Étaient là[\s\S]*Direction \(ORIV\)[\s\S]*Deux points restent[\s\S]*compte-rendu-2008-03-03\.docx/,
    );
    expect((await reader.get(`${page()}/minutes`)).status).toBe(302);
    expect((await stateOf(network, id)).seq).toBe(9);
  });
});

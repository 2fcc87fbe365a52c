import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import type { Command } from "../../../../shared/deliverable/command.ts";
import { planOf } from "../../../../shared/meeting/state.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { loadMeeting, meetings } from "../../../../shared/stored/meeting.ts";
import { arrives } from "../../colleagues.ts";
import {
  as,
  type Browser,
  browse,
  createNote,
  stateOf as deliverableOf,
  deposit,
  type Network,
  openTestNetwork,
  submitDraft,
} from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { refused, wrongIn } from "../refused.ts";
import { actions, openProgrammed, planned } from "./programmed.ts";

let network: Network;
let note: string;
let office: Browser;

beforeEach(async () => {
  ({ network, note } = await openProgrammed());
  network.world.set(Date.parse("2008-05-05T09:00:00.000Z"));
  office = await browse(network, "coordinator");
});

const stateOf = async (id: string) => (await loadMeeting(network.ports.store, id))!.state;
const plan = (more: Record<string, string | string[]> = {}) => office.post("/meetings/new", planned(network, more));

describe("a meeting is planned", () => {
  test("by its form, once however often it is sent, and stands in the list, on its page and on its action's", async () => {
    for (let times = 0; times < 2; times++) expect((await plan()).headers.get("location")).toBe("/meetings/juin");
    expect(await stateOf("juin")).toMatchObject({ seq: 1, sequence: 0, stage: "planned", agenda: { length: 2 } });
    const page = words(await office.page("/meetings/juin"));
    expect(page).toMatch(
      /Séminaire interne du 12 juin 2008[\s\S]*12 juin 2008, de 14 h à 16 h 30[\s\S]*Strasbourg, ORIV/,
    );
    expect(page).toMatch(/Ordre du jour[\s\S]*Le calendrier[\s\S]*La diffusion/);
    expect(words(await office.page("/meetings"))).toMatch(
      /À venir[\s\S]*Séminaire interne du 12 juin 2008[\s\S]*3 personnes invitées/,
    );
    expect(words(await office.page("/programmes/2008/actions/interculturalite"))).toMatch(
      /Rencontres[\s\S]*12 juin 2008/,
    );
  });

  test("and where none is, the list says so in the column of the text", async () => {
    const section = /<section aria-labelledby="coming">[\s\S]*?<\/section>/;
    const [coming = ""] = section.exec(await office.page("/meetings")) ?? [];
    expect([...coming.matchAll(/<div class="text">([\s\S]*?)<\/div>/g)].map(([, text]) => text)).toEqual([
      '<h2 id="coming">À venir</h2>',
      "<p>Aucune.</p>",
    ]);
  });

  test("with a document, whose action it is then of; its page leads to it", async () => {
    await plan({ actions: [], matters: [`version:${note}`], lines: "" });
    expect(await stateOf("juin")).toMatchObject({
      actions: [actions.culture],
      agenda: [{ what: "version", deliverable: note }],
    });
    expect(await office.page("/meetings/juin")).toContain(`<a href="/deliverables/${note}">`);
  });

  test("without an action, which it must have where there are some to choose, in a network that has no programme", async () => {
    expect(await wrongIn(await plan({ actions: [] }))).toEqual([422, ["actions"]]);
    const other = await openTestNetwork();
    other.world.set(Date.parse("2008-05-05T09:00:00.000Z"));
    const there = await browse(other, "coordinator");
    expect((await there.post("/meetings/new", planned(other, { actions: [] }))).status).toBe(303);
    expect((await loadMeeting(other.ports.store, "juin"))!.state).toMatchObject({ actions: [], agenda: { length: 2 } });
    expect(words(await there.page("/meetings/juin"))).toContain("Séminaire interne du 12 juin 2008");
  });

  test("with a document of a network that has no programme", async () => {
    const other = await openTestNetwork();
    other.world.set(Date.parse("2008-05-05T09:00:00.000Z"));
    const document = await createNote(other);
    const there = await browse(other, "coordinator");
    const matters = [`version:${document}`];
    expect((await there.post("/meetings/new", planned(other, { actions: [], matters }))).status).toBe(303);
    expect(await there.page("/meetings/juin")).toContain(`<a href="/deliverables/${document}">`);
  });

  test("of an action that is in no programme any more, which a form that shows it not leaves", async () => {
    const other = await openTestNetwork();
    other.world.set(Date.parse("2008-05-05T09:00:00.000Z"));
    const { coordinator, author } = other.people;
    await issue(meetings, other.ports, "juin", {
      ...{
        type: "plan",
        by: as(other, "coordinator"),
        id: "juin",
        kind: "internal",
        title: "",
        actions: ["2007/ecole"],
      },
      ...{ organiser: coordinator.id, date: "2008-06-12", place: "Metz", agenda: [], invited: [author.id] },
    });
    const there = await browse(other, "coordinator");
    const { id: _, ...fields } = planned(other, { actions: [], title: "Journée" });
    expect((await there.post("/meetings/juin/plan", fields)).status).toBe(303);
    expect((await loadMeeting(other.ports.store, "juin"))!.state).toMatchObject({
      title: "Journée",
      actions: ["2007/ecole"],
    });
  });

  test("with the people whom an organisation has that day", async () => {
    await plan({ invited: ["org:oriv", "org:cofrimi"] });
    const { author, first } = network.people;
    expect((await stateOf("juin")).invited.toSorted()).toEqual([author.id, first.id].toSorted());
  });

  test("as a series of four, each once, which answer what the programme expects", async () => {
    const dates = "2008-09-18\r\n20/11/2008\r\n2008-12-18";
    const series = { kind: "network", actions: [actions.network], answers: `${actions.network}#reunions`, dates };
    for (let times = 0; times < 2; times++) await plan(series);
    const all = await Promise.all(["juin", "juin-2", "juin-3", "juin-4"].map(stateOf));
    expect(all.map(({ series, date, agenda }) => [series, date, agenda.length])).toEqual([
      [{ id: "juin", number: 1 }, "2008-06-12", 2],
      [{ id: "juin", number: 2 }, "2008-09-18", 0],
      [{ id: "juin", number: 3 }, "2008-11-20", 0],
      [{ id: "juin", number: 4 }, "2008-12-18", 0],
    ]);
    const action = words(await office.page("/programmes/2008/actions/reseau"));
    expect(action).toMatch(/Réunion du réseau[\s\S]*en cours, 4 sur 4 prévues[\s\S]*18 septembre 2008/);
    expect(action).not.toContain("Prévoir cette rencontre");
  });

  test.each<[string, Record<string, string | string[]>, string[]]>([
    ["no kind and no day", { kind: "", date: "" }, ["date", "kind"]],
    [
      "anything said, all of it at once",
      { kind: "", date: "", place: "", actions: [] },
      ["date", "kind", "place", "actions"],
    ],
    ["nowhere to be", { place: "" }, ["place"]],
    ["hours that are not in order", { starts: "16:00", ends: "14:00" }, ["ends"]],
    ["a last day that comes first", { until: "2008-06-11" }, ["until"]],
    ["no action and no document", { actions: [] }, ["actions"]],
    ["an action that there is not", { actions: ["2008/aucune"] }, ["actions"]],
    ["more actions than a meeting has", { actions: Array.from({ length: 12 }, (_, at) => `2008/a${at}`) }, ["actions"]],
    ["a meeting that nobody expects", { answers: `${actions.network}#autre` }, ["answers"]],
    ["somebody who is not there", { invited: ["personne"] }, ["invited"]],
    ["a document that there is not", { matters: ["version:rien"] }, ["matters"]],
    ["the same day twice", { dates: "2008-06-12" }, ["dates"]],
  ])("not with %s, and what was typed stays", async (_, more, fields) => {
    await refused(await plan({ ...more, title: "Journée d’étude" }), fields, ["Journée d’étude"]);
    expect(await loadMeeting(network.ports.store, "juin")).toBeUndefined();
  });

  test("on a Sunday, a holiday or a day that is past, and those of its series, once that is confirmed", async () => {
    const days = { date: "2008-07-14", dates: "2008-09-21" };
    const asked = await plan(days);
    expect(await wrongIn(asked.clone())).toEqual([422, ["confirmed"]]);
    const body = words(await asked.text());
    expect(body).toMatch(/14 juillet 2008 est le 14 juillet[\s\S]*21 septembre 2008 est un dimanche/);
    expect(body.match(/21 septembre 2008 est un dimanche/g)).toHaveLength(1);
    expect(body).toContain("2 avertissements sont à lire et à confirmer");
    expect(body).toContain("Je garde ces jours.");
    expect(words(await (await plan({ date: "2008-09-21" })).text())).toContain("Je garde ce jour.");
    expect((await plan({ ...days, confirmed: "2008-07-14 2008-09-28" })).status).toBe(422);
    expect((await plan({ ...days, confirmed: "2008-07-14 2008-09-21" })).status).toBe(303);
    expect(await wrongIn(await plan({ id: "avril", date: "2008-04-03" }))).toEqual([422, ["confirmed"]]);
    expect(
      (await office.json("/meetings/new", { ...planned(network), id: "json", date: "2008-04-03", lines: [] })).status,
    ).toBe(422);
  });
});

describe("the form of a new meeting", () => {
  const ticked = (page: string, name: string) =>
    [...page.matchAll(new RegExp(`name="${name}"[^>]* value="([^"]*)" checked`, "g"))].map(([, value = ""]) => value);

  test("knows the document that one comes from, its people and its action", async () => {
    const page = await office.page(`/meetings/new?deliverable=${note}`);
    expect([ticked(page, "matters"), ticked(page, "actions"), ticked(page, "kind")]).toEqual([
      ...[[`version:${note}`], [actions.culture], ["internal"]],
    ]);
    const { author, first, second, coordinator } = network.people;
    expect(ticked(page, "invited").toSorted()).toEqual(
      [author, first, second, coordinator].map(({ id }) => id).toSorted(),
    );
  });

  test("has the people of an organisation that writes the document, but none who was shut out of it", async () => {
    const { author, first, second, coordinator, stranger } = network.people;
    const colleague = await arrives(network, "CREFE");
    const shutOut = await arrives(network, "CREFE");
    const ask = (command: object) =>
      issue(deliverables, network.ports, note, { by: as(network, "coordinator"), ...command } as Command);
    await ask({ type: "amend", authors: [author.id, "org:crefe"] });
    await ask({ type: "endAccess", person: shutOut.id, through: "org:crefe" });
    expect(ticked(await office.page(`/meetings/new?deliverable=${note}`), "invited").toSorted()).toEqual(
      [author, first, second, coordinator, stranger, colleague].map(({ id }) => id).toSorted(),
    );
  });

  test("knows what the programme expects, and who takes part in its action", async () => {
    const page = await office.page("/meetings/new?action=2008%2Finterculturalite&expected=restitution");
    expect(page).toMatch(/<option value="2008\/interculturalite#restitution" selected/);
    expect(page).toMatch(/name="title"[^>]* value="Restitution"/);
    expect([ticked(page, "kind"), ticked(page, "invited")]).toEqual([["restitution"], ["org:cofrimi"]]);
    expect((await office.get("/meetings/new?deliverable=rien")).status).toBe(404);
    expect((await office.get("/meetings/new?action=2008%2Faucune")).status).toBe(404);
  });

  test("proposes what is late of its actions, for the choosing", async () => {
    const late = words(await office.page("/meetings/new"));
    expect(late).toMatch(
      /En retard[\s\S]*L’interculturalité : note de cadrage[\s\S]*Brouillon attendu le 20 mars 2008/,
    );
    expect(late).not.toContain("en retard de 46 jours");
    const asked = await office.post("/meetings/new", planned(network, { search: "agenda", place: "" }));
    expect(asked.status).toBe(200);
    const page = words(await asked.text());
    expect(page).toMatch(/attendu et pas commencé : Note/);
    expect(page).toContain("Le calendrier");
  });

  test("proposes to a meeting of the network all that is late, whatever its action; to another that of its own", async () => {
    const proposed = async (kind: string) => {
      const asked = planned(network, { kind, actions: [actions.network], search: "agenda" });
      return words(await (await office.post("/meetings/new", asked)).text());
    };
    expect(await proposed("network")).toMatch(
      /En retard[\s\S]*note de cadrage[\s\S]*Brouillon attendu le[\s\S]*attendu et pas commencé : Note/,
    );
    expect(await proposed("internal")).not.toMatch(/Brouillon attendu|attendu et pas commencé/);
  });
});

describe("a meeting that is planned", () => {
  beforeEach(() => plan());

  test("is moved, and keeps what its agenda had; a form that was open before shows both", async () => {
    const form = await office.page("/meetings/juin/plan");
    const seen = /name="seen" value="([^"]+)"/.exec(form)![1]!;
    const ids = (await stateOf("juin")).agenda.map(({ id }) => id);
    const fields = planned(network, { seen, date: "2008-06-13", lines: "Le calendrier\r\nLe budget" });
    delete fields.id;
    const moved = await office.post("/meetings/juin/plan", fields);
    const invited = (await stateOf("juin")).invited.filter((person) => person !== network.people.coordinator.id);
    expect([moved.status, moved.headers.get("location")]).toEqual([303, "/meetings/juin"]);
    expect(words(await office.page("/meetings/juin"))).toContain(
      `C’est enregistré ; ${invited.length} personnes en sont prévenues.`,
    );
    expect(await stateOf("juin")).toMatchObject({
      date: "2008-06-13",
      sequence: 1,
      agenda: [{ id: ids[0] }, { what: "words" }],
    });
    const stale = await office.post("/meetings/juin/plan", { ...fields, date: "2008-06-16" });
    const body = words(await refused(stale, ["title"]));
    expect(body).toMatch(/Ce qui diffère[\s\S]*13 juin 2008[\s\S]*16 juin 2008/);
  });

  test("whose agenda alone changes tells nobody: neither its button nor its page says that anybody is told", async () => {
    const form = words(await office.page("/meetings/juin/plan"));
    expect(form).toContain("Un autre changement, tel que celui de l’ordre du jour, n’est envoyé à personne.");
    expect(form).not.toContain("Enregistrer et prévenir");
    const { id: _, ...fields } = planned(network, { lines: "Le calendrier\r\nLe budget" });
    const changed = await office.post("/meetings/juin/plan", fields);
    expect([changed.status, changed.headers.get("location")]).toEqual([303, "/meetings/juin"]);
    expect(words(await office.page("/meetings/juin"))).toContain("C’est enregistré.");
  });

  test("has its agenda in the order in which it is put, which the next change of its plan keeps", async () => {
    await office.post("/meetings/discussion", { matter: `version:${note}`, meeting: "juin" });
    const titles = async () => (await stateOf("juin")).agenda.map(({ what, id }) => (what === "words" ? id : what));
    const [calendar, spread] = await titles();
    const move = (item: string, to: string) => office.post("/meetings/juin/agenda", { item, to });
    const { sequence, agenda } = await stateOf("juin");
    const document = agenda[2]!.id;
    expect((await move(document, "up")).headers.get("location")).toBe(`/meetings/juin?ordered=${document}#order`);
    for (let times = 0; times < 2; times++) await move(spread!, "down");
    expect(await titles()).toEqual([calendar, "version", spread]);
    await move(calendar!, "down");
    expect((await stateOf("juin")).sequence).toBe(sequence);
    const kept = { matters: [`version:${note}`], lines: "Le budget\r\nLe calendrier\r\nLa diffusion" };
    const { id: _, ...fields } = planned(network, kept);
    await office.post("/meetings/juin/plan", fields);
    expect(await titles()).toEqual(["version", expect.any(String), calendar, spread]);
    expect((await move("rien", "up")).status).toBe(404);
    expect((await move(document, "sideways")).status).toBe(400);
    // as a program finds the form: nothing is chosen in it
    expect((await office.post("/meetings/juin/agenda", { to: "up" })).status).toBe(400);
    expect(await office.page("/meetings/juin")).not.toMatch(/name="item"[^>]* checked/);
    expect(await office.page(`/meetings/juin?ordered=${document}`)).toMatch(/name="item"[^>]* checked/);
    await office.post("/meetings/juin/cancellation", { reason: "Grève.", confirmed: "true" });
    expect((await move(document, "down")).status).toBe(409);
  });

  test("is called off with its reason, once, and called again on a new day", async () => {
    expect(await wrongIn(await office.post("/meetings/juin/cancellation", {}))).toEqual([422, ["confirmed", "reason"]]);
    const off = { reason: "Grève des trains.", confirmed: "true" };
    for (let times = 0; times < 2; times++) await office.post("/meetings/juin/cancellation", off);
    expect(await stateOf("juin")).toMatchObject({ stage: "cancelled", seq: 2 });
    const page = await office.page("/meetings/juin");
    expect(page).toMatch(/Cette rencontre est annulée[\s\S]*Grève des trains/);
    expect((await office.get("/meetings/juin/record")).status).toBe(409);
    const again = await office.page("/meetings/juin/plan");
    expect(again).toMatch(/name="date"[^>]* value=""/);
    expect(again).toMatch(/name="place"[^>]* value="Strasbourg, ORIV"/);
    const { id: _, ...fields } = planned(network, { date: "2008-06-20" });
    await office.post("/meetings/juin/plan", fields);
    expect(await stateOf("juin")).toMatchObject({ stage: "planned", date: "2008-06-20" });
  });

  test("takes a document up from that document's page, with its people", async () => {
    const choice = await office.page(`/meetings/discussion?deliverable=${note}`);
    expect(words(choice)).toMatch(/À quelle rencontre[\s\S]*Séminaire interne du 12 juin 2008/);
    const asked = { matter: `version:${note}`, meeting: "juin" };
    for (let times = 0; times < 2; times++)
      expect((await office.post("/meetings/discussion", asked)).headers.get("location")).toBe("/meetings/juin");
    const { agenda, invited } = await stateOf("juin");
    expect(agenda.filter(({ what }) => what === "version")).toHaveLength(1);
    expect(invited).toContain(network.people.second.id);
    expect((await office.post("/meetings/discussion", { matter: `version:${note}` })).status).toBe(422);
  });

  test("takes a document up as it stands by then: what another coordinator changes meanwhile stays", async () => {
    const { store } = network.ports;
    const { id: _, ...fields } = planned(network, { date: "2008-06-19", place: "Lyon" });
    let meanwhile = false;
    network.ports.store = {
      ...store,
      get: (key) => store.get(key),
      query: async (pk, options) => {
        if (!meanwhile && pk.startsWith("PEOPLE")) {
          meanwhile = true;
          expect((await office.post("/meetings/juin/plan", fields)).status).toBe(303);
        }
        return store.query(pk, options);
      },
      commit: (writes) => store.commit(writes),
    };
    const asked = { matter: `version:${note}`, meeting: "juin" };
    expect((await office.post("/meetings/discussion", asked)).status).toBe(303);
    expect([meanwhile, await stateOf("juin")]).toMatchObject([
      true,
      { date: "2008-06-19", place: "Lyon", agenda: { length: 3 }, sequence: 2 },
    ]);
  });

  test.each([
    ["discusses what is submitted before midnight of its day, on the network's clocks", "2008-06-12T21:30:00.000Z", 1],
    ["does not discuss what is submitted after that midnight", "2008-06-12T22:30:00.000Z", undefined],
  ])("%s", async (_, instant, round) => {
    await office.post("/meetings/discussion", { matter: `version:${note}`, meeting: "juin" });
    await deposit(network, note);
    network.world.set(Date.parse(instant));
    const version = (await deliverableOf(network, note)).versions.at(-1)!.hash;
    const author = await browse(network, "author");
    const sent = await author.post(`/deliverables/${note}/submission`, { version, confirmed: "true" });
    expect(sent.status).toBe(303);
    const { meetings: all } = await deliverableOf(network, note);
    expect(all.map(({ meeting, round: discussed }) => [meeting, discussed])).toEqual([["juin", round]]);
  });

  test("takes no document up whose people would be more than a meeting has, and says so beside it", async () => {
    const { state } = (await loadMeeting(network.ports.store, "juin"))!;
    const invited = Array.from({ length: 200 }, (_, at) => `p${at}`);
    const by = as(network, "coordinator");
    await issue(meetings, network.ports, "juin", { type: "change", by, ...planOf(state), invited });
    const asked = { matter: `version:${note}`, meeting: "juin" };
    await refused(await office.post("/meetings/discussion", asked), ["meeting"], ["plus de 200 personnes"]);
    expect((await office.json("/meetings/discussion", asked)).status).toBe(400);
    expect(await stateOf("juin")).toMatchObject({ agenda: { length: 2 }, invited });
  });

  test("is in the calendar of who is invited", async () => {
    const invited = await browse(network, "stranger");
    const ics = (await (await invited.get("/meetings/juin/invitation.ics")).text()).replace(/\r\n /g, "");
    expect(ics).toMatch(/METHOD:REQUEST[\s\S]*UID:juin@[\s\S]*SEQUENCE:0[\s\S]*DTSTART:20080612T120000Z/);
    expect(ics).toMatch(/mailto:documentation@crefe\.example/i);
    await office.post("/meetings/juin/cancellation", { reason: "Grève des trains.", confirmed: "true" });
    const off = (await (await invited.get("/meetings/juin/invitation.ics")).text()).replace(/\r\n /g, "");
    expect(off).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:1[\s\S]*STATUS:CANCELLED/);
  });

  test("opens by the link of its invitation, with the document, which its guest reads and does not decide on", async () => {
    await deposit(network, note);
    await submitDraft(network, note);
    const { id: _, ...fields } = planned(network, {
      matters: [`version:${note}`],
      call: "https://reunion.example/42?a=1,2",
    });
    await office.post("/meetings/juin/plan", fields);
    const guest = await browse(network, "stranger", "meeting", "juin");
    const page = words(await guest.page("/meetings/juin"));
    expect(page).toMatch(/<a href="https:\/\/reunion[\s\S]*La diffusion[\s\S]*Documentaliste \(CREFE\)/);
    const here = `/deliverables/${note}`;
    const paths = [`${here}/review`, here, `${here}/review/decision`, "/meetings/juin/plan", "/meetings/juin/record"];
    const statuses = await Promise.all(paths.map(async (path) => (await guest.get(path)).status));
    expect(statuses).toEqual([200, 404, 404, 404, 404]);
  });

  test("is seen by those invited, and by nobody else; in JSON too", async () => {
    const invited = await browse(network, "first");
    expect(words(await invited.page("/meetings"))).toContain("Séminaire interne du 12 juin 2008");
    expect(await invited.page("/meetings/juin")).not.toContain("/meetings/juin/plan");
    const outside = await browse(network, "funder");
    expect(words(await outside.page("/meetings"))).not.toContain("12 juin");
    expect((await outside.get("/meetings/juin")).status).toBe(404);
    const listed = await (await invited.get("/meetings", { accept: "application/json" })).json();
    expect(listed).toMatchObject({ coming: [{ id: "juin", counts: { invited: 3 } }] });
    expect(JSON.stringify(listed)).not.toContain(network.people.stranger.id);
    const told = await (await invited.get("/meetings/juin", { accept: "application/json" })).json();
    expect(told).toMatchObject({
      meeting: { id: "juin", stage: "planned", agenda: [{ title: "Le calendrier" }, {}], invited: { length: 3 } },
    });
  });
});

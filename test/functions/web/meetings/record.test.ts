import { beforeEach, describe, expect, test } from "vitest";
import { issueMeeting } from "../../../../shared/acts/meetings.ts";
import { loadMeeting, openResolutionsOf } from "../../../../shared/stored/meeting.ts";
import { uploadKey } from "../../../../shared/stored/objects.ts";
import { as, type Browser, browse, type Network } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { refused, wrongIn } from "../refused.ts";
import { openProgrammed, planned } from "./programmed.ts";

let network: Network;
let office: Browser;
let note: string;

const stateOf = async (id: string) => (await loadMeeting(network.ports.store, id))!.state;
const at = async (day: string) => {
  network.world.set(Date.parse(`${day}T15:00:00.000Z`));
  office = await browse(network, "coordinator");
};

beforeEach(async () => {
  ({ network, note } = await openProgrammed());
  await at("2008-05-05");
  await office.post("/meetings/new", planned(network, { kind: "network", dates: "2008-09-18" }));
  await at("2008-06-12");
});

/** What a coordinator says of it on the day. */
async function record(more: Record<string, string | string[]> = {}) {
  const { first, author, second } = network.people;
  const [calendar, diffusion] = (await stateOf("juin")).agenda;
  return office.post("/meetings/juin/record", {
    ...{ present: [first.id, author.id], others: [second.id], outsiders: "4", minutes: "Deux points restent." },
    ...{ [`item-${calendar!.id}`]: "settled", [`item-${diffusion!.id}`]: "postponed", confirmed: "true" },
    ...{ words1: "Écrire aux membres", person1: author.id, due1: "2008-06-20" },
    ...{ words3: "Réserver la salle", person3: "org:oriv", due3: "" },
    ...more,
  });
}

test("the form of a meeting leads to saying that it was not held, which is an act", async () => {
  const page = await office.page("/meetings/juin/record");
  expect(page).toContain('href="/meetings/juin/cancellation">Dire qu’elle n’a pas eu lieu</a>');
});

describe("a meeting that was held", () => {
  test("is recorded once, however often it is sent: who came, what was said, what became of its agenda, what was decided", async () => {
    for (let times = 0; times < 2; times++) expect((await record()).headers.get("location")).toBe("/meetings/juin");
    const { first, author, second } = network.people;
    expect(await stateOf("juin")).toMatchObject({
      stage: "held",
      record: { present: [first.id, author.id, second.id], outsiders: 4 },
      agenda: [{ outcome: "settled" }, { outcome: "postponed" }],
      resolutions: [{ person: author.id, due: "2008-06-20" }, { person: "org:oriv" }],
    });
    const page = words(await office.page("/meetings/juin"));
    expect(page).toMatch(/2 décisions[\s\S]*Écrire aux membres[\s\S]*pour le 20 juin 2008/);
    expect(page).toMatch(
      /Étaient là[\s\S]*Research officer[\s\S]*4 personnes d’ailleurs[\s\S]*Invités absents[\s\S]*Documentaliste/,
    );
    expect(page).toMatch(/Le calendrier <span class="tag done">Réglé[\s\S]*La diffusion <span[^>]*>À reprendre/);
    expect(page).toMatch(/Compte rendu[\s\S]*Deux points restent\./);
  });

  test("is recorded on a form that names the documents of its agenda", async () => {
    await at("2008-05-05");
    await office.post(
      "/meetings/new",
      planned(network, { id: "mai", date: "2008-05-06", matters: [`version:${note}`] }),
    );
    await at("2008-05-06");
    expect(await office.page("/meetings/mai/record")).toContain("L’interculturalité\u00a0: note de cadrage");
  });

  test("is not recorded before its day, at the network's place, nor without being confirmed", async () => {
    network.world.set(Date.parse("2008-06-11T21:59:00.000Z"));
    const early = await record();
    expect(await wrongIn(early.clone())).toEqual([422, ["confirmed"]]);
    expect(words(await early.text())).toMatch(/prévue le 12 juin 2008[\s\S]*Deux points restent\./);
    network.world.set(Date.parse("2008-06-11T22:00:00.000Z"));
    expect(await wrongIn(await record({ confirmed: "" }))).toEqual([422, ["confirmed"]]);
    expect((await record()).status).toBe(303);
  });

  test("asks for decisions that are whole, and gives more rows with nothing lost", async () => {
    await refused(await record({ person1: "", words3: "" }), ["person1", "words3"], ["Écrire aux membres"]);
    const more = await record({ search: "rows" });
    const page = await more.text();
    expect([more.status, page.match(/name="words\d+"/g)?.length]).toEqual([200, 6]);
    expect(page).toContain('value="Écrire aux membres"');
    expect((await stateOf("juin")).stage).toBe("planned");
  });

  test("is corrected later without being confirmed again; a form that was open before shows both", async () => {
    await record();
    const form = await office.page("/meetings/juin/record");
    const seen = /name="seen" value="([^"]+)"/.exec(form)![1]!;
    expect(form).not.toContain('name="confirmed"');
    expect(form).toContain("Deux points restent.");
    const { first } = network.people;
    const again = {
      seen,
      present: [first.id],
      others: [],
      minutes: "",
      words1: "",
      person1: "",
      due1: "",
      words3: "",
      person3: "",
    };
    expect((await record(again)).status).toBe(303);
    const corrected = await stateOf("juin");
    expect(corrected.record).toEqual({ present: [first.id], outsiders: 4 });
    expect(corrected.resolutions).toHaveLength(2);
    const stale = await record({ ...again, present: [] });
    expect(words(await refused(stale, ["present"]))).toContain("Ce qui diffère");
  });

  test("is not moved to a day that is to come, which its form says at the day", async () => {
    await record();
    const { id: _, ...fields } = planned(network, { kind: "network", date: "2009-06-12" });
    expect(await wrongIn(await office.post("/meetings/juin/plan", fields))).toEqual([422, ["date"]]);
    expect(
      (await office.post("/meetings/juin/plan", { ...fields, date: "2008-06-11", confirmed: "2008-06-11" })).status,
    ).toBe(303);
    expect(await stateOf("juin")).toMatchObject({ date: "2008-06-11", stage: "held" });
  });

  test("has minutes that came as a file", async () => {
    await network.ports.files.put(
      uploadKey("cr"),
      Buffer.from("PK\u0003\u0004[Content_Types].xml word/"),
      "application/zip",
    );
    expect((await office.get("/meetings/juin/record/rien")).status).toBe(404);
    expect(await office.page("/meetings/juin/record/cr")).toContain('name="upload" value="cr"');
    const saved = await record({ minutes: "Le plan est adopté.", do: "attach" });
    expect(saved.headers.get("location")).toBe("/meetings/juin?attach#minutes");
    const page = await office.page("/meetings/juin?attach");
    expect(page).toMatch(/<details open><summary>Joindre le compte rendu en fichier[\s\S]*type="file"/);
    const before = (await stateOf("juin")).record!;
    const arrived = (await office.page("/meetings/juin/record/cr")).replace(/^[\s\S]*<main/, "<main");
    const hidden = [...arrived.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
    const fields = Map.groupBy(hidden, ([, name]) => name!);
    const sent = Object.fromEntries([...fields].map(([name, all]) => [name, all.map(([, , value]) => value!)]));
    await refused(await office.post("/meetings/juin/record", sent), ["confirmed"]);
    expect((await office.post("/meetings/juin/record", { ...sent, confirmed: "true" })).status).toBe(303);
    expect((await stateOf("juin")).record).toEqual({ ...before, minutesFile: expect.anything() });
    const reader = await browse(network, "first");
    expect(await reader.page("/meetings/juin")).toMatch(/compte-rendu-2008-06-12\.docx/);
    expect((await reader.get("/meetings/juin/minutes")).status).toBe(302);
    expect((await (await browse(network, "funder")).get("/meetings/juin/minutes")).status).toBe(404);
  });
});

describe("what a meeting decided", () => {
  beforeEach(() => record());
  const decision = async (at = 0) => `/meetings/juin/decisions/${(await stateOf("juin")).resolutions[at]!.id}`;

  test("is closed by who is to do it, and opened again; nobody else finds it", async () => {
    const author = await browse(network, "author");
    const page = await decision();
    expect(words(await author.page(page))).toMatch(
      /Écrire aux membres[\s\S]*Chargée de mission[\s\S]*20 juin 2008[\s\S]*Qu’en est-il/,
    );
    expect((await (await browse(network, "stranger")).get(page)).status).toBe(404);
    expect(await wrongIn(await author.post(`${page}/closing`, {}))).toEqual([422, ["as"]]);
    expect((await author.post(`${page}/closing`, { as: "done" })).headers.get("location")).toBe(page);
    expect((await stateOf("juin")).resolutions[0]!.closed).toMatchObject({ as: "done", on: "2008-06-12" });
    expect(words(await author.page(page))).toContain("faite le 12 juin 2008");
    await author.post(`${page}/closing`, { as: "open" });
    expect((await stateOf("juin")).resolutions[0]!.closed).toBeUndefined();
  });

  test("is chased by a coordinator once a day, from the page that lists it; a form that nobody confirmed chases nobody", async () => {
    network.world.set(Date.parse("2008-06-19T07:00:00.000Z"));
    const page = await decision();
    const chases = `${page}/chases`;
    const reminded = async () => (await stateOf("juin")).resolutions[0]!.reminded;
    const year = await office.page("/year");
    expect(year).toContain(`action="${chases}"`);
    expect((await office.post(chases, {})).status).toBe(400);
    expect((await (await browse(network, "author")).post(chases, { confirmed: "true" })).status).toBe(404);
    expect(await reminded()).toEqual([]);
    const sent = await office.post(chases, { from: "year?stage=review", confirmed: "true" });
    expect(sent.headers.get("location")).toBe("/year?stage=review#awaited");
    expect(await reminded()).toEqual(["2008-06-19"]);
    const after = words(await office.page("/year"));
    expect(after).toContain("Relance envoyée : Chargée de mission (COFRIMI).");
    expect(after).toContain("Déjà relancé ou rappelé aujourd’hui.");
    expect(after).not.toContain("rappelé le 19 juin");
    expect(await wrongIn(await office.post(chases, { confirmed: "true" }))).toEqual([409, []]);
    await office.post(`${page}/closing`, { as: "done" });
    expect((await office.json(chases, {})).status).toBe(409);
  });

  test("of somebody who left, or of the coordinator who asks, chases nobody", async () => {
    const { coordinator } = network.people;
    const page = await decision();
    const change = { type: "changeResolution", by: as(network, "coordinator"), resolution: page.split("/").at(-1)! };
    await issueMeeting(network.ports, "juin", { ...change, person: coordinator.id } as never);
    expect((await office.post(`${page}/chases`, { confirmed: "true" })).status).toBe(404);
    expect((await stateOf("juin")).resolutions[0]!.reminded).toEqual([]);
    expect(await office.page(page)).not.toContain("/chases");
  });

  test("is closed by somebody of the organisation that is to do it", async () => {
    const first = await browse(network, "first");
    expect((await first.post(`${await decision(1)}/closing`, { as: "dropped" })).status).toBe(303);
    expect(await openResolutionsOf(network.ports.store)).toHaveLength(1);
  });

  test("is said anew by a coordinator alone; a form that was open before shows both", async () => {
    const page = await decision();
    const seen = /name="seen" value="([^"]+)"/.exec(await office.page(page))![1]!;
    const anew = { words: "Écrire à tous les membres", person: network.people.first.id, due: "2008-06-27", seen };
    expect((await (await browse(network, "author")).post(page, anew)).status).toBe(404);
    expect((await office.post(page, anew)).status).toBe(303);
    expect((await stateOf("juin")).resolutions[0]).toMatchObject({
      person: network.people.first.id,
      due: "2008-06-27",
    });
    const stale = await office.post(page, { ...anew, due: "2008-07-04" });
    expect(words(await refused(stale, ["words"]))).toMatch(/27 juin 2008[\s\S]*4 juillet 2008/);
  });

  test("is closed in the minutes of the next of the series, whose agenda takes up what was put off", async () => {
    await at("2008-09-01");
    const [, diffusion] = (await stateOf("juin")).agenda;
    const form = words(await office.page("/meetings/juin-2/plan"));
    expect(form).toMatch(
      /Repris des rencontres d’avant[\s\S]*La diffusion[\s\S]*remis à cette rencontre[\s\S]*Écrire aux membres[\s\S]*en retard de 2 mois/,
    );
    expect(words(await office.page("/meetings/juin"))).toContain("Préparer la suivante, le 18 septembre 2008");
    const [first, second] = (await stateOf("juin")).resolutions;
    const { id: _, ...fields } = planned(network, {
      ...{ kind: "network", date: "2008-09-18", lines: "" },
      matters: [`words:${diffusion!.words}`, `resolution:juin/${first!.id}`],
    });
    expect((await office.post("/meetings/juin-2/plan", fields)).status).toBe(303);
    expect((await stateOf("juin-2")).agenda.map(({ what }) => what)).toEqual(["resolution", "words"]);
    await at("2008-09-18");
    const closing = await office.page("/meetings/juin-2/record");
    expect(words(closing)).toMatch(/Décisions d’avant[\s\S]*Écrire aux membres[\s\S]*Réserver la salle/);
    const held = {
      outsiders: "0",
      confirmed: "true",
      [`before-juin-${first!.id}`]: "done",
      [`before-juin-${second!.id}`]: "dropped",
    };
    expect((await office.post("/meetings/juin-2/record", held)).status).toBe(303);
    expect((await stateOf("juin")).resolutions.map(({ closed }) => closed)).toMatchObject([
      { as: "done", on: "2008-09-18", at: "juin-2" },
      { as: "dropped", at: "juin-2" },
    ]);
    expect(words(await office.page("/meetings/juin"))).toMatch(/Faite<\/span> 18 septembre 2008/);
  });

  test("put off to one whose agenda was not prepared, is settled on its form, or else still proposed to the one after", async () => {
    await office.post(
      "/meetings/new",
      planned(network, { id: "hiver", kind: "network", date: "2008-12-04", after: "juin-2", lines: "" }),
    );
    const [, diffusion] = (await stateOf("juin")).agenda;
    await office.post("/meetings/juin-2/plan", {
      ...planned(network, { kind: "network", date: "2008-09-18", lines: "" }),
      id: "juin-2",
    });
    await at("2008-09-19");
    const form = words(await office.page("/meetings/juin-2/record"));
    expect(form).toMatch(/Points remis à cette rencontre[\s\S]*La diffusion/);
    expect(form).not.toContain("Le calendrier");
    const held = { outsiders: "0", confirmed: "true" };
    expect((await office.post("/meetings/juin-2/record", held)).status).toBe(303);
    expect(words(await office.page("/meetings/hiver/plan"))).toContain("La diffusion");
    const settled = { ...held, [`item-${diffusion!.id}`]: "settled" };
    for (let times = 0; times < 2; times++)
      expect((await office.post("/meetings/juin-2/record", settled)).status).toBe(303);
    expect((await stateOf("juin-2")).agenda).toMatchObject([{ words: diffusion!.words, outcome: "settled" }]);
    expect(words(await office.page("/meetings/hiver/plan"))).not.toContain("La diffusion");
  });

  test("by its person while the minutes that would close it are written loses nothing of those", async () => {
    await at("2008-09-19");
    const { author } = network.people;
    const [first] = (await stateOf("juin")).resolutions;
    const form = { present: [author.id], outsiders: "0", minutes: "Rien de neuf.", confirmed: "true" };
    await (await browse(network, "author")).post(`${await decision()}/closing`, { as: "done" });
    const sent = await office.post("/meetings/juin-2/record", { ...form, [`before-juin-${first!.id}`]: "dropped" });
    expect(sent.headers.get("location")).toBe("/meetings/juin-2");
    expect((await stateOf("juin-2")).stage).toBe("held");
    expect((await stateOf("juin")).resolutions[0]!.closed).toMatchObject({ as: "done", by: author.id });
    const unknown = await office.post("/meetings/juin-2/record", { ...form, "before-juin-rien": "done" });
    expect(unknown.status).toBe(400);
  });

  test("goes to a next meeting that nobody had planned: same people and place, what was put off ticked", async () => {
    await office.post("/meetings/juin-2/cancellation", { reason: "Grève des trains.", confirmed: "true" });
    const form = await office.page("/meetings/new?after=juin");
    expect(form).toMatch(/name="place"[^>]* value="Strasbourg, ORIV"/);
    const ticked = [...form.matchAll(/name="matters"[^>]* value="([^"]*)" checked/g)].map(
      ([, value = ""]) => value.split(":")[0],
    );
    expect(ticked.toSorted()).toEqual(["resolution", "resolution", "words"]);
    await office.post("/meetings/new", planned(network, { id: "octobre", after: "juin", date: "2008-10-02" }));
    expect((await stateOf("octobre")).series).toEqual({ id: "juin", number: 2 });
  });
});

test("a meeting whose day is past is to be recorded, or it was not held, which nobody is told", async () => {
  await at("2008-06-16");
  expect(words(await office.page("/meetings"))).toMatch(/À enregistrer[\s\S]*12 juin 2008/);
  const page = words(await office.page("/meetings/juin"));
  expect(page).toMatch(/à enregistrer[\s\S]*Enregistrer la rencontre/);
  expect(words(await office.page("/meetings/juin/cancellation"))).toContain("personne n’est prévenu");
});

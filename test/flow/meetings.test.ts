import { beforeAll, describe, expect, test } from "vitest";
import { tick } from "../../functions/tick/tick.ts";
import { issue } from "../../shared/chain/issue.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";
import { loadMeeting, openResolutionsOf } from "../../shared/stored/meeting.ts";
import { lineOf, parseCalendar } from "../formats/calendar.ts";
import {
  as,
  type Browser,
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  putOutputs,
  sendMails,
  stateOf,
  submitDraft,
} from "../functions/network.ts";
import { words } from "../functions/notify/letter.ts";
import { asItIs } from "../functions/web/programme/form-of.ts";
import { seedText } from "../programme/seed.ts";

/** A year of meetings, as people go through it over HTTP: of the network's own, and of documents that are discussed before, in and after their rounds. */
let network: Network;
let office: Browser;

const at = async (day: string) => {
  network.world.set(Date.parse(`${day}T09:00:00.000Z`));
  office = await browse(network, "coordinator");
};
const meetingOf = async (id: string) => (await loadMeeting(network.ports.store, id))!.state;
/** The mails that left since they were last looked at. */
async function mails() {
  await sendMails(network);
  return network.sent.splice(0);
}
const idsOf = (...roles: (keyof Network["people"])[]) => roles.map((role) => network.people[role].id);

/** The form at a path, sent with what is typed in it, and its document or points ticked. */
async function send(path: string, typed: Record<string, string | string[]>): Promise<Response> {
  const filled = asItIs(await office.page(path));
  return office.post(path.replace(/\?.*/, ""), { ...filled, ...typed });
}

/** A note of an action of the programme, submitted to review. */
async function noteOf(action: string, title: string): Promise<string> {
  const id = await createNote(network, { title });
  await issue(deliverables, network.ports, id, { type: "amend", by: as(network, "coordinator"), action });
  return id;
}

beforeAll(async () => {
  network = await openTestNetwork();
  await at("2008-01-07");
  const answer = await office.post("/programmes/import", { file: seedText });
  expect(answer.status).toBe(303);
});

describe("the July seminar discusses two notes", () => {
  let notes: string[];
  beforeAll(async () => {
    await at("2008-06-02");
    notes = [
      await noteOf("2008/discriminations-et-territoires", "Discriminations : note intermédiaire"),
      await noteOf("2008/interculturalite", "Interculturalité : note de cadrage"),
    ];
    await deposit(network, notes[0]!);
    await submitDraft(network, notes[0]!, "2008-07-15T22:00:00.000Z");
  });

  test("it is planned from what the programme expects, before one of them has any round", async () => {
    const [action] = /href="(\/meetings\/new\?[^"]+seminaire-de-travail-interne)"/
      .exec(await office.page("/programmes/2008/actions/discriminations-et-territoires"))!
      .slice(1);
    const made = await send(action!.replaceAll("&amp;", "&"), {
      ...{
        id: "juillet",
        kind: "internal",
        date: "2008-07-03",
        starts: "14:00",
        ends: "17:00",
        place: "Strasbourg, ORIV",
      },
      ...{ matters: notes.map((id) => `version:${id}`), invited: idsOf("author", "first", "stranger") },
    });
    expect(made.headers.get("location")).toBe("/meetings/juillet");
    expect((await meetingOf("juillet")).actions.toSorted()).toEqual([
      "2008/discriminations-et-territoires",
      "2008/interculturalite",
    ]);
    const [first, second] = await Promise.all(notes.map((id) => stateOf(network, id)));
    expect([first!.meetings, second!.meetings]).toMatchObject([
      [{ meeting: "juillet", round: 1, stage: "planned" }],
      [{ meeting: "juillet", stage: "planned" }],
    ]);
    expect(second!.meetings[0]!.round).toBeUndefined();
  });

  test("the round that the other opens later is discussed there; who was invited reads both versions", async () => {
    await deposit(network, notes[1]!);
    await submitDraft(network, notes[1]!, "2008-07-15T22:00:00.000Z");
    expect((await stateOf(network, notes[1]!)).meetings).toMatchObject([{ meeting: "juillet", round: 1 }]);
    const guest = await browse(network, "stranger");
    const page = await guest.page("/meetings/juillet");
    for (const id of notes) {
      const { version } = (await stateOf(network, id)).rounds[0]!;
      expect(page).toContain(`href="/deliverables/${id}/review?version=${version}"`);
      expect((await guest.get(`/deliverables/${id}/review?version=${version}`)).status).toBe(200);
    }
    for (const id of notes) expect(await office.page(`/deliverables/${id}`)).toContain('href="/meetings/juillet"');
  });

  test("one of them is closed on a veto: it asks, and the meeting stands", async () => {
    const [note] = notes as [string];
    await decideAs(network, "first", note, "requestChanges");
    const closing = { round: "1", outcome: "changesRequested" };
    const asked = await office.post(`/deliverables/${note}/closure`, closing);
    expect([asked.status, words(await asked.text())]).toEqual([
      422,
      expect.stringContaining("La rencontre prévue le 3 juillet 2008 a-t-elle lieu"),
    ]);
    const closed = await office.post(`/deliverables/${note}/closure`, { ...closing, meetings: "on" });
    expect(closed.status).toBe(303);
    expect((await stateOf(network, note)).rounds[0]).toMatchObject({ outcome: "changesRequested" });
    expect((await meetingOf("juillet")).stage).toBe("planned");
  });

  test("it is recorded, though a round closed: each document has who came, and what was said", async () => {
    await at("2008-07-04");
    expect(words(await office.page(`/deliverables/${notes[0]}`))).toContain("Enregistrer la rencontre");
    const form = asItIs(await office.page("/meetings/juillet/record"));
    const recorded = await office.post("/meetings/juillet/record", {
      ...form,
      ...{ present: idsOf("author", "first"), outsiders: "2", minutes: "Le plan est à revoir.", confirmed: "true" },
    });
    expect(recorded.status).toBe(303);
    for (const id of notes)
      expect((await stateOf(network, id)).meetings).toMatchObject([
        { stage: "held", present: idsOf("author", "first"), outsiders: 2 },
      ]);
    const action = words(await office.page("/programmes/2008/actions/discriminations-et-territoires"));
    expect(action).toMatch(/Séminaire de travail interne[\s\S]*juillet 2008[\s\S]*fait/);
  });
});

test("the November restitution comes after the final: its document is discussed there as it was approved", async () => {
  await at("2008-09-01");
  const note = await noteOf("2008/discriminations-et-territoires", "Discriminations : note finale");
  await deposit(network, note);
  const version = await submitDraft(network, note, "2008-09-30T22:00:00.000Z");
  for (const role of ["first", "second"] as const) await decideAs(network, role, note, "approve");
  await closeRound(network, note);
  await putOutputs(network, note);
  expect((await stateOf(network, note)).stage).toBe("final");
  expect(await office.page(`/deliverables/${note}`)).toContain(`/meetings/discussion?deliverable=${note}`);
  const made = await send(`/meetings/new?deliverable=${note}`, {
    ...{ id: "restitution", kind: "restitution", date: "2008-11-20", place: "Paris, salle du réseau" },
    answers: "2008/discriminations-et-territoires#restitution-nationale",
  });
  expect(made.status).toBe(303);
  expect((await stateOf(network, note)).meetings).toMatchObject([
    { meeting: "restitution", round: 1, version, stage: "planned" },
  ]);
  const guest = await browse(network, "first");
  expect((await guest.get(`/deliverables/${note}/review?version=${version}`)).status).toBe(200);
});

describe("the network meets four times a year", () => {
  test("as a series, of which the programme expected each; each person has one invitation, with the four dates", async () => {
    await at("2008-01-14");
    await mails();
    const made = await send("/meetings/new?action=2008%2Freseau&expected=reunion-trimestrielle-du-reseau", {
      ...{
        id: "reunion",
        date: "2008-02-07",
        dates: "2008-06-05\r\n2008-09-18\r\n2008-12-04",
        place: "Paris, salle du réseau",
      },
      ...{ lines: "Le calendrier\r\nLe fonds documentaire", invited: idsOf("author", "first", "second") },
    });
    expect(made.headers.get("location")).toBe("/meetings/reunion");
    const action = words(await office.page("/programmes/2008/actions/reseau"));
    expect(action).toMatch(/en cours, 4 sur 4 prévues[\s\S]*7 février 2008[\s\S]*4 décembre 2008/);
    const sent = await mails();
    const guests = (["author", "first", "second"] as const).map((role) => network.people[role].address);
    expect(sent.map(({ to }) => to.address).toSorted()).toEqual(guests.toSorted());
    const { subject, text } = sent.find(({ to }) => to.address === network.people.author.address)!;
    expect(words(subject)).toMatch(/: 4 dates, du 7 février au 4 décembre$/);
    expect(words(text)).toMatch(/Date 1 sur 4 : 7 février 2008 [\s\S]*Date 4 sur 4 : 4 décembre 2008 /);
    const guest = await browse(network, "first");
    expect(await guest.page("/meetings/reunion-2")).toContain('<a href="/meetings/reunion">');
    const { inside } = parseCalendar(
      sent.find(({ to }) => to.address === network.people.first.address)!.calendar!.text,
    );
    expect(new Set(inside.map((event) => lineOf(event, "UID").value)).size).toBe(4);
    for (const [event, id] of [
      [inside[0], "reunion"],
      [inside[3], "reunion-4"],
    ] as const) {
      const [own] = parseCalendar(await (await guest.get(`/meetings/${id}/invitation.ics`)).text()).inside;
      for (const name of ["UID", "SUMMARY", "DTSTART"]) expect(lineOf(event!, name)).toEqual(lineOf(own!, name));
    }
  });

  test("what one decides is on the first page of who is to do it, and is closed in the minutes of the next, which takes up what was put off", async () => {
    await at("2008-02-07");
    const [calendar, fund] = (await meetingOf("reunion")).agenda;
    const form = asItIs(await office.page("/meetings/reunion/record"));
    await office.post("/meetings/reunion/record", {
      ...{ ...form, present: idsOf("author", "first"), confirmed: "true" },
      ...{ [`item-${calendar!.id}`]: "settled", [`item-${fund!.id}`]: "postponed" },
      ...{ words1: "Envoyer l’état de son fonds", person1: network.people.author.id, due1: "2008-05-16" },
    });
    await mails();
    await at("2008-05-13");
    await tick(network.ports, network.settings);
    expect(
      (await mails()).filter(({ text }) => text.includes("Envoyer l’état de son fonds")).map(({ to }) => to.address),
    ).toEqual([network.people.author.address]);
    await at("2008-06-02");
    const author = await browse(network, "author");
    expect(words(await author.page("/"))).toMatch(/Envoyer l’état de son fonds[\s\S]*en retard de 17 jours/);
    expect(words(await office.page("/meetings"))).toMatch(/Décisions à suivre[\s\S]*Envoyer l’état de son fonds/);
    const [decision] = (await meetingOf("reunion")).resolutions;
    const plan = asItIs(await office.page("/meetings/reunion-2/plan"));
    const taken = [`words:${fund!.words}`, `resolution:reunion/${decision!.id}`];
    expect((await office.post("/meetings/reunion-2/plan", { ...plan, matters: taken })).status).toBe(303);
    await at("2008-06-05");
    const record = asItIs(await office.page("/meetings/reunion-2/record"));
    await office.post("/meetings/reunion-2/record", {
      ...{ ...record, present: idsOf("author"), confirmed: "true", [`before-reunion-${decision!.id}`]: "done" },
    });
    expect((await meetingOf("reunion")).resolutions[0]!.closed).toMatchObject({ as: "done", at: "reunion-2" });
    expect(await openResolutionsOf(network.ports.store)).toEqual([]);
    expect(words(await author.page("/"))).not.toContain("Envoyer l’état de son fonds");
  });

  test("a date that is moved, twice before the mails leave, is mailed once to each who is invited, as it is at last", async () => {
    await mails();
    const form = asItIs(await office.page("/meetings/reunion-4/plan"));
    for (const date of ["2008-12-11", "2008-12-11", "2008-12-18"])
      expect((await office.post("/meetings/reunion-4/plan", { ...form, date })).status).toBe(303);
    const sent = await mails();
    const addresses = (["author", "first", "second"] as const).map((role) => network.people[role].address);
    expect(sent.map(({ to }) => to.address).toSorted()).toEqual(addresses.toSorted());
    const { subject } = sent.find(({ to }) => to.address === addresses[0])!;
    expect(words(subject)).toMatch(/ du 4 décembre : nouvelle date, le 18 décembre$/);
    for (const { calendar } of sent) expect(calendar?.text).toMatch(/SEQUENCE:2[\s\S]*DTSTART;VALUE=DATE:20081218/);
    expect(await mails()).toEqual([]);
    await at("2008-06-06");
    await office.post("/meetings/reunion-4/plan", { ...form, seen: "", date: "2008-12-19" });
    const again = (await mails()).find(({ to }) => to.address === addresses[0])!;
    expect(words(again.subject)).toMatch(/ du 18 décembre : nouvelle date, le 19 décembre$/);
  });
});

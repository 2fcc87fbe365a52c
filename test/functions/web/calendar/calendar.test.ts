import ICAL from "ical.js";
import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { planOf } from "../../../../shared/meeting/state.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { makeLink } from "../../../../shared/stored/link.ts";
import { loadMeeting, meetings } from "../../../../shared/stored/meeting.ts";
import { changePerson } from "../../../../shared/stored/person.ts";
import { programmes } from "../../../../shared/stored/programme.ts";
import { endLinks } from "../../../../shared/stored/revocation.ts";
import { putText } from "../../../../shared/stored/text.ts";
import { action, plan } from "../../../programme/sample.ts";
import {
  as,
  type Browser,
  browse,
  createNote,
  deposit,
  type Network,
  openTestNetwork,
  submitDraft,
} from "../../network.ts";

let network: Network;
let author: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  author = await browse(network, "author");
});

/** The path of somebody's calendar, which their page shows. */
async function given(browser = author): Promise<string> {
  await browser.post("/calendar", { confirmed: "true" });
  const page = await browser.get("/calendar", { accept: "application/json" });
  const { calendar } = (await page.json()) as { calendar: string };
  return new URL(calendar).pathname;
}

/** What a calendar program, Mozilla's reader, finds at a path without any cookie: "2008-03-20 brouillon : …". */
async function read(path: string): Promise<string[]> {
  const response = await network.app.request(path);
  expect(response.headers.getSetCookie()).toEqual([]);
  const calendar = new ICAL.Component(ICAL.parse(await response.text()));
  const events = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  return events.map(({ startDate, summary }) => `${startDate} ${summary}`);
}

const title = "L’interculturalité\u00a0: note de cadrage";
const draftDue = `2008-03-20 brouillon\u00a0: ${title}`;

describe("the calendar that somebody's own program reads", () => {
  test("has what they owe on its day, and follows the plan and the line", async () => {
    const path = await given();
    expect(await read(path)).toEqual([]);
    const id = await createNote(network);
    expect(await read(path)).toEqual([draftDue]);
    const due = { draft: "2008-04-02", review: "2008-05-12", final: "2008-07-01" };
    await issue(deliverables, network.ports, id, { type: "amend", by: as(network, "coordinator"), due });
    expect(await read(path)).toEqual([`2008-04-02 brouillon\u00a0: ${title}`]);
    const reviewer = await given(await browse(network, "second"));
    await deposit(network, id);
    await submitDraft(network, id);
    expect([await read(path), await read(reviewer)]).toEqual([[], [`2008-05-12 review: ${title}`]]);
  });

  test("has the meetings that one is asked to, as they move and are called off, in hours that hold on either side of summer time", async () => {
    const office = await browse(network, "coordinator");
    const path = await given();
    const { author } = network.people;
    const meeting = {
      kind: "network",
      title: "Réunion du réseau",
      place: "Strasbourg",
      invited: [author.id],
      id: "mars",
    };
    const on = (date: string, more = {}) => ({
      ...meeting,
      date,
      starts: "14:00",
      ends: "16:30",
      lines: "Le budget",
      ...more,
    });
    await issue(programmes, network.ports, "2008", {
      ...{ type: "replace", by: as(network, "coordinator"), id: "2008", ...plan, actions: [action("reseau")] },
    });
    await office.post("/meetings/new", { ...on("2008-03-27"), actions: ["2008/reseau"] });
    const event = async () => {
      const response = await network.app.request(path);
      const [found] = new ICAL.Component(ICAL.parse(await response.text())).getAllSubcomponents("vevent");
      const { startDate, endDate, sequence, summary, location } = new ICAL.Event(found!);
      const at = (time: ICAL.Time) => time.toJSDate().toISOString();
      return [summary, at(startDate), at(endDate), sequence, location, found!.getFirstPropertyValue("status")];
    };
    const said = ["Réunion du réseau", "2008-03-27T13:00:00.000Z", "2008-03-27T15:30:00.000Z", 0, "Strasbourg"];
    expect(await event()).toEqual([...said, "CONFIRMED"]);
    const { state } = (await loadMeeting(network.ports.store, "mars"))!;
    const by = as(network, "coordinator");
    await issue(meetings, network.ports, "mars", { type: "change", by, ...planOf(state), date: "2008-04-01" });
    const moved = ["Réunion du réseau", "2008-04-01T12:00:00.000Z", "2008-04-01T14:30:00.000Z", 1, "Strasbourg"];
    expect(await event()).toEqual([...moved, "CONFIRMED"]);
    await issue(meetings, network.ports, "mars", { type: "cancel", by });
    expect((await event()).slice(3)).toEqual([2, "Strasbourg", "CANCELLED"]);
    expect(await read(await given(await browse(network, "stranger")))).toEqual([]);
  });

  test("has a stamp that rises with each change of a meeting, to an earlier day too, and never lies in the future", async () => {
    const path = await given();
    const by = as(network, "coordinator");
    const said = { kind: "network", organiser: by.person, date: "2008-07-10", place: "Strasbourg", title: "" } as const;
    const july = { ...said, actions: [], agenda: [], invited: [network.people.author.id] };
    const stamps: [string, boolean][] = [];
    for (const command of [
      { type: "plan", id: "juillet", ...july },
      { type: "change", ...july, date: "2008-07-03" },
      { type: "change", ...july, date: "2008-07-03", place: "Metz" },
      { type: "cancel" },
    ] as const) {
      await issue(meetings, network.ports, "juillet", { ...command, by });
      const response = await network.app.request(path);
      const [event] = new ICAL.Component(ICAL.parse(await response.text())).getAllSubcomponents("vevent");
      const stamp = `${event!.getFirstPropertyValue("dtstamp")}`;
      stamps.push([stamp, Date.parse(stamp) <= network.ports.clock()]);
      network.world.set(network.ports.clock() + 60_000);
    }
    expect(stamps).toEqual(stamps.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([stamp]) => [stamp, true]));
    expect(new Set(stamps.map(([stamp]) => stamp)).size).toBe(4);
  });

  test.each([
    ["a call alone is an online meeting", "", "réunion à distance"],
    ["a place and a call is at its place", "Strasbourg", "Strasbourg"],
  ])(
    "of %s, and says that the address of the call is on its page, which it does not give",
    async (_, place, location) => {
      const path = await given();
      const by = as(network, "coordinator");
      const said = { kind: "network", organiser: by.person, date: "2008-07-10", title: "", place } as const;
      const call = "https://reunion.example/secret";
      const asked = { ...said, call, actions: [], agenda: [], invited: [network.people.author.id] };
      await issue(meetings, network.ports, "juillet", { type: "plan", by, id: "juillet", ...asked });
      const text = await (await network.app.request(path)).text();
      const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
      expect([event!.getFirstPropertyValue("location"), event!.getFirstPropertyValue("description")]).toEqual([
        ...[location, "Réunion à distance : son adresse est sur la page de la rencontre."],
      ]);
      expect(event!.getFirstPropertyValue("url")).toBe("http://127.0.0.1:8080/meetings/juillet");
      expect(text.replace(/\r\n /g, "")).not.toContain("reunion.example");
    },
  );

  test("has what a meeting decided that they are to do, until it is done", async () => {
    const path = await given(await browse(network, "first"));
    const by = as(network, "coordinator");
    const words = await putText(network.ports, "Écrire aux membres");
    const none = { actions: [], place: "", invited: [], agenda: [], title: "" };
    await issue(meetings, network.ports, "avril", {
      ...{ type: "plan", by, id: "avril", kind: "network", organiser: by.person, date: "2008-04-03", ...none },
      actions: ["2008/reseau"],
    });
    const resolution = { id: "d1", words, person: "org:oriv" as const, due: "2008-04-30" };
    await issue(meetings, network.ports, "avril", { type: "addResolution", by, resolution });
    expect(await read(path)).toEqual(["2008-04-30 Décision\u00a0: Écrire aux membres"]);
    await issue(meetings, network.ports, "avril", {
      type: "closeResolution",
      by,
      resolution: "d1",
      as: "done",
      on: "2008-04-12",
    });
    expect(await read(path)).toEqual([]);
  });

  test("leads to the page where it is done", async () => {
    const id = await createNote(network);
    const response = await network.app.request(await given());
    const [event] = new ICAL.Component(ICAL.parse(await response.text())).getAllSubcomponents("vevent");
    expect(event!.getFirstPropertyValue("url")).toBe(`http://127.0.0.1:8080/deliverables/${id}/draft`);
  });

  test("is not sent again while nothing changed", async () => {
    await createNote(network);
    const path = await given();
    const etag = (await network.app.request(path)).headers.get("etag")!;
    const again = await network.app.request(path, { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    await createNote(network, { title: "Une autre note" });
    expect((await network.app.request(path, { headers: { "if-none-match": etag } })).status).toBe(200);
  });

  test("lets nobody in: its address is no link of the door, and the door's are no calendar", async () => {
    const token = (await given()).replace(/^\/calendar\/|\.ics$/g, "");
    const door = await network.app.request(`/l/${token}`);
    expect([door.status, door.headers.getSetCookie()]).toEqual([404, []]);
    const link = await makeLink(network.ports, { person: network.people.author, purpose: "enter", days: 30 });
    expect((await network.app.request(`/calendar/${link}.ics`)).status).toBe(404);
  });

  test("is not for who was let in to one thing alone", async () => {
    const id = await createNote(network);
    const guest = await browse(network, "author", "draft", id);
    expect((await guest.get("/calendar")).status).toBe(404);
  });

  const ends: [how: string, end: () => Promise<unknown>][] = [
    ["they have another address", () => author.post("/calendar", { confirmed: "true" })],
    ["they want none any more", () => author.post("/calendar/end", { confirmed: "true" })],
    ["all their links are ended", () => endLinks(network.ports, { person: network.people.author.id }, "line")],
    [
      "their mail address is another",
      () => changePerson(network.ports, network.people.author.id, { address: "autre@cofrimi.example" }),
    ],
  ];
  test.each(ends)("shows nothing once %s", async (_, end) => {
    await createNote(network);
    const path = await given();
    expect(await read(path)).toEqual([draftDue]);
    await end();
    const response = await network.app.request(path);
    expect([response.status, await response.text()]).toEqual([404, expect.not.stringContaining("interculturalité")]);
  });
});

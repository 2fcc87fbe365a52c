import ICAL from "ical.js";
import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { changePerson } from "../../../../shared/stored/person.ts";
import { endLinks } from "../../../../shared/stored/revocation.ts";
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
  await browser.post("/calendar");
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
    const { makeLink } = await import("../../../../shared/stored/link.ts");
    const link = await makeLink(network.ports, { person: network.people.author, purpose: "enter", days: 30 });
    expect((await network.app.request(`/calendar/${link}.ics`)).status).toBe(404);
  });

  test("is not for who was let in to one thing alone", async () => {
    const id = await createNote(network);
    const guest = await browse(network, "author", "draft", id);
    expect((await guest.get("/calendar")).status).toBe(404);
  });

  const ends: [how: string, end: () => Promise<unknown>][] = [
    ["they have another address", () => author.post("/calendar")],
    ["they want none any more", () => author.post("/calendar/end")],
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

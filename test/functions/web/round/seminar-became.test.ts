import { beforeEach, describe, expect, test } from "vitest";
import { adoptAll } from "../../../../shared/acts/adopt-seminars.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { putText } from "../../../../shared/stored/text.ts";
import { as, type Browser, browse } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { formerSeminar, happened } from "../../notify/scenes.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here } = {} as UnderReview;
let office: Browser;

/** A note under review, with the seminar that a release of before kept: "first" and "stranger" are invited. */
beforeEach(async () => {
  ({ network, id, here } = await openReview());
  office = await browse(network, "coordinator");
  await formerSeminar(network, id, { date: "2008-04-03", agenda: await putText(network.ports, "La bibliographie") });
});

const meeting = (path = "") => `/meetings/seminar-${id}-1${path}`;
const leads = async (browser: Browser, path: string) => {
  const answer = await browser.get(`${here}${path}`);
  return [answer.status, answer.headers.get("location")];
};

describe("where the seminar of a document was, its meeting is", () => {
  beforeEach(() => adoptAll(network.ports));

  test.each([
    ["its page", "/seminar", ""],
    ["its event for calendars", "/seminar/invitation.ics", "/invitation.ics"],
    ["its minutes", "/seminar/minutes", "/minutes"],
    ["its plan", "/seminar/plan", "/plan"],
    ["the form that called it off", "/seminar/cancellation", "/cancellation"],
    ["the form that recorded it", "/seminar/held", "/record"],
    ["the same, with a file", "/seminar/held/cr", "/record"],
  ])("%s", async (_, path, to) => {
    expect(await leads(office, path)).toEqual([302, meeting(to)]);
    expect((await office.post(`${here}${path}`, { round: "1", confirmed: "true" })).status).toBe(404);
  });

  test("for its guest by the link of then, who finds there what is discussed and nothing else", async () => {
    const guest = await browse(network, "stranger", "seminar", id);
    expect(await leads(guest, "/seminar")).toEqual([302, meeting()]);
    expect(words(await guest.page(meeting()))).toMatch(/3 avril 2008, de 14 h à 17 h 30[\s\S]*La bibliographie/);
    const ics = (await (await guest.get(meeting("/invitation.ics"))).text()).replace(/\r\n /g, "");
    expect(ics).toMatch(/METHOD:REQUEST[\s\S]*UID:seminar-[\s\S]*SEQUENCE:0[\s\S]*DTSTART:20080403T120000Z/);
    const paths = [`${here}/review`, here, `${here}/review/decision`, meeting("/plan"), "/meetings/autre"];
    const statuses = await Promise.all(paths.map(async (path) => (await guest.get(path)).status));
    expect(statuses).toEqual([200, 404, 404, 404, 404]);
    expect(await guest.page("/")).toContain("note de cadrage");
  });

  test("for nobody who had nothing to do with it", async () => {
    expect(await leads(await browse(network, "funder"), "/seminar")).toEqual([404, null]);
    for (const path of ["/seminar/plan", "/seminar/held", "/seminar/cancellation"])
      expect(await leads(await browse(network, "first"), path)).toEqual([404, null]);
  });

  test("but for who left before it, who is led to what they were given of the document", async () => {
    const reviewers = [network.people.first.id];
    await issue(deliverables, network.ports, id, {
      type: "amend",
      by: as(network, "coordinator"),
      reviewers,
      quorum: 1,
    });
    expect(await leads(await browse(network, "second"), "/seminar")).toEqual([303, `${here}/review`]);
  });
});

describe("where there is no meeting yet, or none", () => {
  test("a page says that the seminar is becoming one", async () => {
    const answer = await office.get(`${here}/seminar/held`);
    expect([answer.status, words(await answer.text())]).toEqual([
      404,
      expect.stringContaining("devient une rencontre : sa page s’ouvre ici dans quelques minutes"),
    ]);
  });

  test("a page says so, and leads coordinators to plan one with the document on its agenda", async () => {
    ({ network, id, here } = await openReview());
    office = await browse(network, "coordinator");
    const answer = await office.get(`${here}/seminar`);
    const page = words(await answer.text());
    expect([answer.status, page]).toEqual([404, expect.stringContaining("Pas de rencontre ici")]);
    expect(page).toContain(`href="/meetings/discussion?deliverable=${id}"`);
    const reader = await (await (await browse(network, "first")).get(`${here}/seminar`)).text();
    expect(reader).toContain(`href="${here}/review"`);
    expect(reader).not.toContain("/meetings/");
    const json = await office.get(`${here}/seminar`, { accept: "application/json" });
    expect([json.status, await json.json()]).toMatchObject([404, { code: "not-found" }]);
  });
});

test("a seminar that was called off is led to, as the meeting that it is, cancelled", async () => {
  await happened(network, id, { type: "seminarCancelled", data: { round: 1 } });
  await adoptAll(network.ports);
  expect(await leads(office, "/seminar")).toEqual([302, meeting()]);
  expect(words(await office.page(meeting()))).toContain("Cette rencontre est annulée");
});

import { beforeEach, describe, expect, test } from "vitest";
import { loadMeeting } from "../../../../shared/stored/meeting.ts";
import {
  type Browser,
  browse,
  decideAs,
  type Network,
  openTestNetwork,
  pass,
  sendMails,
  stateOf,
} from "../../network.ts";
import { words, wordsOf } from "../../notify/letter.ts";
import { inReview, meetingOf, ofMeeting, planMeeting } from "../../notify/scenes.ts";
import { wrongIn } from "../refused.ts";

let network: Network;
let id: string;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
});

/** A round that somebody asks to change, or all approve, its meeting on some day; its mails are sent; it is 7 May 2008. */
async function bring(date: string, choice: "approve" | "requestChanges" = "requestChanges"): Promise<void> {
  id = await inReview(network);
  await planMeeting(network, id, { date });
  for (const role of choice === "approve" ? (["first", "second"] as const) : (["first"] as const))
    await decideAs(network, role, id, choice);
  await sendMails(network);
  network.sent.length = 0;
  network.world.set(Date.parse("2008-05-07T07:00:00.000Z"));
  coordinator = await browse(network, "coordinator");
}

const close = (fields: Record<string, string>) =>
  coordinator.post(`/deliverables/${id}/closure`, { round: "1", outcome: "changesRequested", ...fields });
const page = async () => words(await coordinator.page(`/deliverables/${id}/closure`));
const meeting = async () => (await loadMeeting(network.ports.store, meetingOf(id)))!.state;
const round = async () => (await stateOf(network, id)).rounds[0]!;

/** To whom mails leave, what each does to calendars, and what it says. */
async function told(): Promise<string[]> {
  pass(network);
  await sendMails(network);
  return network.sent
    .splice(0)
    .map(({ to, calendar, text }) => words(`${to.address.split("@")[0]} ${calendar?.method ?? ""} ${text}`));
}

describe.each([
  ["to come", "2008-05-14"],
  ["of the day", "2008-05-07"],
  ["past, and not recorded", "2008-05-06"],
])("a round whose meeting is %s", (_, date) => {
  test("closes only once it is said whether the meeting takes place", async () => {
    await bring(date);
    expect(await page()).toMatch(/La rencontre prévue le \d+ mai 2008 a-t-elle lieu \?/);
    expect(await wrongIn((await close({})).clone())).toEqual([422, ["meetings"]]);
    expect(words(await (await close({})).text())).toContain("Dites si cette rencontre a lieu.");
    const asked = { round: 1, outcome: "changesRequested" };
    expect((await coordinator.json(`/deliverables/${id}/closure`, asked)).status).toBe(400);
    expect((await round()).closed).toBeUndefined();
  });

  test("closes with the meeting standing, to be recorded, and nobody is told otherwise", async () => {
    await bring(date);
    for (let times = 0; times < 2; times++) expect((await close({ meetings: "on" })).status).toBe(303);
    expect([(await round()).outcome, (await meeting()).stage]).toEqual(["changesRequested", "planned"]);
    const mails = await told();
    expect(mails.filter((mail) => mail.includes(" CANCEL "))).toEqual([]);
    expect(mails.join("\n").includes("n’est pas annulée pour autant")).toBe(date >= "2008-05-07");
  });

  test("closes with the meeting off, of which each guest is told once where its day is not past", async () => {
    await bring(date);
    for (let times = 0; times < 2; times++) expect((await close({ meetings: "off" })).status).toBe(303);
    const { stage, invited } = await meeting();
    expect([(await round()).outcome, stage]).toEqual(["changesRequested", "cancelled"]);
    const mails = await told();
    expect(mails.filter((mail) => mail.includes(" CANCEL "))).toHaveLength(date < "2008-05-07" ? 0 : invited.length);
    expect(mails.join("\n")).not.toMatch(/n’est pas annulée/);
  });
});

describe("a round whose rule waits for a meeting alone", () => {
  beforeEach(() => bring("2008-05-14", "approve"));

  test("may be approved, or closed without agreement; nothing is chosen beforehand", async () => {
    const form = await coordinator.page(`/deliverables/${id}/closure`);
    const offered = [...form.matchAll(/name="outcome"[^>]* value="([^"]+)"/g)].map(([, way]) => way);
    expect(offered).toEqual(["approved", "unresolved"]);
    expect(form).not.toMatch(/ checked/);
    expect(await page()).toContain("La rencontre que la règle demande n’est pas enregistrée comme tenue :");
    expect(await page()).not.toContain("La règle n’est pas remplie");
  });

  test.each([
    ["on", "planned"],
    ["off", "cancelled"],
  ])("is approved whatever the meeting will say, which is then %s", async (meetings, stage) => {
    expect(await wrongIn(await close({ outcome: "approved" }))).toEqual([422, ["meetings"]]);
    expect((await round()).closed).toBeUndefined();
    expect((await close({ outcome: "approved", meetings })).status).toBe(303);
    expect([(await round()).outcome, (await meeting()).stage]).toEqual(["approved", stage]);
  });

  test("is closed without agreement where that is chosen", async () => {
    // the rule holds but for the meeting: it is the outcome that was seen which counts
    expect((await close({ outcome: "unresolved", meetings: "on" })).status).toBe(303);
    expect([(await round()).outcome, (await meeting()).stage]).toEqual(["unresolved", "planned"]);
  });
});

describe("once a round is closed", () => {
  test.each(["closure", "deadline", "reported"])(
    "its page %s says since when and by whom, and leads on",
    async (name) => {
      await bring("2008-05-06");
      await ofMeeting(network, id, { type: "cancel" });
      await close({});
      const answer = await coordinator.get(`/deliverables/${id}/${name}`);
      const html = await answer.text();
      expect(answer.status).toBe(409);
      expect(wordsOf(html)).toMatch(
        /Cette relecture est close Elle a été close le 7 mai 2008 à 9 h par Coordination \(RECI\)\. Changements demandés/,
      );
      expect(html).toContain(`<a class="button" href="/deliverables/${id}">`);
    },
  );

  test("an act on it says the same", async () => {
    await bring("2008-05-06");
    await ofMeeting(network, id, { type: "cancel" });
    await close({});
    expect(words(await (await close({ outcome: "unresolved" })).text())).toContain("Elle a été close le 7 mai");
  });
});

test("a round whose meeting was held, or called off, closes without a question", async () => {
  await bring("2008-05-06");
  await ofMeeting(network, id, { type: "record", present: [], outsiders: 0, today: "2008-05-07" });
  expect(await page()).not.toContain("a-t-elle lieu");
  expect((await close({})).status).toBe(303);
  await bring("2008-05-14");
  await ofMeeting(network, id, { type: "cancel" });
  expect(await page()).not.toContain("a-t-elle lieu");
  expect((await close({})).status).toBe(303);
});

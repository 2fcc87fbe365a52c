import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import type { Command } from "../../../../shared/deliverable/command.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { objectKey } from "../../../../shared/stored/objects.ts";
import { keepProofArchive } from "../../../../shared/stored/proof-archive.ts";
import {
  arrive,
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
  pass,
  putOutputs,
  type Role,
  sendMails,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { meetingOf, ofMeeting, planMeeting } from "../../notify/scenes.ts";
import { offerAs } from "../../offering.ts";

let network: Network;
let note: string;
let coordinator: Browser;
const here = (path = "") => `/deliverables/${note}${path}`;
const amend = (changes: object) =>
  issue(deliverables, network.ports, note, { type: "amend", by: as(network, "coordinator"), ...changes } as Command);
const statusOf = async (browser: Browser, path: string) => (await browser.get(path)).status;

/** A note under review, by "first" and "second", with a meeting on 3 April to which "stranger" is invited. */
async function open(): Promise<void> {
  network = await openTestNetwork();
  note = await createNote(network);
  await deposit(network, note);
  await submitDraft(network, note);
  await planMeeting(network, note, { date: "2008-04-03", place: "Metz" }, ["stranger"]);
  await offerAs(network, "second", note, { id: "autre", type: "comment", text: "Que dit la loi ?" });
  coordinator = await browse(network, "coordinator");
}

describe("an access that was ended", () => {
  beforeEach(open);
  const endFor = (role: Role) => coordinator.post(here("/links/end"), { scope: `person/${network.people[role].id}` });

  test("stays so whatever link its person asks for, at the door or of the directory", async () => {
    await endFor("first");
    const asked = await browse(network);
    await asked.post("/link", { address: network.people.first.address });
    await coordinator.post(`/people/${network.people.first.id}/link`, { confirmed: "true" });
    await sendMails(network);
    const letters = network.sent.filter(
      ({ to, text }) => to.address === network.people.first.address && text.includes("/l/"),
    );
    expect(letters.length).toBeGreaterThan(1);
    for (const { text } of letters) {
      const opened = await network.app.request(/\/l\/\S+/.exec(text)?.[0] ?? "");
      const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
      expect([403, 404]).toContain((await network.app.request(here("/review"), { headers: { cookie } })).status);
      const pages = await Promise.all(
        ["/", "/reviews"].map((path) => network.app.request(path, { headers: { cookie } })),
      );
      for (const page of pages) expect(await page.text()).not.toContain("note de cadrage");
    }
  });

  test("sends its person nothing more of the deliverable", async () => {
    await sendMails(network);
    await endFor("first");
    const before = network.sent.length;
    await decideAs(network, "second", note, "requestChanges");
    await closeRound(network, note, true);
    await deposit(network, note, `${completeDraft}\nDu nouveau.\n`);
    await amend({ quorum: 1 });
    await submitDraft(network, note);
    await sendMails(network);
    const told = network.sent.slice(before).map(({ to }) => to.address);
    expect(told).toContain(network.people.second.address);
    expect(told).not.toContain(network.people.first.address);
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      "who sends them the link again",
      () => coordinator.post(here("/invitations"), { person: network.people.first.id }),
    ],
    [
      "who names them anew",
      async () => {
        await amend({ reviewers: [network.people.second.id], quorum: 1 });
        await amend({ reviewers: [network.people.second.id, network.people.first.id] });
      },
    ],
  ])("is given back by a coordinator %s", async (_, give) => {
    await endFor("first");
    const again = await browse(network, "first");
    expect(await statusOf(again, here("/review"))).toBe(404);
    expect(await coordinator.page(here("/links"))).toContain("Son accès a pris fin");
    await give();
    expect(await statusOf(again, here("/review"))).toBe(200);
    expect(await coordinator.page(here())).toContain("a mis fin à l’accès d’une personne");
  });

  test("is not preselected for a meeting, which would give it back", async () => {
    await closeRound(network, note, true);
    await deposit(network, note, `${completeDraft}\nDu nouveau.\n`);
    await submitDraft(network, note);
    await endFor("first");
    const form = await coordinator.page(`/meetings/new?deliverable=${note}`);
    const checked = [...form.matchAll(/<input[^>]*name="invited"[^>]*>/g)].filter(([input]) =>
      input.includes(" checked"),
    );
    expect(checked.some(([input]) => input.includes(`"${network.people.second.id}"`))).toBe(true);
    expect(checked.some(([input]) => input.includes(`"${network.people.first.id}"`))).toBe(false);
  });
});

describe("by the link they were mailed, who left finds what they were given", () => {
  beforeAll(async () => {
    await open();
    await amend({ reviewers: [network.people.second.id], quorum: 1 });
    await planMeeting(network, note, { date: "2008-04-04", place: "Metz" }, []);
    await decideAs(network, "second", note, "requestChanges");
    await closeRound(network, note, true);
    await amend({ authors: [network.people.coordinator.id] });
    await issue(deliverables, network.ports, note, {
      ...{ type: "requestUpload", by: as(network, "coordinator"), upload: "neuf", part: "part-1", name: "cadrage.md" },
    });
    await arrive(network, note, "neuf", Buffer.from(`${completeDraft}\nDu nouveau.\n`));
    const { versions } = await stateOf(network, note);
    await coordinator.post(here("/submission"), { version: versions.at(-1)!.hash, confirmed: "true" });
    expect((await stateOf(network, note)).rounds).toHaveLength(2);
  });

  test.each<[Role, "draft" | "review" | "seminar", string, RegExp]>([
    ["first", "review", "/review", /Changements demandés/],
    ["stranger", "seminar", "/seminar", /Changements demandés/],
    ["author", "draft", "/draft", /Que dit la loi/],
  ])("%s, to %s", async (role, purpose, path, words) => {
    const browser = await browse(network, role, purpose, note);
    expect(await browser.page("/")).toContain("note de cadrage");
    const first = await browser.get(here(path));
    const page = first.status === 303 ? await browser.page(first.headers.get("location") ?? "") : await first.text();
    expect(page).toMatch(/Voici ce qui vous a été remis[\s\S]*dialogue interculturel/);
    expect(page).toMatch(words);
    expect(page).not.toContain("Du nouveau");
    if (role !== "author") expect(page).not.toContain("Que dit la loi");
  });
});

test("who was taken off an open round learns how it closed, and no other news", async () => {
  await open();
  await offerAs(network, "first", note, { id: "mien", type: "comment", text: "Que dit l’histoire ?" });
  const { second, coordinator: other } = network.people;
  const browser = await browse(network, "first");
  const seen = async () => {
    const lists = await browser.get("/reviews", { accept: "application/json" });
    const meeting = await browser.get(`/meetings/${meetingOf(note)}`);
    expect(meeting.status).toBe(404);
    return [await lists.text(), await browser.page("/reviews"), await browser.page(here("/review"))].join("\n");
  };
  await amend({ reviewers: [second.id], quorum: 1, title: "Titre nouveau" });
  const taken = await seen();
  await amend({ action: "Action nouvelle", authors: [other.id], due: { final: "2009-09-09" } });
  const by = as(network, "coordinator");
  await planMeeting(network, note, { date: "2008-04-17", place: "Lieu nouveau" }, ["second"]);
  await issue(deliverables, network.ports, note, {
    type: "moveDeadline",
    by,
    round: 1,
    deadline: "2008-06-20T22:00:00.000Z",
  });
  expect(await seen()).toBe(taken);
  await decideAs(network, "second", note, "requestChanges");
  await closeRound(network, note);
  await issue(deliverables, network.ports, note, {
    type: "dispose",
    by,
    round: 1,
    contribution: "mien",
    as: "integrated",
  });
  await amend({ title: "Titre encore nouveau" });
  const closed = await seen();
  expect(taken).toContain("2008-05-12T22:00:00.000Z");
  expect(closed).toMatch(/Changements demandés/);
  for (const news of [/nouve/, /2008-06-20|20 juin/, /17 avril/, /Que dit la loi/, /2009/])
    for (const page of [taken, closed]) expect(page).not.toMatch(news);
});

describe("others' remarks, on the page of the review, and never on that of the meeting", () => {
  beforeAll(open);
  test.each<[string, string, Role, boolean]>([
    ["a minute before the eve, at the network's place", "2008-04-01T21:59:00.000Z", "first", false],
    ["a minute before the eve, at the network's place", "2008-04-01T21:59:00.000Z", "stranger", false],
    ["from the eve on", "2008-04-01T22:00:00.000Z", "first", true],
    ["from the eve on", "2008-04-01T22:00:00.000Z", "stranger", true],
  ])("%s (%s): %s", async (_, instant, role, sees) => {
    network.world.set(Date.parse(instant));
    const browser = await browse(network, role);
    const json = await (await browser.get(here("/review"), { accept: "application/json" })).text();
    for (const page of [await browser.page(here("/review")), json]) expect(page.includes("Que dit la loi")).toBe(sees);
    expect(await browser.page(`/meetings/${meetingOf(note)}`)).not.toContain("Que dit la loi");
  });
});

test("who funded it once has the dossier that was made before they left, and no later one", async () => {
  await open();
  for (const role of ["first", "second"] as const) await decideAs(network, role, note, "approve");
  await ofMeeting(network, note, { type: "cancel" });
  await issue(deliverables, network.ports, note, {
    ...{ type: "closeRound", by: as(network, "coordinator"), round: 1, unresolved: false, asIs: true },
  });
  await putOutputs(network, note);
  pass(network);
  const { seq } = await stateOf(network, note);
  await amend({ funders: [] });
  const funder = await browse(network, "funder");
  const make = (at: number) => {
    const made = {
      key: objectKey("dossiers", `${at}.zip`),
      bytes: 2,
      sha256: "0".repeat(64),
      made: "2008-03-03T09:00:00.000Z",
      signed: "k1",
    };
    return keepProofArchive(network.ports.store, note, { ...made, seq: at });
  };
  await make(seq);
  expect(await statusOf(funder, here("/dossier/archive"))).toBe(302);
  expect(await funder.page("/funded")).toContain("note de cadrage");
  await make(seq + 1);
  expect(await statusOf(funder, here("/dossier/archive"))).toBe(404);
  expect(await statusOf(funder, here("/outputs/pdf"))).toBe(302);
});

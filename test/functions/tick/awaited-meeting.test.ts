import { beforeEach, describe, expect, test } from "vitest";
import { tick } from "../../../functions/tick/tick.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { Choice } from "../../../shared/deliverable/state.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { pin } from "../../../shared/stored/version.ts";
import {
  as,
  type Browser,
  browse,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  sendMails,
  stateOf,
} from "../network.ts";
import { meetingOf, planMeeting } from "../notify/scenes.ts";

type Demands = Awaited<ReturnType<typeof pin>>["demands"];
type Verdict = Extract<Choice, "approve" | "requestChanges">;

let network: Network;
let id: string;
let coordinator: Browser;

/** A round until Wednesday 7 May 2008, its meeting on that day or another; both reviewers decided, unless told otherwise. */
async function bring(demands: Partial<Demands>, verdicts: readonly Verdict[], date = "2008-05-07"): Promise<void> {
  id = await createNote(network);
  await deposit(network, id);
  const pinned = await pin(network.ports, (await stateOf(network, id)).kind);
  await issue(deliverables, network.ports, id, {
    ...{ type: "submit", by: as(network, "author"), version: (await stateOf(network, id)).versions.at(-1)!.hash },
    ...{ ...pinned, deadline: "2008-05-07T22:00:00.000Z", demands: { ...pinned.demands, ...demands } },
  });
  await planMeeting(network, id, { date });
  for (const [index, choice] of verdicts.entries())
    await decideAs(network, index === 0 ? "first" : "second", id, choice);
  await sendMails(network);
  network.sent.length = 0;
}

/** What leaves when `tick` runs at some instant. */
async function runTick(instant: string): Promise<string[]> {
  network.world.set(Date.parse(instant));
  await tick(network.ports, network.settings);
  await sendMails(network);
  const mails = network.sent.splice(0);
  expect(mails.filter(({ calendar }) => calendar?.method === "CANCEL")).toEqual([]);
  coordinator = await browse(network, "coordinator");
  return mails.map(({ to, subject, text }) => spaced(`${to.address.split("@")[0]} | ${subject} | ${text}`));
}

/** With plain spaces. */
const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

const midnight = "2008-05-07T22:05:00.000Z";
const morning = "2008-05-09T06:05:00.000Z";
const held = { minutes: "Deux points restent.", outsiders: "0", confirmed: "true" };
const meeting = () => `/meetings/${meetingOf(id)}`;
const stages = async () => (await stateOf(network, id)).meetings.map(({ stage, round }) => [round, stage]);

beforeEach(async () => {
  network = await openTestNetwork();
});

describe("a meeting of the deadline’s day that nobody recorded by midnight", () => {
  const rows: [what: string, demands: Partial<Demands>, verdicts: Verdict[], closes: boolean][] = [
    ["where changes are requested, and the round closes", { atDeadline: { do: "close" } }, ["requestChanges"], true],
    ["where the rule extends", { atDeadline: { do: "extend", days: 7 } }, ["approve", "approve"], false],
    ["where the rule closes", { atDeadline: { do: "close" } }, ["approve", "approve"], false],
    ["where the rule asks", { atDeadline: { do: "escalate" } }, ["approve", "approve"], false],
  ];
  test.each(rows)("is to be recorded, not off: %s", async (_, demands, verdicts, closes) => {
    await bring(demands, verdicts);
    const told = [...(await runTick(midnight)), ...(await runTick(morning))].join("\n");
    expect(told).not.toMatch(/n’a pas lieu|Il manquait des avis|prolongée/);
    expect(told).toMatch(/coordination \| Séminaire interne du 7 mai : à enregistrer/);
    if (!closes) expect(told).toMatch(/il reste à dire si la rencontre du 7 mai 2008 a eu lieu/);
    const { rounds } = await stateOf(network, id);
    expect([rounds[0]?.closed !== undefined, rounds[0]?.extended]).toEqual([closes, false]);
    expect(await coordinator.page(`/deliverables/${id}`)).toMatch(/Enregistrer la rencontre/);
    if (!closes)
      expect(spaced(await coordinator.page("/deliverables"))).toMatch(
        /La rencontre du 7 mai 2008 est passée : à la coordination de l’enregistrer/,
      );
    expect(spaced(await coordinator.page("/year"))).toMatch(/rencontre passée : à vous de l’enregistrer/);

    expect((await coordinator.get(`${meeting()}/record`)).status).toBe(200);
    const done = await coordinator.post(`${meeting()}/record`, held);
    expect(done.status).toBe(303);
    expect(await stages()).toEqual([[1, "held"]]);
    expect(await coordinator.page(meeting())).toMatch(/>tenue<[\s\S]*Deux points restent/);
    expect((await runTick("2008-05-13T06:05:00.000Z")).join()).not.toContain("à enregistrer");
  });

  test("is recorded of its round, though another has begun", async () => {
    await bring({}, ["requestChanges"]);
    await runTick(midnight);
    await runTick(morning);
    await deposit(network, id, `${(await import("../network.ts")).completeDraft}\nUn paragraphe de plus.\n`);
    const pinned = await pin(network.ports, (await stateOf(network, id)).kind);
    const version = (await stateOf(network, id)).versions.at(-1)!.hash;
    const deadline = "2008-06-10T22:00:00.000Z";
    await issue(deliverables, network.ports, id, {
      type: "submit",
      by: as(network, "author"),
      version,
      deadline,
      ...pinned,
    });
    expect((await coordinator.post(`${meeting()}/record`, held)).status).toBe(303);
    expect(await stages()).toEqual([[1, "held"]]);
  });

  test("that was not held is said so, and no mail says it to those who were there to see", async () => {
    await bring({}, ["requestChanges"]);
    await runTick(midnight);
    await runTick(morning);
    const page = `${meeting()}/cancellation`;
    expect(await coordinator.page(page)).toMatch(/Ce jour est passé\u00a0: personne n’est prévenu/);
    const said = { reason: "Grève des trains.", confirmed: "true" };
    expect((await coordinator.post(page, said)).status).toBe(303);
    expect(await stages()).toEqual([[1, "cancelled"]]);
    expect((await runTick("2008-05-09T09:00:00.000Z")).join()).not.toMatch(/[Rr]encontre/);
  });
});

test("a meeting that was to come after the deadline does not make decisions missing", async () => {
  await bring({ atDeadline: { do: "extend", days: 7 } }, ["approve", "approve"], "2008-05-20");
  const told = [...(await runTick(midnight)), ...(await runTick(morning))].join("\n");
  expect(told).toMatch(/la rencontre du 20 mai 2008 est encore à tenir/);
  expect(told).not.toMatch(/Il manquait des avis|à enregistrer/);
});

test("decisions that do not suffice are not said to be missing", async () => {
  await bring({ atDeadline: { do: "extend", days: 7 }, veto: 2 }, ["approve", "requestChanges"], "2008-05-06");
  const told = [...(await runTick(midnight)), ...(await runTick(morning))].join("\n");
  expect(told).toMatch(/La règle de cette relecture n’était pas remplie à l’échéance/);
  expect(told).not.toMatch(/Il manquait des avis/);
});

test("nobody is invited to a day that is past", async () => {
  await bring({}, []);
  await planMeeting(network, id, { date: "2008-02-20" });
  await sendMails(network);
  expect(network.sent.map(({ subject }) => subject)).toEqual([]);
});

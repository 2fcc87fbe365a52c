import { expect, test } from "vitest";
import { notifySteps } from "../../../functions/notify/steps.ts";
import { tick } from "../../../functions/tick/tick.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { stepBy } from "../../../shared/jobs/steps.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { listJobs, oweJob } from "../../../shared/stored/job.ts";
import { work } from "../../../shared/stored/work.ts";
import {
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  putOutputs,
  stateOf,
  submitDraft,
} from "../network.ts";

const lateAtNight = Date.parse("2008-05-13T22:00:30.000Z");
const opening = Date.parse("2008-05-14T06:00:00.000Z");

/** Runs `tick` and sends the mails due: who got which letters, in their order. */
async function runTick(network: Network, at: number): Promise<string[]> {
  network.world.set(at);
  await tick(network.ports, network.settings);
  const step = stepBy(notifySteps(network.ports, network.settings));
  const due = (await listJobs(network.ports.store)).filter(({ status }) => status === "due");
  for (const { id } of due.toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since)))
    await work(network.ports, id, 60, step);
  return network.sent
    .splice(0)
    .map(({ to, subject }) => `${to.address.split("@")[0]}: ${subject.split(/[\s\u00a0]/)[0]}`);
}

/** A note approved by both, its round open until midnight. */
async function approved(): Promise<{ network: Network; id: string }> {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id);
  await submitDraft(network, id, "2008-05-13T22:00:00.000Z");
  await decideAs(network, "first", id, "approve");
  await decideAs(network, "second", id, "approve");
  await runTick(network, Date.parse("2008-05-13T10:00:00.000Z"));
  return { network, id };
}

test("the final of a deadline at midnight waits for opening, its attempts not counted", async () => {
  const { network, id } = await approved();
  const { number: round } = (await stateOf(network, id)).rounds[0]!;
  network.world.set(lateAtNight);
  await issue(deliverables, network.ports, id, { type: "passDeadline", by: "line", round });
  await putOutputs(network, id);
  expect(await runTick(network, lateAtNight)).toEqual([]);
  expect(await runTick(network, opening - 1)).toEqual([]);
  const held = (await listJobs(network.ports.store)).filter(({ type }) => type === "mail");
  expect(held).toHaveLength(7);
  for (const job of held)
    expect(job).toMatchObject({ status: "waiting", attempt: 0, until: new Date(opening).toISOString() });
  expect((await runTick(network, opening)).toSorted()).toEqual([
    "coordination: Document",
    "direction: «",
    "etudes: “L’interculturalité",
    "redaction: Document",
    "suivi: Document",
  ]);
});

test("the final of a coordinator's click at night leaves as soon as the click can be taken back no more", async () => {
  const { network, id } = await approved();
  const clicked = lateAtNight - 3_600_000;
  network.world.set(clicked);
  await closeRound(network, id);
  await putOutputs(network, id);
  expect(await runTick(network, clicked)).toEqual([]);
  expect(await runTick(network, clicked + 10 * 60_000)).toEqual([]);
  expect(await runTick(network, clicked + 11 * 60_000)).toContain("suivi: Document");
});

test("letters held overnight leave in the order in which they came", async () => {
  const { network, id } = await approved();
  const people = ["second", "author", "first"] as const;
  for (const [index, role] of people.entries()) {
    network.world.set(lateAtNight + index * 60_000);
    const to = network.people[role].id;
    const about = { deliverable: id, letter: "roundClosed", cause: "line" } as const;
    await oweJob(network.ports, { id: `mail/z${9 - index}`, type: "mail", to, ...about });
    await runTick(network, lateAtNight + index * 60_000);
  }
  network.world.set(opening);
  const woken: string[] = [];
  const stop = network.world.store.onDue(({ sk }) => woken.push(sk));
  await tick(network.ports, network.settings);
  stop();
  expect(woken.filter((job) => job.startsWith("mail/z"))).toEqual(["mail/z9", "mail/z8", "mail/z7"]);
});

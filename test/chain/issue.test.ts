import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import type { Command } from "../../shared/deliverable/command.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { summarize } from "../../shared/deliverable/summary.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Store } from "../../shared/ports.ts";
import { deliverables, loadEvents, loadState, rebuild } from "../../shared/stored/deliverable.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { everySummary } from "../../shared/stored/lists.ts";
import { histories, hour } from "../deliverable/histories.ts";
import * as s from "../deliverable/scenario.ts";
import { tries } from "../long.ts";
import { openWorld, type World } from "../world.ts";

const id = "interculturalite";

/** Issues moves one after another, as `play` plays them. */
async function run(world: World, moves: readonly s.Move[]): Promise<State> {
  for (const move of moves) {
    const state = (await loadState(world.store, id))?.state as State;
    await issue(deliverables, world, id, typeof move === "function" ? move(state) : move);
  }
  return (await loadState(world.store, id))!.state;
}

/** What is stored of the deliverable agrees with itself. */
async function checkStored(store: Store): Promise<State | undefined> {
  const state = (await loadState(store, id))?.state;
  const events = await Array.fromAsync(loadEvents(store, id));
  expect(await rebuild(store, id)).toEqual(state);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(await everySummary(store)).toEqual(state ? [summarize(state, events.at(-1)!.at)] : []);
  return state;
}

test("a command leaves state, events, summary and jobs, as decided", async () => {
  const world = openWorld();
  const state = await run(world, s.finished);
  const played = s.play(s.finished);
  expect(state).toEqual(played.state);
  expect(await Array.fromAsync(loadEvents(world.store, id))).toEqual(played.events);
  expect(await checkStored(world.store)).toEqual(played.state);
  const jobs = await listJobs(world.store);
  expect(jobs.map((job) => `${job.id} ${job.status}`)).toContain(`mail/${id}/8/final/acse waiting`);
  expect(jobs.find((job) => job.type === "ingest")).toMatchObject({ id: "ingest/u1", status: "waiting", attempt: 0 });
});

test("a refusal is thrown and leaves nothing; what is already done does nothing", async () => {
  const world = openWorld();
  await expect(issue(deliverables, world, id, s.upload("u1"))).rejects.toMatchObject({
    name: "Refusal",
    code: "deliverable-unknown",
  });
  expect(await Array.fromAsync(world.store.all())).toEqual([]);
  await run(world, [s.create(), s.upload("u1")]);
  const before = await Array.fromAsync(world.store.all());
  expect(await issue(deliverables, world, id, s.upload("u1"))).toMatchObject({ events: [], state: { seq: 2 } });
  await expect(issue(deliverables, world, id, s.create())).rejects.toMatchObject({ code: "deliverable-exists" });
  await expect(issue(deliverables, world, "autre", s.create())).rejects.toMatchObject({ code: "request-invalid" });
  expect(await Array.fromAsync(world.store.all())).toEqual(before);
});

test("any history over the real store is the history that was decided", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const world = openWorld();
      let played: s.Played = { events: [], last: [] };
      let instant = s.now;
      for (const { wait, command: make } of history) {
        instant += wait * hour;
        world.set(instant);
        const command = make(played.state, instant);
        const { refused, ...next } = s.step(played, command, instant);
        played = next;
        const issued = await issue(deliverables, world, id, command).then(
          ({ events }) => events,
          ({ code }) => code,
        );
        expect(issued).toEqual(refused ?? played.last);
      }
      expect(await checkStored(world.store)).toEqual(played.state);
      world.store.close();
    }),
    { numRuns: tries(8, 40) },
  );
});

test("what two reviewers decide at once is decided, both times", async () => {
  for (let round = 0; round < 20; round++) {
    const world = openWorld();
    const state = await run(world, s.inReview);
    const verdicts = [s.verdict(s.reviewer, "approve"), s.verdict(s.second, "requestChanges")];
    await Promise.all(verdicts.map((verdict) => issue(deliverables, world, id, verdict(state))));
    const decided = (await checkStored(world.store))!.rounds[0]!.decisions;
    expect(decided.map(({ reviewer }) => reviewer).sort()).toEqual(["relecture-crefe", "relecture-epi"]);
    world.store.close();
  }
});

test("a decision and the closing at once: one order or the other, and the late one is told", async () => {
  for (let round = 0; round < 20; round++) {
    const world = openWorld();
    const state = await run(world, [...s.inReview, s.verdict(s.reviewer, "approve")]);
    const deciding = () => issue(deliverables, world, id, s.verdict(s.second, "approve")(state));
    const closing = () => issue(deliverables, world, id, s.close(true)(state));
    const both = await Promise.allSettled((round % 2 ? [deciding, closing] : [closing, deciding]).map((act) => act()));
    const stored = (await checkStored(world.store))!;
    const late = both.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(["", "round-closed"]).toContain(late.join());
    expect(stored.rounds[0]!.outcome).toBe(stored.rounds[0]!.decisions.length === 2 ? "approved" : "unresolved");
    world.store.close();
  }
});

test("the same submission sent ten times at once is one decision", async () => {
  const world = openWorld();
  const state = await run(world, s.inReview);
  const command = s.verdict(s.reviewer, "approve")(state);
  const sent = await Promise.allSettled(Array.from({ length: 10 }, () => issue(deliverables, world, id, command)));
  expect(sent.filter(({ status }) => status === "rejected")).toEqual([]);
  expect((await checkStored(world.store))!.rounds[0]!.decisions).toHaveLength(1);
});

/** A store that someone else writes to, just before each of the first `times` commits. */
function contested(world: World, times: number): World {
  let left = times;
  const commit: Store["commit"] = async (writes) => {
    if (left-- > 0) {
      const amend: Command = { type: "amend", by: s.coordinator, title: `Titre ${left}` };
      await issue(deliverables, world, id, amend);
    }
    await world.store.commit(writes);
  };
  return { ...world, store: { ...world.store, commit } };
}

test("a conflict is decided again on what is there now, five times at most", async () => {
  const world = openWorld();
  await run(world, [s.create()]);
  const { state } = await issue(deliverables, contested(world, 4), id, s.upload("u1"));
  expect(state).toMatchObject({ title: "Titre 0", uploads: { u1: { status: "awaited" } } });
  await expect(issue(deliverables, contested(world, 5), id, s.upload("u2"))).rejects.toMatchObject({
    code: "conflict",
  });
  expect((await checkStored(world.store))!.uploads.u2).toBeUndefined();
});

/** What becomes of one commit: of its writes, of its answer, and of what is read after it. */
type Fate = { done: boolean; answer: "comes" | "is lost"; after?: "nothing is read" };

/** A store whose commits fare as told, the next ones well. */
function losing(world: World, fates: readonly Fate[]): World {
  const left = [...fates];
  let blind = false;
  const commit: Store["commit"] = async (writes) => {
    const { done, answer, after } = left.shift() ?? { done: true, answer: "comes" };
    if (done) await world.store.commit(writes);
    blind = after !== undefined;
    if (answer === "is lost") throw new Refusal("outcome-unknown");
  };
  const get: Store["get"] = async (key) => {
    if (blind) throw new Refusal("store-unreachable");
    return world.store.get(key);
  };
  return { ...world, store: { ...world.store, commit, get } };
}

const lostYes: Fate = { done: true, answer: "is lost" };
const lostNo: Fate = { done: false, answer: "is lost" };

describe("where the answer to a commit is lost", () => {
  test.each<[string, Fate[], s.Move, string | "done", number]>([
    ["a decision that was recorded is found by its event", [lostYes], s.verdict(s.reviewer, "approve"), "done", 1],
    ["so is what a second asking would refuse", [lostYes], s.close(true), "done", 1],
    ["one that was not recorded is tried once more", [lostNo], s.verdict(s.reviewer, "approve"), "done", 1],
    ["and found then, if that answer is lost too", [lostNo, lostYes], s.close(true), "done", 1],
    ["twice lost and not there: it is not known", [lostNo, lostNo], s.close(true), "outcome-unknown", 0],
    [
      "what was recorded and cannot be read back is not known",
      [{ ...lostYes, after: "nothing is read" }],
      s.close(true),
      "outcome-unknown",
      1,
    ],
    [
      "what was not recorded and cannot be read back is not known either",
      [{ ...lostNo, after: "nothing is read" }],
      s.close(true),
      "outcome-unknown",
      0,
    ],
  ])("%s", async (_, fates, move, told, recorded) => {
    const world = openWorld();
    const state = await run(world, s.inReview);
    const command = typeof move === "function" ? move(state) : move;
    const answer = await issue(deliverables, losing(world, fates), id, command).then(
      ({ events }) => (events.length === 1 ? "done" : events),
      ({ code }) => code,
    );
    expect(answer).toEqual(told);
    expect((await checkStored(world.store))!.seq - state.seq).toBe(recorded);
  });

  test("what someone else did meanwhile is no deed of ours", async () => {
    const world = openWorld();
    const state = await run(world, s.inReview);
    const { store } = losing(world, [lostNo]);
    const commit: Store["commit"] = async (writes) => {
      await store.commit(writes).catch(async (error) => {
        await issue(deliverables, world, id, { ...s.close(true)(state), by: { person: "autre", coordinator: true } });
        throw error;
      });
    };
    const asked = issue(deliverables, { ...world, store: { ...store, commit } }, id, s.close(true)(state));
    await expect(asked).rejects.toMatchObject({ code: "round-closed" });
    expect((await checkStored(world.store))!.seq - state.seq).toBe(1);
  });
});

test("twelve reviewers who decide in one instant are all counted, or told to try again", async () => {
  const world = openWorld();
  const reviewers = Array.from({ length: 12 }, (_, index) => `relecture-${index}`);
  const state = await run(world, [s.create({ reviewers }), s.upload("u1"), s.accept("u1"), s.submit()]);
  const sent = await Promise.allSettled(
    reviewers.map((person) =>
      issue(deliverables, world, id, s.verdict({ person, coordinator: false }, "approve")(state)),
    ),
  );
  const told = sent.filter((result) => result.status === "rejected").map(({ reason }) => reason.code);
  expect(new Set(told).size).toBeLessThanOrEqual(1);
  const decided = (await checkStored(world.store))!.rounds[0]!.decisions.map(({ reviewer }) => reviewer);
  expect(decided.length + told.length).toBe(12);
  expect(new Set(decided).size).toBe(decided.length);
});

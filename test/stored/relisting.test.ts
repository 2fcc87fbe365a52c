import { expect, test } from "vitest";
import type { State } from "../../shared/deliverable/state.ts";
import { summarize } from "../../shared/deliverable/summary.ts";
import type { Json, Store } from "../../shared/ports.ts";
import { eventKey, stateKey } from "../../shared/stored/deliverable.ts";
import { formerKey, listWrites } from "../../shared/stored/listing.ts";
import { endedHeldBy, endedYears, everyId, openHeldBy, openSummaries } from "../../shared/stored/lists.ts";
import { isPlaced, relistAll, relistSome } from "../../shared/stored/relisting.ts";
import * as s from "../deliverable/scenario.ts";
import { openWorld } from "../world.ts";

const json = (value: object) => JSON.parse(JSON.stringify(value)) as Json;

/** Deliverables as release 0.1.0 stored them: states, events, and one list of them all. */
async function former(store: Store, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const moves = index % 2 === 0 ? s.inReview : s.finished;
    const id = `note-${String(index).padStart(3, "0")}`;
    const { state, events } = s.play([s.create({ id }), ...moves.slice(1)]);
    const { title, stage, authors, reviewers, funders, due } = state!;
    const ready = stage === "final";
    const summary = { id, title, stage, authors, reviewers, funders, due, ready, updated: events.at(-1)!.at };
    await store.commit([
      { put: { ...stateKey(id), data: json({ ...state!, schema: 4 }) } },
      ...events.map((event) => ({ put: { ...eventKey(id, event.seq), data: json(event) } })),
      { put: { ...formerKey(id), data: json(summary) } },
    ]);
  }
}

/** A store that counts its commits, and dies after some. */
function counted(store: Store, most = Number.POSITIVE_INFINITY): Store & { commits: number } {
  const counting = { ...store, commits: 0 };
  counting.commit = async (writes) => {
    if (counting.commits === most) throw new Error("killed");
    counting.commits++;
    return store.commit(writes);
  };
  return counting;
}

test("pages of a network of before show all of it at once, and write nothing", async () => {
  const { store } = openWorld();
  await former(store, 6);
  const reading = counted(store, 0);
  expect((await openSummaries(reading)).map(({ id }) => id)).toEqual(["note-000", "note-002", "note-004"]);
  expect(await openHeldBy(reading, "relecture-crefe")).toHaveLength(3);
  expect((await endedHeldBy(reading, "acse", ["funder"])).summaries).toHaveLength(3);
  expect(await endedYears(reading)).toEqual(["2008"]);
  expect(await everyId(reading)).toHaveLength(6);
});

test("they are listed anew some at a time, by whoever comes next where one is killed, and then never again", async () => {
  const { store } = openWorld();
  await former(store, 9);
  const left = async () => (await store.query("DELIVERABLES")).rows.length;
  expect(await relistSome(store, 4)).toBe(false);
  expect(await left()).toBe(5);
  await expect(relistSome(counted(store, 2), 4)).rejects.toThrow("killed");
  await relistAll(store);
  expect([await left(), await isPlaced(store)]).toEqual([0, true]);
  const again = counted(store);
  expect(await relistSome(again)).toBe(true);
  expect(again.commits).toBe(0);
  expect(await openSummaries(store)).toHaveLength(5);
  expect((await endedHeldBy(store, "acse", ["funder"])).summaries).toHaveLength(4);
});

test("what this release places otherwise is placed anew, though it began and was killed at every step", async () => {
  const { store } = openWorld();
  await former(store, 6);
  await relistAll(store);
  const before = await Array.fromAsync(store.all(), ({ pk, sk }) => `${pk} / ${sk}`);
  // as a release that knew the year of Greenwich alone, and no times but deadlines
  for await (const { pk, sk, data } of store.all()) {
    if (pk === "ENDED#2008") await store.commit([{ delete: { pk, sk } }, { put: { pk: "ENDED#2009", sk, data } }]);
    if (pk === "ENDED") await store.commit([{ delete: { pk, sk } }, { put: { pk, sk: "2009", data } }]);
    if (pk === "DUE" && sk.startsWith("work#")) await store.commit([{ delete: { pk, sk } }]);
  }
  await store.commit([{ put: { pk: "PULSE", sk: "lists", data: { lists: 1, summaries: 5, states: 9 } } }]);
  for (let most = 0; !(await isPlaced(store)); most++)
    await relistSome(counted(store, most % 4), 2).catch(() => undefined);
  const after = await Array.fromAsync(store.all(), ({ pk, sk }) => `${pk} / ${sk}`);
  expect(after.filter((key) => key !== "ENDED / 2009")).toEqual(before);
});

test("the deadline that a release of before moved, of a round that this one ended since, is listed no more", async () => {
  const { store } = openWorld();
  const moved = [...s.inReview, { type: "moveDeadline", by: s.coordinator, round: 1, deadline: later } as const];
  const [first, second, last] = [s.inReview, moved, [...moved, withdrawal]].map((moves) => s.play(moves).state!);
  const put = (state: State) => ({ put: { ...stateKey(state.id), data: json(state) } });
  const at = new Date(s.now).toISOString();
  await store.commit([put(first!), ...listWrites(undefined, first!, at)]);
  // as release 0.1.0 did: the state, and the one list that it had
  await store.commit([put(second!), { put: { ...formerKey(second!.id), data: json(summarize(second!, at)) } }]);
  await store.commit([put(last!), ...listWrites(second, last!, at)]);
  expect(rowsOf(await store.query("DUE"))).toContain(`${s.deadline}#interculturalite`);
  await relistAll(store);
  expect(rowsOf(await store.query("DUE"))).toEqual([]);
});

const later = "2008-04-08T22:00:00.000Z";
const withdrawal: s.Move = { type: "withdraw", by: s.coordinator, reason: "motif" };
const rowsOf = ({ rows }: { rows: { sk: string }[] }) => rows.map(({ sk }) => sk);

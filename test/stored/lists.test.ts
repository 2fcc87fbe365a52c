import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendEvents } from "../../shared/chain/append.ts";
import type { Command } from "../../shared/deliverable/command.ts";
import { decide } from "../../shared/deliverable/decide.ts";
import { evolve } from "../../shared/deliverable/evolve.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { Json, Store, Write } from "../../shared/ports.ts";
import { deliverableWrites } from "../../shared/stored/deliverable.ts";
import { dueBy } from "../../shared/stored/due.ts";
import { few, listWrites, spreadIn, spreadWrites } from "../../shared/stored/listing.ts";
import {
  type Ended,
  endedHeldBy,
  endedSummaries,
  endedYears,
  everyId,
  holdsEnded,
  openHeldBy,
  openSummaries,
} from "../../shared/stored/lists.ts";
import { relistSome } from "../../shared/stored/relisting.ts";
import { spreadHeld } from "../../shared/stored/spreading.ts";
import { histories, hour } from "../deliverable/histories.ts";
import * as s from "../deliverable/scenario.ts";
import { tries } from "../long.ts";
import { openWorld } from "../world.ts";

/** Rows by key, as writes leave them; the years that something ended in stay for good. */
function written(rows: Map<string, unknown>, writes: readonly Write[]): Map<string, unknown> {
  for (const write of writes) {
    const { pk, sk } = "put" in write ? write.put : "delete" in write ? write.delete : write.check;
    if ("put" in write && pk !== "ENDED") rows.set(`${pk} / ${sk}`, write.put.data);
    if ("delete" in write) rows.delete(`${pk} / ${sk}`);
  }
  return rows;
}

/** The same once tick has written the rows that a commit left to be written. */
function spread(rows: Map<string, unknown>, state: State): Map<string, unknown> {
  for (const [name, data] of [...rows]) {
    const left = name.startsWith("HELD / ") ? spreadIn({ data: data as Json }) : undefined;
    if (!left) continue;
    written(rows, spreadWrites(left, state));
    rows.delete(name);
  }
  return rows;
}

test("lists that follow each change are those that a state has from nothing", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const rows = new Map<string, unknown>();
      let state: State | undefined;
      let now = s.now;
      for (const { wait, command: make } of history) {
        now += wait * hour;
        const command = make(state, now);
        const decision = decide(state, command, now);
        if ("refused" in decision || decision.events.length === 0) continue;
        const { state: after, events } = appendEvents(evolve, state, decision.events, command.by, now);
        const at = events.at(-1)!.at;
        written(rows, listWrites(state, after as State, at));
        state = after as State;
        const anew = written(new Map(), listWrites(undefined, state, at));
        expect(new Map([...spread(rows, state)].sort())).toEqual(new Map([...spread(anew, state)].sort()));
      }
    }),
    { numRuns: tries(60, 1_000) },
  );
});

const everyone = ["redaction-oriv", "relecture-crefe", "relecture-epi", "acse", "passant"];

/** A store in which a deliverable came so far, each step in a commit of its own. */
async function lived(moves: readonly s.Move[]): Promise<{ store: Store; state: State }> {
  const { store } = openWorld();
  let played: s.Played = { events: [], last: [] };
  for (const [index, move] of moves.entries()) {
    const before = played.state;
    played = s.step(played, move, s.now + index * 60_000);
    if (played.refused) throw new Error(played.refused);
    const version = (await store.get({ pk: `DELIVERABLE#${played.state!.id}`, sk: "state" }))?.version ?? 0;
    await store.commit(deliverableWrites(played.state!, played.last, version, before));
  }
  return { store, state: played.state! };
}

async function listsOf(store: Store) {
  const held = async (person: string) => (await openHeldBy(store, person)).length > 0;
  const ended = async (person: string) => holdsEnded(store, person, ["author", "reviewer", "funder"]);
  const holding = async (of: (person: string) => Promise<boolean>) => {
    const found = await Promise.all(everyone.map(async (person) => ((await of(person)) ? [person] : [])));
    return found.flat();
  };
  return {
    open: (await openSummaries(store)).length,
    years: await endedYears(store),
    held: await holding(held),
    ended: await holding(ended),
    due: await dueBy(store, Number.MAX_SAFE_INTEGER / 1000),
  };
}

/** What closes a round says the day that it is at the network's place. */
const onNewYear =
  (move: s.Move): s.Move =>
  (state) => {
    const command = typeof move === "function" ? move(state) : move;
    return command.type === "closeRound" ? { ...command, day: "2009-01-01" } : command;
  };
const withdraw: Command & { type: "withdraw" } = { type: "withdraw", by: s.coordinator, reason: "0".repeat(64) };
const many = (count: number) => Array.from({ length: count }, (_, index) => `lecteur-${index}`);
const holders = ["redaction-oriv", "relecture-crefe", "relecture-epi", "acse"];
const wide = [s.create({ funders: ["acse", ...many(few)] }), ...s.finished.slice(1)];

describe("which list a deliverable is in", () => {
  test.each<[string, readonly s.Move[], object]>([
    [
      "a draft is open, held by all who are named",
      s.drafted,
      { open: 1, years: [], held: holders, ended: [], due: [] },
    ],
    [
      "a review has its deadline",
      s.inReview,
      { open: 1, years: [], held: holders, ended: [], due: ["interculturalite"] },
    ],
    [
      "an approved version whose documents are being set is open",
      s.approved,
      { open: 1, years: [], held: holders, due: [] },
    ],
    [
      "a final is of its year, open to nobody",
      s.finished,
      { open: 0, years: ["2008"], held: [], ended: holders, due: [] },
    ],
    [
      "so is what was withdrawn",
      [...s.inReview, withdraw],
      { open: 0, years: ["2008"], held: [], ended: holders, due: [] },
    ],
    [
      "what was withdrawn on New Year’s night is of the year that it was at the network’s place",
      [...s.inReview, { ...withdraw, day: "2009-01-01" }],
      { open: 0, years: ["2009"], held: [], ended: holders },
    ],
    [
      "so is what was approved then, once its documents are there",
      [...s.approved.map(onNewYear), s.ready()],
      { open: 0, years: ["2009"], held: [], ended: holders },
    ],
    ["what many hold is held by each of them", wide.slice(0, -1), { open: 1, held: holders }],
    ["and so when it has ended", wide, { open: 0, held: [], ended: holders }],
    [
      "who is taken off a draft still holds what they were given",
      [...s.drafted, s.amend({ funders: [] })],
      { open: 1, held: holders },
    ],
  ])("%s", async (_, moves, expected) => {
    expect(await listsOf((await lived(moves)).store)).toMatchObject(expected);
  });

  test("what ended is read by year, and by who held it as what", async () => {
    const { store, state } = await lived(s.finished);
    const ids = async (of: Promise<{ id: string }[]>) => (await of).map(({ id }) => id);
    expect(await ids(endedSummaries(store, "2008"))).toEqual([state.id]);
    expect(await ids(endedSummaries(store, "2007"))).toEqual([]);
    const as = async (person: string, role: "author" | "funder") =>
      (await endedHeldBy(store, person, [role])).summaries.map(({ id }) => id);
    expect(await as("acse", "funder")).toEqual([state.id]);
    expect(await as("acse", "author")).toEqual([]);
  });

  test("a commit of what many hold as much stays far from a store's bound", () => {
    const several = many(5).map((person) => person);
    const named = { authors: several, reviewers: several, funders: several };
    const before = s.play([
      s.create({ ...named, quorum: 1 }),
      s.upload("u1"),
      s.accept("u1"),
      s.submit(),
      s.meets({ invited: several }),
    ]);
    const after = s.step(before, withdraw);
    expect(after.refused).toBeUndefined();
    expect(listWrites(before.state, after.state!, "2008-05-12T08:00:00.000Z").length).toBeLessThan(2 * few + 5);
  });
});

test("as many people as a deliverable takes are listed within the bounds of a commit, and each of them has it", async () => {
  const crowd = many(299);
  const authors = ["redaction-oriv", ...crowd.slice(0, 99)];
  const named = s.create({ authors, reviewers: crowd.slice(99, 199), funders: crowd.slice(199), quorum: 1 });
  const { store, state } = await lived([named, ...s.inReview.slice(1)]);
  const holding = async () => (await Promise.all(crowd.map((person) => openHeldBy(store, person)))).flat().length;
  expect(await holding()).toBe(299);
  while (!(await spreadHeld(store)));
  expect(await holding()).toBe(299);
  const ended = s.step({ state, events: [], last: [] }, withdraw);
  const { version } = (await store.get({ pk: `DELIVERABLE#${state.id}`, sk: "state" }))!;
  await store.commit(deliverableWrites(ended.state!, ended.last, version, state));
  for (const spread of [false, true]) {
    while (spread && !(await spreadHeld(store)));
    expect(await holding()).toBe(0);
    expect((await endedHeldBy(store, crowd[298]!, ["funder"])).summaries).toHaveLength(1);
  }
});

/** `count` finals that came to their end in a year, with the people of the scenario. */
async function archive(store: Store, year: string, count: number): Promise<void> {
  const { state } = await lived(s.finished);
  for (let index = 0; index < count; index++) {
    const rounds = state.rounds.map((round) => ({ ...round, closedOn: `${year}-04-30` }));
    const one: State = { ...state, id: `note-${year}-${String(index).padStart(3, "0")}`, rounds };
    await store.commit([
      { put: { pk: `DELIVERABLE#${one.id}`, sk: "state", data: JSON.parse(JSON.stringify(one)) } },
      ...listWrites(undefined, one, `${year}-04-30T08:00:00.000Z`),
    ]);
  }
}

test("what somebody had that ended is read a page of a hundred after another, none twice and none left out", async () => {
  const { store } = openWorld();
  await archive(store, "2007", 130);
  await archive(store, "2008", 90);
  const pages = async (page: (after?: string) => Promise<Ended>) => {
    const sizes: number[] = [];
    const ids = new Set<string>();
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const { summaries, next } = await page(after);
      sizes.push(summaries.length);
      for (const { id } of summaries) ids.add(id);
      after = next;
    }
    return { sizes, ids: ids.size };
  };
  expect((await endedSummaries(store, "2007")).length).toBe(130);
  const own = await pages((after) => endedHeldBy(store, "acse", ["funder", "past-funder"], after));
  expect(own).toEqual({ sizes: [100, 100, 20], ids: 220 });
  const { summaries } = await endedHeldBy(store, "acse", ["funder"]);
  expect(summaries.slice(0, 90).every(({ id }) => id.startsWith("note-2008"))).toBe(true);
});

test("what many held is given to each of them by the clock, and found before and after", async () => {
  const { store } = await lived(wide);
  const lists = () => listsOf(store);
  const before = await lists();
  const common = async () => (await store.query("HELD")).rows.length;
  // as it was planned, and as it ended
  expect(await common()).toBe(2);
  expect(await spreadHeld(store)).toBe(true);
  expect(await common()).toBe(0);
  expect(await lists()).toEqual(before);
});

test("a deliverable that ends while everything is read is found once", async () => {
  const { store, state } = await lived(s.approved);
  const ended = s.step({ state, events: [], last: [] }, s.ready());
  let moved = false;
  const meanwhile: Store = {
    ...store,
    query: async (pk, options) => {
      const page = await store.query(pk, options);
      if (pk === "OPEN" && !moved) {
        moved = true;
        const { version } = (await store.get({ pk: `DELIVERABLE#${state.id}`, sk: "state" }))!;
        await store.commit(deliverableWrites(ended.state!, ended.last, version, state));
      }
      return page;
    },
  };
  expect(await everyId(meanwhile)).toEqual([state.id]);
});

test("what a process of before writes meanwhile is listed again where it belongs, and nowhere else", async () => {
  const { store, state } = await lived(s.approved);
  const ended = s.step({ state, events: [], last: [] }, s.ready()).state!;
  const { version } = (await store.get({ pk: `DELIVERABLE#${state.id}`, sk: "state" }))!;
  // as a release of before does it: the state, and its one list
  await store.commit([
    { put: { pk: `DELIVERABLE#${state.id}`, sk: "state", data: JSON.parse(JSON.stringify(ended)) }, expect: version },
    {
      put: { pk: "DELIVERABLES", sk: state.id, data: { schema: 3, id: state.id, updated: "2008-05-12T08:00:00.000Z" } },
    },
  ]);
  await relistSome(store);
  expect(await listsOf(store)).toMatchObject({ open: 0, years: ["2008"], held: [], ended: holders });
  expect((await store.query("DELIVERABLES")).rows).toEqual([]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { appendEvents } from "../../shared/chain/append.ts";
import { decide } from "../../shared/deliverable/decide.ts";
import type { Event } from "../../shared/deliverable/event.ts";
import { evolve } from "../../shared/deliverable/evolve.ts";
import { everyoneIn, type Holding, holdingsOf } from "../../shared/deliverable/place.ts";
import { openRound } from "../../shared/deliverable/round/round.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { endedIn, summarize } from "../../shared/deliverable/summary.ts";
import { Refusal } from "../../shared/errors.ts";
import { listFlaws, mendLists } from "../../shared/moving/check-lists.ts";
import { exportNetwork } from "../../shared/moving/export.ts";
import { importNetwork } from "../../shared/moving/import.ts";
import type { Json, Store, Write } from "../../shared/ports.ts";
import { deliverableWrites, eventKey, loadState, stateKey } from "../../shared/stored/deliverable.ts";
import { dueBy, roundsAhead, workUntil } from "../../shared/stored/due.ts";
import { few, formerKey, listedAs } from "../../shared/stored/listing.ts";
import {
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
import { type Attempt, histories, hour } from "../deliverable/histories.ts";
import * as s from "../deliverable/scenario.ts";
import { tries } from "../long.ts";
import { openWorld, type World } from "../world.ts";

/** People of the histories, and more than one commit gives rows of their own. */
const crowd = Array.from({ length: few + 3 }, (_, index) => `lecteur-${index}`);
const everyone = ["coordination", "a", "b", "m", "org:o", "r1", "r2", "r3", "d1", "d2", "acse", "passant", ...crowd];
const roles = ["author", "reviewer", "invited", "funder"] as const;
const holdings: Holding[] = [...roles, ...roles.map((role) => `past-${role}` as const)];

/** Duties that no list of work is about. */
const ofTheCoordinator = ["owners", "delegation", "closure", "proposal", "correction"];

const states = async (store: Store): Promise<State[]> => {
  const found: State[] = [];
  for await (const { pk, sk } of store.all())
    if (pk.startsWith("DELIVERABLE#") && sk === "state")
      found.push((await loadState(store, pk.slice("DELIVERABLE#".length)))!.state);
  return found;
};
const sorted = (ids: readonly { id: string }[] | readonly string[]) =>
  ids.map((each) => (typeof each === "string" ? each : each.id)).sort();

/** What the lists of a store say: of everything, and of each person. */
async function told(store: Store, whom: readonly string[]) {
  const years = await endedYears(store);
  const ended = await Promise.all(
    years.map(async (year) => [year, sorted(await endedSummaries(store, year))] as const),
  );
  const people = whom.map(async (person) => {
    const as = holdings.map(async (role) => {
      const ids = sorted((await endedHeldBy(store, person, [role])).summaries);
      expect(await holdsEnded(store, person, [role])).toBe(ids.length > 0);
      return ids.length > 0 ? [[role, ids] as const] : [];
    });
    return [person, sorted(await openHeldBy(store, person)), Object.fromEntries((await Promise.all(as)).flat())];
  });
  return {
    every: sorted(await everyId(store)),
    open: sorted(await openSummaries(store)),
    ended: Object.fromEntries(ended.filter(([, ids]) => ids.length > 0)),
    people: await Promise.all(people),
    due: sorted(await dueBy(store, Date.parse("2100-01-01T00:00:00.000Z"))),
    rounds: (await roundsAhead(store)).sort((one, other) => (one.id < other.id ? -1 : 1)),
    work: sorted(await workUntil(store, "2100-01-01")),
  };
}

/** The same, found by going through all states. */
function scanned(all: readonly State[], whom: readonly string[]): Awaited<ReturnType<typeof told>> {
  const ended = Map.groupBy(
    all.filter((state) => endedIn(state) !== undefined),
    (state) => endedIn(state)!,
  );
  const open = all.filter((state) => endedIn(state) === undefined);
  const summaries = open.map((state) => ({ state, summary: summarize(state, "") }));
  const rounds = open.flatMap((state) => {
    const round = state.stage === "review" ? openRound(state) : undefined;
    if (!round || round.overdue) return [];
    const { number, kind, deadline, deadlineGiven, reminded } = round;
    return [{ id: state.id, number, kind, deadline, deadlineGiven, reminded }];
  });
  return {
    every: sorted(all),
    open: sorted(open),
    ended: Object.fromEntries([...ended].map(([year, of]) => [year, sorted(of)])),
    people: whom.map((person) => {
      const as = holdings.map((role) => [
        role,
        sorted([...ended.values()].flat().filter((state) => holdingsOf(state, person).includes(role))),
      ]);
      return [
        person,
        sorted(open.filter((state) => holdingsOf(state, person).length > 0)),
        Object.fromEntries(as.filter(([, ids]) => ids!.length > 0)),
      ];
    }),
    due: sorted(rounds),
    rounds: rounds.sort((one, other) => (one.id < other.id ? -1 : 1)),
    work: sorted(
      summaries
        .filter(
          ({ summary: { duties, due, round, stage, answering } }) =>
            duties.some(({ what }) => !ofTheCoordinator.includes(what)) &&
            (round ?? (stage === "draft" && !answering ? (due.draft ?? due.review ?? due.final) : due.final)),
        )
        .map(({ summary }) => summary),
    ),
  };
}

/** What comes between two commands; `at` times a commit of it goes through before the process dies. */
type Between = { what: "nothing" | "spread" | "relist" | "move" | "crowd" | "leave"; at: number; who: number };
/** Whether a command is committed by a release of before, which knows one list alone. */
type Step = Attempt & { id: "note" | "synthese"; old: boolean; between: Between };

const between: fc.Arbitrary<Between> = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Between["what"]>("nothing") },
    { weight: 3, arbitrary: fc.constantFrom<Between["what"]>("spread", "relist", "crowd", "leave") },
    { weight: 1, arbitrary: fc.constant<Between["what"]>("move") },
  ),
  at: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 4 })),
  who: fc.nat({ max: few + 10 }),
});

/** Histories of two deliverables, step by step in turn. */
const steps: fc.Arbitrary<Step[]> = fc
  .tuple(
    histories,
    histories,
    fc.array(fc.record({ old: fc.integer({ min: 0, max: 12 }), between }), { minLength: 30 }),
  )
  .map(([one, other, how]) => {
    const all = [one, other].flatMap((history, at) =>
      history.map((each, index) => ({ ...each, id: at === 0 ? ("note" as const) : ("synthese" as const), index })),
    );
    const inTurn = all.sort((a, b) => a.index - b.index);
    return inTurn.map(({ index: _, ...each }, at) => {
      const { old, between } = how[at % how.length]!;
      return { ...each, old: old === 0, between };
    });
  });

/** A store whose process dies after some commits. */
function dying(store: Store, left: number): Store {
  let commits = left;
  const commit = async (writes: Write[]) => {
    if (commits-- <= 0) throw new Refusal("store-unreachable");
    return store.commit(writes);
  };
  return { ...store, commit };
}

const unlessDead = async (act: Promise<unknown>) => {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "store-unreachable")) throw error;
  }
};

/** Commits what a command does, as this release or one of before does; nothing where it is refused. */
async function issued(store: Store, { id, old, command: make }: Step, now: number): Promise<void> {
  const loaded = await loadState(store, id);
  const command = make(loaded?.state, now);
  const decision = decide(loaded?.state, command.type === "create" ? { ...command, id } : command, now);
  if ("refused" in decision || decision.events.length === 0) return;
  const { state, events } = appendEvents(evolve, loaded?.state, decision.events, command.by, now);
  const writes = deliverableWrites(state as State, events as Event[], loaded?.version ?? 0, loaded?.state);
  // those of before take nothing back: they do not bring what ended back among what is open
  const isOfBefore = old && command.type !== "undo";
  await store.commit(isOfBefore ? asBefore(state as State, events as Event[], writes) : writes);
}

/** What a release of before writes: the state, its events, and the one list that it had. */
function asBefore(state: State, events: readonly Event[], writes: readonly Write[]): Write[] {
  const own = [stateKey(state.id), ...events.map(({ seq }) => eventKey(state.id, seq))];
  const kept = writes.filter(
    (write) => "put" in write && own.some(({ pk, sk }) => pk === write.put.pk && sk === write.put.sk),
  );
  const { schema: _, duties: __, given: ___, invited: ____, ...summary } = summarize(state, events.at(-1)!.at);
  return [...kept, { put: { ...formerKey(state.id), data: JSON.parse(JSON.stringify(summary)) as Json } }];
}

/** A crowd is named, or one of them leaves, by a command like any other. */
function crowded({ what, who }: Between): Attempt["command"] | undefined {
  if (what === "crowd")
    return () => ({ ...s.amend({ reviewers: ["r1", ...crowd.slice(0, who)], funders: crowd.slice(who) }) }) as never;
  if (what === "leave") return () => ({ type: "endAccess", by: s.coordinator, person: everyone[who]! });
  return undefined;
}

async function moved(world: World): Promise<World> {
  const archive = await Array.fromAsync(exportNetwork(world));
  const there = openWorld();
  await importNetwork(there, async function* () {
    yield* archive;
  });
  world.store.close();
  return there;
}

/** Lists say what states say. */
async function expectTold(store: Store, whom: readonly string[]): Promise<void> {
  expect(await told(store, whom)).toEqual(scanned(await states(store), whom));
}

test("lists say of each person what going through all states says, whatever crashes, comes late, or moves", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      let world = openWorld();
      let now = s.now;
      for (const [index, step] of history.entries()) {
        const { between, wait } = step;
        now += wait * hour;
        await issued(world.store, step, now);
        const more = crowded(between);
        if (more) await issued(world.store, { ...step, command: more, old: false }, now);
        if (between.what === "spread") await unlessDead(spreadHeld(dying(world.store, between.at)));
        if (between.what === "relist") await unlessDead(relistSome(dying(world.store, between.at), 1));
        if (between.what === "move" && index % 20 === 0) world = await moved(world);
        const former = await world.store.query("DELIVERABLES");
        if (former.rows.length > 0 || index % 7 > 0) continue;
        const whom = [everyone[index % everyone.length]!, "r1", "lecteur-1"];
        await expectTold(world.store, whom);
      }
      while (!(await relistSome(world.store, 1)));
      while (!(await spreadHeld(world.store)));
      await expectTold(world.store, everyone);
      // a release of before that goes on beside this one may leave rows that lead nowhere
      if (history.some(({ old }) => old)) await mendLists(world.store);
      const all = await states(world.store);
      expect(await told(world.store, everyone)).toEqual(scanned(all, everyone));
      expect(await Array.fromAsync(listFlaws(world.store))).toEqual([]);
      const keys = async () => {
        const lists = /^(OPEN|ENDED#|HELD|DUE|OF[# ]|SEMINARS|DELIVERABLES)/;
        return (await Array.fromAsync(world.store.all(), ({ pk, sk }) => `${pk} / ${sk}`)).filter((key) =>
          lists.test(key),
        );
      };
      const borne = all.flatMap((state) => listedAs(state, "").map(({ pk, sk }) => `${pk} / ${sk}`));
      expect((await keys()).sort()).toEqual(borne.filter((key) => !key.startsWith("ENDED /")).sort());
      expect(all.flatMap(everyoneIn).filter((person) => !everyone.includes(person))).toEqual([]);
      world.store.close();
    }),
    // the first that fails is shown as it is: shrinking takes long
    { numRuns: tries(4, 400), endOnFailure: true },
  );
});

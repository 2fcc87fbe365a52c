import fc from "fast-check";
import { expect, test } from "vitest";
import { appendEvents, brokenAt } from "../../shared/chain/append.ts";
import { hashOf, plain } from "../../shared/chain/hash.ts";
import { decide } from "../../shared/deliverable/decide.ts";
import type { Event } from "../../shared/deliverable/event.ts";
import { evolve } from "../../shared/deliverable/evolve.ts";
import { owed } from "../../shared/deliverable/owed.ts";
import { everyoneIn, hasEnded } from "../../shared/deliverable/place.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { tries } from "../long.ts";
import { type Attempt, histories, hour } from "./histories.ts";
import { act, emptyModel, happened as happenedIn, type Model } from "./model.ts";
import { demands, now } from "./scenario.ts";

const runs = { numRuns: tries(60, 1_000) };
/** The histories that the model is held against. */
const many = { numRuns: tries(300, 10_000) };
type Step = { before?: State; state?: State; events: Event[] };

/** Lives a history, beside the model; `look` sees each step. */
function live(history: readonly Attempt[], look: (step: Step, model: Model) => void): Event[] {
  const model = emptyModel(demands);
  const events: Event[] = [];
  let state: State | undefined;
  let instant = now;
  for (const { wait, command: make } of history) {
    instant += wait * hour;
    const command = make(state, instant);
    const decision = decide(state, command, instant);
    const { acts: _, ...then } = model;
    const modelBefore = structuredClone(then) as Model;
    act(model, command, instant);
    const before = state;
    const happened =
      "events" in decision && decision.events.length > 0
        ? appendEvents(evolve, state, decision.events, command.by, instant)
        : undefined;
    state = happened?.state ?? state;
    events.push(...(happened?.events ?? []));
    const types = (happened?.events ?? []).map(({ type }) => type);
    happenedIn(model, modelBefore, command, types, instant);
    look({ before, state, events: happened?.events ?? [] } as Step, model);
  }
  return events;
}

/** Runs `look` at each step of many histories. */
function check(
  look: (step: Step, model: Model) => void,
  then: (events: Event[]) => void = () => undefined,
  times = runs,
): void {
  fc.assert(
    fc.property(histories, (history) => then(live(history, look))),
    times,
  );
}

/** A plan's parts as the model names a version: by the content of its one part. */
function contentOf(state: State, version: string | undefined): string | undefined {
  return state.versions.find(({ hash }) => hash === version)?.manifest.parts[0]?.tree;
}

/** What a state tells of all that the model tells too. */
function toldBy(state: State) {
  const round = state.rounds.at(-1);
  return {
    stage: state.stage,
    draft: contentOf(state, state.versions.at(-1)?.hash),
    authors: state.authors,
    reviewers: state.reviewers,
    quorum: state.quorum,
    outputs: (state.final?.outputs.length ?? 0) > 0,
    downloads: Object.fromEntries(
      (state.downloads ?? []).map(({ by, share = by, what, day }) => [`${share} ${what}`, day]),
    ),
    shares: Object.fromEntries(
      (state.shares ?? []).map(({ id, ended, expires }) => [id, ended ? "ended" : Date.parse(expires)]),
    ),
    ended: everyoneIn(state)
      .filter((person) => hasEnded(state, person))
      .sort(),
    round: round && {
      number: round.number,
      version: contentOf(state, round.version),
      deadline: round.deadline,
      overdue: round.overdue,
      quorum: round.rule.quorum,
      delegations: round.delegations.map(({ from, status }) => ({ from, status })),
      open: round.closed === undefined,
      outcome: round.outcome,
      votes: Object.fromEntries(
        round.decisions.map(({ reviewer, choice, reported }) => [reviewer, { choice, own: !reported }]),
      ),
      remarks: round.contributions,
    },
  };
}

function toldByModel(model: Model): ReturnType<typeof toldBy> {
  const { stage, draft, authors, reviewers, quorum, outputs, round, votes, remarks, delegations, ended } = model;
  const [downloads, shares] = [Object.fromEntries(model.downloads), Object.fromEntries(model.shares)];
  const { number, version, deadline, overdue, open, outcome } = round;
  return {
    ...{
      stage: stage as State["stage"],
      draft,
      authors,
      reviewers,
      quorum,
      outputs,
      downloads,
      shares,
      ended: [...ended].sort(),
    },
    round:
      number === 0
        ? undefined
        : {
            ...{ number, version, overdue, open, outcome, quorum: round.quorum },
            delegations: [...delegations.values()],
            deadline: new Date(deadline).toISOString(),
            votes: Object.fromEntries(votes),
            remarks: Object.fromEntries(remarks.get(number) ?? []),
          },
  };
}

test("every history goes as the model tells it", () => {
  check(
    ({ state }, model) => {
      if (state) expect(toldBy(state)).toEqual(toldByModel(model));
      else expect(model).toEqual(emptyModel(demands));
    },
    undefined,
    many,
  );
});

const next: Record<string, readonly string[]> = {
  none: ["draft"],
  draft: ["review", "withdrawn"],
  review: ["draft", "final", "withdrawn"],
  final: ["withdrawn"],
  withdrawn: [],
};

test("no stage is skipped, and a finished final stays one until it is withdrawn, but for what is taken back", () => {
  check(({ before, state, events }) => {
    const [from, to] = [before?.stage ?? "none", state?.stage ?? "none"];
    if (events.at(-1)?.type === "undone") return;
    if (from !== to) expect(next[from]).toContain(to);
    if (before?.final?.outputs.length) {
      expect(["final", "withdrawn"]).toContain(to);
      expect(state?.final?.outputs).toEqual(before.final.outputs);
    }
  });
});

test("every decision is for the version of its round, made while it was open, once, and none is lost", () => {
  check(
    () => undefined,
    (events) => {
      const rounds = new Map<number, { version: string; open: boolean }>();
      let then: State | undefined;
      const submissions = new Set<string>();
      for (const event of events) {
        if (event.type === "roundOpened") rounds.set(event.data.round, { version: event.data.version, open: true });
        if (event.type === "roundClosed") rounds.get(event.data.round)!.open = false;
        if (event.type === "withdrawn") for (const round of rounds.values()) round.open = false;
        then = evolve(then, event);
        if (event.type === "undone" && then.stage === "review") rounds.get(then.rounds.at(-1)!.number)!.open = true;
        if (event.type !== "decided") continue;
        expect(rounds.get(event.data.round)).toEqual({ version: event.data.version, open: true });
        expect(submissions).not.toContain(event.data.submission);
        submissions.add(event.data.submission);
      }
      const state = events.reduce<State | undefined>(evolve, undefined)!;
      const kept = state.rounds.flatMap(({ decisions }) => decisions);
      const oldest = state.rounds[0]?.number ?? 0;
      const made = events.filter((event) => event.type === "decided" && event.data.round >= oldest);
      expect(kept).toHaveLength(made.length);
    },
  );
});

test("the state is what the events make of nothing, as JSON, and the chain holds", () => {
  let state: State | undefined;
  check(
    (step) => {
      state = step.state;
    },
    (events) => {
      expect(plain(state!)).toStrictEqual(state);
      expect(events.reduce<State | undefined>(evolve, undefined)).toStrictEqual(state);
      expect(JSON.parse(JSON.stringify(events)).reduce(evolve, undefined)).toStrictEqual(state);
      expect(brokenAt(events)).toBeUndefined();
      expect(hashOf(events.at(-1)!)).toBe(state!.head);
      expect(state!.seq).toBe(events.length);
    },
  );
});

test("what was done is done: a command issued again does nothing more", () => {
  const once = new Set([
    "requestUpload",
    "makeDraft",
    "acceptDraft",
    "refuseDraft",
    "decide",
    "report",
    "delegate",
    "settleDelegation",
    "contribute",
    "applyCorrections",
    "noteMeeting",
    "remind",
    "outputsReady",
    "download",
    "share",
    "endShare",
    "downloadShared",
    "moveDeadline",
    "endAccess",
    "restoreAccess",
    "undo",
  ]);
  fc.assert(
    fc.property(histories, (history) => {
      let state: State | undefined;
      let instant = now;
      for (const { wait, command: make } of history) {
        instant += wait * hour;
        const command = make(state, instant);
        const decision = decide(state, command, instant);
        if ("refused" in decision || decision.events.length === 0) continue;
        state = appendEvents(evolve, state, decision.events, command.by, instant).state;
        const again = decide(state, command, instant);
        // an outcome given again with a reason is given again: the last word counts
        if (command.type === "dispose") continue;
        if (once.has(command.type)) expect(again).toEqual({ events: [] });
        else if ("events" in again) expect(again.events).toEqual([]);
      }
    }),
    runs,
  );
});

test("what is taken back is as if it had not been: but for its place in the chain, the state is the one before", () => {
  let [done, undone] = [0, 0];
  check(
    ({ before, state, events }) => {
      const last = events.at(-1);
      if (last?.type === "undone") undone++;
      if (!before || last?.seq !== state?.undoable?.at(-1)?.of || last === undefined) return;
      done++;
      expect(events).toHaveLength(1);
      const at = Date.parse(last.at);
      const by = { person: last.by, coordinator: false };
      const decision = decide(state, { type: "undo", by, of: last.seq }, at);
      if ("refused" in decision) throw new Error(decision.refused.code);
      const back = appendEvents(evolve, state, decision.events, by, at).state;
      const {
        undone: of,
        undoable,
        ...rest
      } = { ...back, ...{ seq: before.seq, head: before.head, places: before.places } };
      expect(of).toBe(last.seq);
      const { undone: _, undoable: acts = [], ...was } = before;
      expect(rest).toStrictEqual(was);
      // a state keeps the last twenty acts
      expect(undoable ?? []).toStrictEqual(acts.slice(-19));
    },
    undefined,
    many,
  );
  expect(Math.min(done, undone)).toBeGreaterThan(50);
});

test("every job has its own name (but redlines, named by what they compare), and an event changed anywhere breaks the chain", () => {
  const jobs: string[] = [];
  fc.assert(
    fc.property(histories, fc.nat(), (history, place) => {
      jobs.length = 0;
      const events = live(history, ({ before, state, events: happened }) => {
        const owing = owed(state!, happened, before).filter(({ type }) => type !== "redline");
        jobs.push(...owing.map(({ id }) => id));
      });
      expect(new Set(jobs).size).toBe(jobs.length);
      const index = place % events.length;
      const forged = events.with(index, { ...events[index]!, at: "2008-01-01T00:00:00.000Z" });
      const head = hashOf(forged.at(-1)!);
      expect(brokenAt(forged) ?? (head === hashOf(events.at(-1)!) ? undefined : "head")).toBeDefined();
    }),
    runs,
  );
});

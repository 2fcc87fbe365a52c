import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dynamoStore } from "../../shared/adapters/aws/store.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { Command } from "../../shared/deliverable/command.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { Ports, Store } from "../../shared/ports.ts";
import { deliverables, loadState, rebuild } from "../../shared/stored/deliverable.ts";
import { createTable, type Dynoxide, dynoxideMissing, startDynoxide } from "../contract/dynoxide.ts";
import * as s from "../deliverable/scenario.ts";
import { openWorld } from "../world.ts";

const id = "interculturalite";
type World = Pick<Ports, "store" | "clock" | "ids">;

async function stateOf(store: Store): Promise<State> {
  return (await loadState(store, id))!.state;
}

const commandOf = (move: s.Move, state: State): Command => (typeof move === "function" ? move(state) : move);

/** What one who asked is told: the types of the events, or the code of the refusal. */
function told(result: PromiseSettledResult<{ events: { type: string }[] }>): string {
  return result.status === "rejected" ? result.reason.code : result.value.events.map(({ type }) => type).join("+");
}

const approve = s.verdict(s.reviewer, "approve", { submission: "premier" });
const refuse = s.verdict(s.reviewer, "requestChanges", { submission: "second" });
const asked: s.Move[] = [...s.drafted, s.upload("u2")];
const integrated = s.toConfirm.slice(0, -3);

/** Two things at once, both decided on the same state, and what the two who asked may be told. */
const races: [string, readonly s.Move[], s.Move, s.Move, string[]][] = [
  ["two decisions of one reviewer: both are kept, the last counts", s.inReview, approve, refuse, ["decided, decided"]],
  [
    "a decision and another of another reviewer that completes the rule",
    s.inReview,
    approve,
    s.verdict(s.second, "approve"),
    ["decided, decided"],
  ],
  [
    "a submission and a new file: the round is on the file, or the file comes too late",
    asked,
    s.submit(),
    s.accept("u2", "autre"),
    ["roundOpened, draftRefused", "version-replaced, draftAccepted"],
  ],
  [
    "a decision and the closing: it counts, or the reviewer is told",
    [...s.inReview, s.verdict(s.second, "approve")],
    approve,
    s.close(true),
    ["decided, roundClosed", "round-closed, roundClosed"],
  ],
  [
    "a decision and a reviewer who is taken off: who decided stays",
    s.inReview,
    approve,
    s.amend({ reviewers: ["relecture-epi", "odti"] }),
    ["decided, reviewer-decided", "not-reviewer, amended"],
  ],
  [
    "a decision of one's own and one that is reported: never the other in its place",
    s.inReview,
    approve,
    s.reported("requestChanges"),
    ["decided, decision-given", "decided, decided"],
  ],
  [
    "a decision and the handing over of it",
    [...s.inReview, s.handOver()],
    approve,
    s.settle("odti"),
    ["decided, delegation-settled", "not-reviewer, delegated"],
  ],
  [
    "remarks and the closing",
    s.inReview,
    s.offer("c1"),
    s.close(true),
    ["contributed, roundClosed", "round-closed, roundClosed"],
  ],
  [
    "a last outcome changed and the confirming round",
    [...integrated, s.dispose("c1"), s.upload("u2"), s.accept("u2")],
    s.dispose("c1", "declined"),
    s.confirm(),
    ["disposed, roundOpened"],
  ],
  [
    "two closings",
    s.inReview,
    { type: "closeRound", by: s.coordinator, round: 1, unresolved: true },
    { type: "closeRound", by: s.coordinator, round: 1, unresolved: true },
    ["roundClosed, round-closed", "round-closed, roundClosed"],
  ],
];

function suite(name: string, open: () => Promise<World>): void {
  test.each(races)(`${name}: %s`, async (_, given, first, second, allowed) => {
    for (const swapped of [false, true]) {
      const world = await open();
      for (const move of given)
        await issue(deliverables, world, id, commandOf(move, (await loadState(world.store, id))?.state as State));
      const seen = await stateOf(world.store);
      const commands = [first, second].map((move) => commandOf(move, seen));
      const run = swapped ? commands.toReversed() : commands;
      const results = await Promise.allSettled(run.map((command) => issue(deliverables, world, id, command)));
      const answers = (swapped ? results.toReversed() : results).map(told);
      expect(allowed).toContain(answers.join(", "));
      expect(await rebuild(world.store, id)).toEqual(await stateOf(world.store));
    }
  });
}

suite("SQLite", async () => openWorld());

describe.skipIf(dynoxideMissing)(`DynamoDB${dynoxideMissing ? `: not run, ${dynoxideMissing}` : ""}`, () => {
  let dynoxide: Dynoxide;
  let tables = 0;
  beforeAll(async () => {
    dynoxide = await startDynoxide();
  });
  afterAll(() => dynoxide?.stop());

  suite("DynamoDB", async () => {
    const table = `races-${++tables}`;
    await createTable(dynoxide, table);
    const { clock, ids } = openWorld();
    return { store: dynamoStore(dynoxide.client, table, clock), clock, ids };
  });
});

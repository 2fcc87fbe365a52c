import { beforeEach, describe, expect, test } from "vitest";
import { issueMeeting, noteInDeliverables } from "../../shared/acts/meetings.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { Sitting } from "../../shared/deliverable/state.ts";
import type { MeetingPlan } from "../../shared/meeting/state.ts";
import { deliverables, loadState, rebuild } from "../../shared/stored/deliverable.ts";
import { meetings } from "../../shared/stored/meeting.ts";
import type { Move } from "../deliverable/scenario.ts";
import * as s from "../deliverable/scenario.ts";
import { ask, record } from "../meeting/sample.ts";
import { openWorld, type World } from "../world.ts";

const id = "interculturalite";
const plan: MeetingPlan = {
  ...{ kind: "network", title: "", actions: ["2008/interculturalite"], organiser: "coordination" },
  ...{ date: "2008-03-20", place: "Paris", invited: ["invitée", "direction-oriv"] },
  agenda: [{ id: "note", what: "version", deliverable: id }],
};

let world: World;
beforeEach(() => {
  world = openWorld();
});

const stateOf = async () => (await loadState(world.store, id))!.state;
const discussed = async (): Promise<Sitting | undefined> => (await stateOf()).meetings[0];
const meet = (command: Parameters<typeof ask>[0]) => issueMeeting(world, "mars", ask(command));
const planned = (said: Partial<MeetingPlan> = {}) => meet({ type: "plan", id: "mars", ...plan, ...said });
const change = (said: Partial<MeetingPlan>) => meet({ type: "change", ...plan, ...said });

async function play(...moves: readonly Move[]): Promise<void> {
  for (const move of moves) {
    const state = (await loadState(world.store, id))?.state;
    await issue(deliverables, world, id, typeof move === "function" ? move(state!) : move);
  }
}

describe("a document on the agenda of a meeting", () => {
  test("knows the meeting from the draft on; the round that opens is discussed there", async () => {
    await play(...s.drafted);
    await planned();
    expect(await discussed()).toMatchObject({ meeting: "mars", stage: "planned", invited: plan.invited });
    expect(await discussed()).not.toHaveProperty("round");
    await play(...s.inReview.slice(s.drafted.length));
    const state = await stateOf();
    expect(await discussed()).toMatchObject({ round: 1, version: state.rounds[0]!.version });
    expect(await rebuild(world.store, id)).toEqual(state);
  });

  test("keeps its meeting when its round closes, and the next round is discussed there", async () => {
    await play(...s.inReview);
    await planned();
    await play(s.close(true));
    expect(await discussed()).toMatchObject({ stage: "planned", round: 1 });
  });

  test("follows what the meeting becomes, and hears nothing twice", async () => {
    await play(...s.inReview);
    await planned();
    await change({ date: "2008-03-27" });
    expect(await discussed()).toMatchObject({ date: "2008-03-27", sequence: 1 });
    await meet({ ...record, today: "2008-03-27" } as never);
    expect(await discussed()).toMatchObject({ stage: "held", present: ["direction-oriv"], outsiders: 3 });
    const { seq } = await stateOf();
    await noteInDeliverables(world, "mars");
    await meet({ type: "addResolution", resolution: { id: "d1", words: "a".repeat(64), person: "direction-oriv" } });
    expect((await stateOf()).seq).toBe(seq);
  });

  test("leaves the meeting with its agenda, and is told by the job where a crash kept it from being told", async () => {
    await play(...s.inReview);
    await planned();
    await issue(meetings, world, "mars", ask({ type: "change", ...plan, agenda: [] }));
    expect(await discussed()).toBeDefined();
    await noteInDeliverables(world, "mars");
    expect(await discussed()).toBeUndefined();
  });

  test("has the version that was chosen, whatever round opens", async () => {
    await play(...s.drafted);
    const version = (await stateOf()).versions.at(-1)!.hash;
    await planned({ agenda: [{ id: "note", what: "version", deliverable: id, version }] });
    await play(...s.inReview.slice(s.drafted.length));
    expect(await discussed()).toMatchObject({ version, pinned: true });
  });

  test("that there is not keeps no meeting from being planned", async () => {
    await planned();
    await expect(stateOf()).rejects.toThrow();
  });
});

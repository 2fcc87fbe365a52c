import { beforeEach, expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import type { Command } from "../../shared/meeting/command.ts";
import type { MeetingPlan } from "../../shared/meeting/state.ts";
import { isOf } from "../../shared/meeting/summary.ts";
import { keptMeetings } from "../../shared/stored/kept-meeting.ts";
import {
  loadMeeting,
  meetings,
  meetingsBefore,
  meetingsNamed,
  meetingsOf,
  meetingYears,
  openResolutionsOf,
  pastMeetings,
  plannedMeetings,
  resolutionsUntil,
} from "../../shared/stored/meeting.ts";
import { ask, record, resolution, seminar } from "../meeting/sample.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
const act = (id: string, command: Command) => issue(meetings, world, id, command);
const plan = (id: string, said: Partial<MeetingPlan> = {}) => act(id, ask({ type: "plan", id, ...seminar, ...said }));
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

/** Two are planned, one is cancelled, one is held and decided two things. */
beforeEach(async () => {
  world = openWorld();
  await plan("septembre", { date: "2008-09-11", until: "2008-09-12", actions: ["2008/veille"] });
  await plan("juin", { date: "2008-06-05", starts: "09:00" });
  await plan("mai", { date: "2008-05-06" });
  await act("mai", ask({ type: "cancel" }));
  await plan("mars", { date: "2008-03-04", invited: [] });
  const later = { ...resolution, id: "d2", person: "org:acse", due: "2008-12-01" };
  await act("mars", { ...record, resolutions: [later, resolution] } as Command);
});

test("what is planned is listed by its day, what was held or cancelled in its year, the last first", async () => {
  expect(ids(await plannedMeetings(world.store))).toEqual(["juin", "septembre"]);
  expect(ids(await pastMeetings(world.store, "2008"))).toEqual(["mai", "mars"]);
  expect(await meetingYears(world.store)).toEqual(["2008"]);
  await act("mai", ask({ type: "change", ...seminar, date: "2008-06-30" }));
  expect(ids(await plannedMeetings(world.store))).toEqual(["juin", "mai", "septembre"]);
  expect(ids(await pastMeetings(world.store, "2008"))).toEqual(["mars"]);
});

test("the meetings of an action are those that are of it now", async () => {
  expect(ids(await meetingsOf(world.store, "2008/veille"))).toEqual(["septembre"]);
  await act("septembre", ask({ type: "attachAction", from: "2008/veille", action: "2009/veille" }, "line"));
  expect(await meetingsOf(world.store, "2008/veille")).toEqual([]);
  expect(ids(await meetingsOf(world.store, "2009/veille"))).toEqual(["septembre"]);
  expect(ids(await meetingsNamed(world.store, ["septembre", "nulle-part"]))).toEqual(["septembre"]);
});

test("what is decided and not done stands in one list, the first due first, until it is closed", async () => {
  expect(ids(await openResolutionsOf(world.store))).toEqual(["d1", "d2"]);
  expect(ids(await openResolutionsOf(world.store, ["org:acse"]))).toEqual(["d2"]);
  expect(ids(await resolutionsUntil(world.store, "2008-09-15"))).toEqual(["d1"]);
  await act("mars", ask({ type: "closeResolution", resolution: "d1", as: "done", on: "2008-09-10" }));
  expect(ids(await openResolutionsOf(world.store))).toEqual(["d2"]);
});

test("a meeting waits to be recorded once its last day has passed", async () => {
  const waiting = async (today: string) => (await meetingsBefore(world.store, today)).map(({ meeting }) => meeting);
  expect(await waiting("2008-06-05")).toEqual([]);
  expect(await waiting("2008-09-12")).toEqual(["juin"]);
  expect(await waiting("2008-09-13")).toEqual(["juin", "septembre"]);
});

test("a meeting is of those who are invited, were there, organise it, or do what it decided", async () => {
  const [held] = await meetingsNamed(world.store, ["mars"]);
  for (const person of ["coordination", "direction-oriv", "org:acse"]) expect(isOf(held!, [person])).toBe(true);
  expect(isOf(held!, ["autre"])).toBe(false);
});

test("each is known to those who go through everything, and listed as it is", async () => {
  expect((await keptMeetings.ids(world.store)).toSorted()).toEqual(["juin", "mai", "mars", "septembre"]);
  for (const id of await keptMeetings.ids(world.store)) {
    const { state } = (await loadMeeting(world.store, id))!;
    expect(await keptMeetings.listed(world.store, state, "")).toBe("as it is");
    expect(await keptMeetings.rebuild(world.store, id)).toEqual(state);
  }
});

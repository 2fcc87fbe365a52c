import fc from "fast-check";
import { expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import { Refusal } from "../../shared/errors.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { exportNetwork } from "../../shared/moving/export.ts";
import { importNetwork } from "../../shared/moving/import.ts";
import type { Store } from "../../shared/ports.ts";
import {
  everyMeeting,
  meetingChain,
  meetings,
  meetingsBefore,
  meetingsOf,
  meetingYears,
  openResolutionsOf,
  pastMeetings,
  plannedMeetings,
} from "../../shared/stored/meeting.ts";
import { addPerson } from "../../shared/stored/person.ts";
import { tries } from "../long.ts";
import { askings } from "../meeting/arbitrary.ts";
import { seminar } from "../meeting/sample.ts";
import { openWorld, type World } from "../world.ts";

/** All that a store says of meetings: their chains, and each list. */
async function told(store: Store) {
  const ids = (await everyMeeting(store)).sort();
  return {
    chains: await Promise.all(ids.map((id) => Array.fromAsync(meetingChain.events(store, id)))),
    states: await Promise.all(ids.map(async (id) => (await meetingChain.load(store, id))!.state)),
    planned: await plannedMeetings(store),
    // a year keeps its list, though its last meeting was planned again
    past: (await Promise.all((await meetingYears(store)).map((year) => pastMeetings(store, year)))).flat(),
    of: await meetingsOf(store, seminar.actions[0]!),
    open: await openResolutionsOf(store),
    due: await meetingsBefore(store, "2100-01-01"),
  };
}

async function imported(from: World): Promise<World> {
  const chunks = await Array.fromAsync(exportNetwork(from));
  const world = openWorld();
  await importNetwork(world, async function* () {
    yield* chunks;
  });
  return world;
}

test("whatever was asked of meetings, what an export brings elsewhere has their chains whole, and the same lists", async () => {
  const three = fc.tuple(...["m", "n", "o"].map(() => askings(12)));
  await fc.assert(
    fc.asyncProperty(three, async (histories) => {
      const world = openWorld();
      for (const name of ["Direction", "Animation"])
        await addPerson(world, {
          ...{ name, address: `${name}@oriv.example`, organisation: "ORIV", language: "fr", coordinator: false },
        });
      for (const [at, commands] of histories.entries())
        for (const command of commands) {
          const id = ["m", "n", "o"][at]!;
          const own = command.type === "plan" ? { ...command, id } : command;
          await issue(meetings, world, id, own).catch((error) => {
            if (!(error instanceof Refusal)) throw error;
          });
        }
      const before = await told(world.store);
      const after = await imported(world);
      expect(await told(after.store)).toEqual(before);
      for (const state of before.states) expect(await meetingChain.rebuild(after.store, state.id)).toEqual(state);
      // texts and people of these histories are not there: nothing else is wrong
      const flaws = (await checkNetwork(after)).flaws.map(({ code }) => code);
      expect(flaws.filter((code) => code !== "file-missing" && code !== "person-missing")).toEqual([]);
      world.store.close();
      after.store.close();
    }),
    { numRuns: tries(4, 150) },
  );
});

import { cpSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { takeBack } from "../../shared/acts/take-back.ts";
import type { Asker } from "../../shared/chain/event.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { Ports } from "../../shared/ports.ts";
import { loadState, rebuild } from "../../shared/stored/deliverable.ts";
import { listRemarks, remarkRow, saveRemark } from "../../shared/stored/remark.ts";
import { Death, mortal } from "../faults/mortal.ts";
import { as } from "../functions/network.ts";
import { offerAs } from "../functions/offering.ts";
import { openReview } from "../functions/web/under-review.ts";
import { temporaryFolder } from "../temporary.ts";
import { openWorld, type World } from "../world.ts";

/** More than go with one commit. */
const ids = Array.from({ length: 90 }, (_, index) => `remarque-${index + 1}`);

const folder = temporaryFolder();
let instant: number;
let id: string;
let by: Exclude<Asker, "line">;

/** A note under review; its first reviewer has sent ninety remarks, and has written one more since. */
beforeAll(async () => {
  const opened = await openReview(openWorld(folder));
  const { network } = opened;
  ({ id } = opened);
  by = as(network, "first");
  await offerAs(network, "first", id, ...ids.map((each) => ({ id: each, type: "comment" as const, text: `${each}.` })));
  network.world.set(network.world.clock() + 60_000);
  const written = { id: "depuis", type: "comment" as const, text: "Depuis.", round: 1, version: opened.version };
  await saveRemark(network.ports, { deliverable: id, person: by.person }, written);
  instant = network.world.clock();
  network.world.store.close();
});

function copyOf(from: string): World & { folder: string } {
  const copy = temporaryFolder();
  cpSync(from, copy, { recursive: true });
  return reopened(copy);
}

function reopened(from: string): World & { folder: string } {
  const world = openWorld(from);
  world.set(instant);
  return { ...world, folder: from };
}

const stateIn = async ({ store }: Pick<Ports, "store">): Promise<State> => (await loadState(store, id))!.state;

/** Takes back what was sent last, as the page does. */
async function takeBackIn(world: Pick<Ports, "store" | "files" | "clock" | "ids">): Promise<void> {
  const state = await stateIn(world);
  const of = state.undoable?.at(-1)?.of ?? state.undone ?? 0;
  await takeBack(world, state, { by, of }, async () => []);
}

/** What the reviewer has unsent, in its order, how many rows there are, and what the round has. */
async function cameTo(world: World) {
  const state = await stateIn(world);
  expect(await rebuild(world.store, id)).toEqual(state);
  const unsent = await listRemarks(world.store, state, by.person);
  const rows = await Array.fromAsync(remarkRow.rows(world.store, { deliverable: id }));
  const [round] = state.rounds;
  return {
    unsent: unsent.map((each) => each.id),
    said: unsent.map(({ text }) => text).slice(0, 2),
    rows: rows.length,
    batches: round!.batches.length,
    remarks: Object.keys(round!.contributions).length,
  };
}

const unsent = {
  unsent: [...ids, "depuis"],
  said: ["remarque-1.", "remarque-2."],
  ...{ rows: 91, batches: 0, remarks: 0 },
};

test("remarks that are taken back are unsent again, all of them, in their order, before those written since", async () => {
  const world = copyOf(folder);
  expect(await cameTo(world)).toMatchObject({ unsent: ["depuis"], rows: 1, batches: 1, remarks: 90 });
  await takeBackIn(world);
  expect(await cameTo(world)).toEqual(unsent);
  await takeBackIn(world);
  expect(await cameTo(world)).toEqual(unsent);
});

test("what is refused leaves nothing behind", async () => {
  const world = copyOf(folder);
  world.set(instant + 3_600_000);
  await expect(takeBackIn(world)).rejects.toMatchObject({ code: "undo-too-late" });
  expect(await cameTo(world)).toMatchObject({ unsent: ["depuis"], rows: 1, remarks: 90 });
});

test("a process that dies at any call leaves what the same click, once more, ends: nothing is lost, nothing is there twice", async () => {
  const mail = { send: async () => undefined };
  const whole = copyOf(folder);
  const living = mortal({ ...whole, mail }, Number.POSITIVE_INFINITY, "before");
  await takeBackIn({ ...whole, ...living });
  expect(living.calls.filter((call) => call === "store.commit")).toHaveLength(3);
  for (const [call] of living.calls.entries())
    for (const when of ["before", "after"] as const) {
      const world = copyOf(folder);
      const dying = mortal({ ...world, mail }, call, when);
      await expect(takeBackIn({ ...world, ...dying })).rejects.toThrow(Death);
      world.store.close();
      const next = reopened(world.folder);
      await takeBackIn(next);
      expect(await cameTo(next)).toEqual(unsent);
      next.store.close();
    }
});

import { expect, test, vi } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import { erase } from "../../shared/evidence/erase.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { exportNetwork } from "../../shared/moving/export.ts";
import { checkArchive, importNetwork } from "../../shared/moving/import.ts";
import type { FlawCode } from "../../shared/moving/inventory.ts";
import type { Key } from "../../shared/ports.ts";
import { deliverables, loadState } from "../../shared/stored/deliverable.ts";
import { listJobs } from "../../shared/stored/job.ts";
import { partitionsOf } from "../../shared/stored/rows.ts";
import { getText, putText } from "../../shared/stored/text.ts";
import * as s from "../deliverable/scenario.ts";
import { openWorld, type World } from "../world.ts";
import { addDirectory } from "./directory.ts";
import { listedKey, notebooks } from "./notebook.ts";

/** The house with one more line in its table of aggregates: all else here is as it is served. */
vi.mock("../../shared/stored/aggregates.ts", async (original) => {
  const { aggregates } = await original<typeof import("../../shared/stored/aggregates.ts")>();
  return { aggregates: { ...aggregates, notebooks: (await import("./notebook.ts")).notebooks } };
});

const id = "atelier-memoires";
const by = { person: "animation", coordinator: false };

async function write(world: World, text: string, into = id) {
  return issue(notebooks, world, into, { type: "write", id: into, by, text: await putText(world, text) });
}

/** A network with two notebooks and a deliverable. */
async function network(): Promise<World> {
  const world = openWorld();
  await addDirectory(world, by.person);
  await issue(deliverables, world, "ecole", s.create({ id: "ecole", title: "L’école face à la diversité" }));
  await write(world, "Recueillir la mémoire des quartiers");
  await write(world, "Entendre les associations de femmes");
  await write(world, "Inviter les archives départementales", "atelier-archives");
  return world;
}

const exporting = (world: World) => () => exportNetwork(world);
const eventsOf = ({ store }: World) => Array.fromAsync(notebooks.events(store, id));
const rewrite = async ({ store }: World, key: Key, change: (data: object) => object) => {
  const { version: _, ...row } = (await store.get(key))!;
  await store.commit([{ put: { ...row, data: change(row.data as object) as never } }]);
};

test("a second aggregate moves with the network: its events to the byte, its lists made anew, its jobs", async () => {
  const from = await network();
  const to = openWorld();
  const index = await checkArchive(exporting(from));
  expect(index.unknown).toEqual({ count: 0, key: "" });
  await importNetwork(to, exporting(from));
  expect(await eventsOf(to)).toEqual(await eventsOf(from));
  expect((await notebooks.load(to.store, id))?.state).toEqual((await notebooks.load(from.store, id))?.state);
  expect((await to.store.get(listedKey(id)))?.data).toMatchObject({ notes: 2 });
  expect((await loadState(to.store, "ecole"))?.state).toEqual((await loadState(from.store, "ecole"))?.state);
  const idsOf = async ({ store }: World) => (await listJobs(store)).map((job) => job.id);
  expect(await idsOf(to)).toEqual(await idsOf(from));
  expect(await checkNetwork(to)).toMatchObject({ deliverables: 1, notebooks: 2, events: 4, flaws: [] });
  expect(partitionsOf("web")).toContain("NOTEBOOK#*");
});

test("what comes of it during an export is left for the next, its jobs too", async () => {
  const world = await network();
  async function* meanwhile() {
    await write(world, "Une note de plus");
    yield* world.store.all();
  }
  const late = { ...world, store: { ...world.store, all: meanwhile } };
  const archive = await Array.fromAsync(exportNetwork(late));
  const to = openWorld();
  await importNetwork(to, async function* () {
    yield* archive;
  });
  expect((await notebooks.load(to.store, id))?.state.seq).toBe(2);
  const jobs = (await listJobs(to.store)).map((job) => job.id);
  expect(jobs.filter((job) => job.includes(id))).toEqual([`mail/notebook/${id}/1`, `mail/notebook/${id}/2`]);
});

test("one that no list has is exported all the same", async () => {
  const world = await network();
  await world.store.commit([{ delete: listedKey(id) }]);
  const to = openWorld();
  await importNetwork(to, exporting(world));
  expect((await checkNetwork(to)).flaws).toEqual([]);
});

test.each<[string, (world: World) => Promise<void>, FlawCode]>([
  [
    "an event rewritten",
    (world) => rewrite(world, notebooks.eventKey(id, 1), (was) => ({ ...was, at: "2008-03-04T09:00:00.000Z" })),
    "chain-broken",
  ],
  ["an event gone", ({ store }) => store.commit([{ delete: notebooks.eventKey(id, 2) }]), "chain-broken"],
  [
    "a state that says otherwise",
    (world) => rewrite(world, notebooks.stateKey(id), (was) => ({ ...was, notes: [] })),
    "state-differs",
  ],
  ["a list that says otherwise", (world) => rewrite(world, listedKey(id), () => ({ notes: 9 })), "summary-differs"],
  ["no list", ({ store }) => store.commit([{ delete: listedKey(id) }]), "unlisted"],
])("a check finds it with %s", async (_, harm, code) => {
  const world = await network();
  await harm(world);
  const { flaws } = await checkNetwork(world);
  expect(flaws.filter((flaw) => !flaw.code.startsWith("file-"))).toEqual([{ code, where: id }]);
});

test("an archive whose chain of it is broken is refused", async () => {
  const world = await network();
  await world.store.commit([{ delete: notebooks.eventKey(id, 1) }]);
  await expect(importNetwork(openWorld(), exporting(world))).rejects.toMatchObject({
    code: "archive-invalid",
    details: { problem: `the chain of ${id} is broken` },
  });
});

test("two who write at once are both heard: on a conflict it is decided again", async () => {
  const world = await network();
  const texts = await Promise.all([putText(world, "Premier"), putText(world, "Second")]);
  let meanwhile: Promise<unknown> | undefined;
  const commit: World["store"]["commit"] = async (writes) => {
    meanwhile ??= issue(notebooks, world, id, { type: "write", id, by, text: texts[1] });
    await meanwhile;
    await world.store.commit(writes);
  };
  const crowded = { ...world, store: { ...world.store, commit } };
  const { state, events } = await issue(notebooks, crowded, id, { type: "write", id, by, text: texts[0] });
  expect(events).toMatchObject([{ seq: 4 }]);
  expect(state.notes.slice(2)).toEqual([texts[1], texts[0]]);
  expect((await checkNetwork(world)).flaws).toEqual([]);
});

test("what someone said in it is erased at their request, and is not missing", async () => {
  const world = await network();
  const text = (await notebooks.load(world.store, id))!.state.notes[0]!;
  expect(await erase(world, text)).toEqual([`/notebooks/${id}`]);
  expect(await getText(world.files, text)).toBeUndefined();
  expect(await checkNetwork(world)).toMatchObject({ flaws: [], erased: 1 });
});

test("one that was stored in another shape is what its events make today", async () => {
  const world = await network();
  await rewrite(world, notebooks.stateKey(id), ({ head }: { head?: string }) => ({ schema: 1, id, seq: 2, head }));
  expect((await notebooks.load(world.store, id))?.state).toEqual(await notebooks.rebuild(world.store, id));
});

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { hashOf } from "../../shared/chain/hash.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { erase } from "../../shared/evidence/erase.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { exportNetwork } from "../../shared/moving/export.ts";
import { importNetwork } from "../../shared/moving/import.ts";
import type { Flaw, FlawCode } from "../../shared/moving/inventory.ts";
import type { Json, Key } from "../../shared/ports.ts";
import { eventKey, stateKey, summaryKey } from "../../shared/stored/deliverable.ts";
import { latestDossier } from "../../shared/stored/dossier.ts";
import { proofKey, redlineKey } from "../../shared/stored/outputs.ts";
import { type Network, openTestNetwork, stateOf } from "../functions/network.ts";
import { approveNote, produceAll } from "../functions/render/approved.ts";
import { openWorld } from "../world.ts";

let network: Network;
let id: string;
let state: State;
beforeEach(async () => {
  network = await openTestNetwork();
  id = await approveNote(network);
  await produceAll(network, "dossier");
  state = await stateOf(network, id);
});

/** Where the folder has an object. */
function pathOf(key: string): string {
  const name = hashOf(Buffer.from(key));
  return join(network.world.folder, "files", name.slice(0, 2), name);
}

const lose = (key: string) => rmSync(pathOf(key));
const alter = (key: string) => writeFileSync(pathOf(key), readFileSync(pathOf(key)).fill("~", 40, 41));
const cut = (key: string) => writeFileSync(pathOf(key), readFileSync(pathOf(key)).subarray(0, -1));

/** Writes over what a row holds. */
async function rewrite(key: Key, change: (data: never) => object): Promise<void> {
  const row = (await network.ports.store.get(key))!;
  const { version: _, ...rest } = row;
  await network.ports.store.commit([{ put: { ...rest, data: change(row.data as never) as Json } }]);
}

const part = () => state.versions.at(-1)!.manifest.parts[0]!;
const pdf = () => state.final!.outputs.find(({ format }) => format === "pdf")!.key;
const upload = () => Object.keys(state.uploads)[0]!;
const [from, to] = [() => state.rounds[0]!.version, () => state.rounds[1]!.version];

/** What was done to a network at rest, and the one thing that is then said of it, of what. */
type Harm = [what: string, do_: () => unknown, code: FlawCode, where: () => string];
const harms: Harm[] = [
  ["a tree that is gone", () => lose(`trees/${part().tree}.json`), "file-missing", () => `trees/${part().tree}.json`],
  ["one byte of a tree", () => alter(`trees/${part().tree}.json`), "file-damaged", () => `trees/${part().tree}.json`],
  ["a source that is gone", () => lose(`sources/${part().source}`), "file-missing", () => `sources/${part().source}`],
  ["a final that is gone", () => lose(pdf()), "file-missing", pdf],
  ["a final cut short", () => cut(pdf()), "file-damaged", pdf],
  ["a reason that is gone", () => lose(reason()), "file-missing", () => reason()],
  ["remarks with one byte altered", () => alter(batch()), "file-damaged", () => batch()],
  ["a kind that is gone", () => lose(kind()), "file-missing", () => kind()],
  [
    "what a reading noticed",
    () => lose(`readings/${upload()}.json`),
    "file-missing",
    () => `readings/${upload()}.json`,
  ],
  ["a proof cut short", () => cut(proofKey(to(), "pdf")), "file-damaged", () => proofKey(to(), "pdf")],
  ["a proof that is gone", () => lose(proofKey(to(), "docx")), "file-missing", () => proofKey(to(), "docx")],
  ["a comparison cut short", () => cut(redline()), "file-damaged", () => redline()],
  ["a dossier with one byte altered", async () => alter(await dossierKey()), "file-damaged", () => "dossiers/"],
];
const reason = () => `texts/${state.rounds[0]!.decisions[0]!.reason}.json`;
const batch = () => `contributions/${state.rounds[0]!.batches[0]!.file}.json`;
const kind = () => `kinds/${state.rounds[0]!.kind}.json`;
const redline = () => redlineKey(from(), to(), "docx");
const dossierKey = async () => (await latestDossier(network.ports.store, id))!.key;

const check = () => checkNetwork(network.ports);

test("a network at rest is sound, and counted", async () => {
  const { flaws, erased, deliverables, events, files } = await check();
  expect(flaws).toEqual([]);
  expect({ deliverables, events, erased }).toEqual({ deliverables: 1, events: state.seq, erased: 0 });
  expect(files).toBe((await Array.fromAsync(network.ports.files.list(""))).length);
});

test.each(harms)("%s is found, and is the one thing said", async (_, harm, code, where) => {
  await harm();
  expect((await check()).flaws).toEqual([{ code, where: expect.stringContaining(where()), by: expect.any(String) }]);
});

test.each<[string, () => Promise<void>, FlawCode]>([
  [
    "an event that was rewritten",
    () => rewrite(eventKey(id, 3), (event: object) => ({ ...event, at: "2008-03-04T09:00:00.000Z" })),
    "chain-broken",
  ],
  ["an event that is gone", () => network.ports.store.commit([{ delete: eventKey(id, 4) }]), "chain-broken"],
  [
    "the last event that is gone",
    () => network.ports.store.commit([{ delete: eventKey(id, state.seq) }]),
    "chain-broken",
  ],
  [
    "a state that says otherwise",
    () => rewrite(stateKey(id), (was: State) => ({ ...was, quorum: 9 })),
    "state-differs",
  ],
  [
    "a summary that says otherwise",
    () => rewrite(summaryKey(id), (was: object) => ({ ...was, title: "Autre" })),
    "summary-differs",
  ],
  ["a deliverable in no list", () => network.ports.store.commit([{ delete: summaryKey(id) }]), "deliverable-unlisted"],
])("%s is found", async (_, harm, code) => {
  await harm();
  const { flaws } = await check();
  expect(flaws.filter(({ code }) => !code.startsWith("file-"))).toEqual([{ code, where: id }]);
});

test("what was erased at someone's request is counted apart; erased before that was recorded, it can be recorded", async () => {
  const hash = state.rounds[0]!.decisions[0]!.reason!;
  lose(reason());
  expect((await check()).flaws).toHaveLength(1);
  await erase(network.ports, hash);
  await produceAll(network, "dossier");
  expect(await check()).toMatchObject({ flaws: [], erased: 1 });
});

test.each(harms.filter(([what]) => what !== "a dossier with one byte altered"))(
  "an archive of a network with %s says so, is written all the same, and can be imported",
  async (_, harm, code, where) => {
    await harm();
    const lacking: Flaw[] = [];
    const archive = await Array.fromAsync(exportNetwork(network.ports, (flaws) => lacking.push(...flaws)));
    expect(lacking).toMatchObject([{ code, where: expect.stringContaining(where()) }]);
    const moved = openWorld();
    await importNetwork(moved, async function* () {
      yield* archive;
    });
    expect((await checkNetwork(moved)).flaws).toMatchObject([{ where: expect.stringContaining(where()) }]);
  },
);

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sweep } from "../../functions/tick/sweep.ts";
import { todayOf } from "../../functions/tick/today.ts";
import { hashOf } from "../../shared/chain/hash.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { Command } from "../../shared/deliverable/command.ts";
import type { CommandOf } from "../../shared/deliverable/decided.ts";
import type { SourceThing } from "../../shared/deliverable/origins/source.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { erase } from "../../shared/evidence/erase.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { mendLists } from "../../shared/moving/check-lists.ts";
import { exportNetwork } from "../../shared/moving/export.ts";
import { importNetwork } from "../../shared/moving/import.ts";
import type { Flaw, FlawCode } from "../../shared/moving/inventory.ts";
import type { Json, Key } from "../../shared/ports.ts";
import { copyRow } from "../../shared/stored/copy.ts";
import { deliverables, eventKey, stateKey } from "../../shared/stored/deliverable.ts";
import { jobRow } from "../../shared/stored/job.ts";
import { summaryKey } from "../../shared/stored/listing.ts";
import { saveSettings, settingsKey } from "../../shared/stored/network.ts";
import { batchKey, kindKey, prefixOf, readingKey, sourceKey, textKey, treeKey } from "../../shared/stored/objects.ts";
import { proofCopyKey, redlineKey } from "../../shared/stored/outputs.ts";
import { addressRow, foldAddress, listPeople, personRow, removePerson } from "../../shared/stored/person.ts";
import { latestProofArchive } from "../../shared/stored/proof-archive.ts";
import { relistAll } from "../../shared/stored/relisting.ts";
import { putText } from "../../shared/stored/text.ts";
import { as, createNote, deposit, type Network, openTestNetwork, stateOf, submitDraft } from "../functions/network.ts";
import { approveNote, produceAll } from "../functions/render/approved.ts";
import { temporaryFolder } from "../temporary.ts";
import { openWorld } from "../world.ts";

const kept = temporaryFolder();
let sound: Network;
let folder: string;
let network: Network;
let id: string;
let state: State;
beforeAll(async () => {
  sound = await openTestNetwork({}, openWorld(kept));
  await saveSettings(sound.ports, sound.settings);
  id = await approveNote(sound);
  await produceAll(sound, "dossier");
  state = await stateOf(sound, id);
});
/** Each test has the sound network to itself, in a copy of its folder. */
beforeEach(() => {
  folder = temporaryFolder();
  cpSync(kept, folder, { recursive: true });
  const world = { ...openWorld(folder), ids: sound.world.ids };
  network = { ...sound, world, ports: { ...sound.ports, ...world } };
});
afterEach(() => network.world.store.close());

/** Where the folder has an object. */
function pathOf(key: string): string {
  const name = hashOf(Buffer.from(key));
  return join(folder, "files", name.slice(0, 2), name);
}

const lose = (key: string) => rmSync(pathOf(key));
const alter = (key: string) => writeFileSync(pathOf(key), readFileSync(pathOf(key)).fill("~", 40, 41));
const garble = (key: string) => writeFileSync(pathOf(key), "[{");
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
  ["a tree that is gone", () => lose(treeKey(part().tree)), "file-missing", () => treeKey(part().tree)],
  ["one byte of a tree", () => alter(treeKey(part().tree)), "file-damaged", () => treeKey(part().tree)],
  ["a source that is gone", () => lose(sourceKey(part().source)), "file-missing", () => sourceKey(part().source)],
  ["a final that is gone", () => lose(pdf()), "file-missing", pdf],
  ["a final cut short", () => cut(pdf()), "file-damaged", pdf],
  ["a reason that is gone", () => lose(reason()), "file-missing", () => reason()],
  ["remarks with one byte altered", () => alter(batch()), "file-damaged", () => batch()],
  ["a kind that is gone", () => lose(kind()), "file-missing", () => kind()],
  ["what a reading noticed", () => lose(readingKey(upload())), "file-missing", () => readingKey(upload())],
  ["a proof cut short", () => cut(proofCopyKey(to(), "pdf")), "file-damaged", () => proofCopyKey(to(), "pdf")],
  ["a proof that is gone", () => lose(proofCopyKey(to(), "docx")), "file-missing", () => proofCopyKey(to(), "docx")],
  ["a comparison cut short", () => cut(redline()), "file-damaged", () => redline()],
  [
    "the page of a comparison altered",
    () => alter(redlineKey(from(), to(), "html")),
    "file-damaged",
    () => prefixOf("redlines"),
  ],
  [
    "the page of a comparison",
    () => lose(redlineKey(from(), to(), "html")),
    "file-missing",
    () => prefixOf("redlines"),
  ],
  ["what is known of proofs", () => lose(proofCopyKey(to(), "json")), "file-missing", () => proofCopyKey(to(), "json")],
  [
    "proofs told unreadably",
    () => garble(proofCopyKey(to(), "json")),
    "file-damaged",
    () => proofCopyKey(to(), "json"),
  ],
  ["a comparison told unreadably", () => garble(facts()), "file-damaged", () => facts()],
  ["a reading told unreadably", () => garble(readingKey(upload())), "file-damaged", () => prefixOf("readings")],
  [
    "a dossier with one byte altered",
    async () => alter(await archiveKey()),
    "file-damaged",
    () => prefixOf("dossiers"),
  ],
];
const reason = () => textKey(state.rounds[0]!.decisions[0]!.reason!);
const batch = () => batchKey(state.rounds[0]!.batches[0]!.file);
const kind = () => kindKey(state.rounds[0]!.kind!);
const facts = () => redlineKey(from(), to(), "json");
const redline = () => redlineKey(from(), to(), "docx");
const archiveKey = async () => (await latestProofArchive(network.ports.store, id))!.key;

const check = () => checkNetwork(network.ports);

test("a network at rest is sound, and counted", async () => {
  const { flaws, erased, deliverables, events, files } = await check();
  expect(flaws).toEqual([]);
  const rows = await Array.fromAsync(network.ports.store.all());
  const stored = rows.filter(({ sk }) => sk.startsWith("event#")).length;
  expect({ deliverables, events, erased }).toEqual({ deliverables: 1, events: stored, erased: 0 });
  // those of its meeting besides
  expect(stored).toBeGreaterThan(state.seq);
  expect(files).toBe((await Array.fromAsync(network.ports.files.list(""))).length);
});

test.each(harms)("%s is the one flaw that a check reports", async (_, harm, code, where) => {
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
    async () => rewrite(summaryKey(await stateOf(network, id)), (was: object) => ({ ...was, title: "Autre" })),
    "summary-differs",
  ],
  [
    "a deliverable in no list",
    async () => network.ports.store.commit([{ delete: summaryKey(await stateOf(network, id)) }]),
    "unlisted",
  ],
])("%s is found", async (_, harm, code) => {
  await harm();
  const { flaws } = await check();
  expect(flaws.filter(({ code }) => !code.startsWith("file-"))).toEqual([{ code, where: id }]);
});

/** What another document, "suite", comes from, which is not there; and what is then said to be missing. */
test.each<[string, Partial<CommandOf<"create">>, Command | undefined, string]>([
  [
    "a document that one derives from",
    { derivesFrom: { deliverable: "absent", version: "v" } },
    undefined,
    "DELIVERABLE#absent",
  ],
  [
    "a document that one translates",
    {
      translates: { deliverable: "absent", language: "en", from: { version: "v", dated: "2008-02-04T09:00:00.000Z" } },
    },
    undefined,
    "DELIVERABLE#absent",
  ],
  [
    "a document that one draws on",
    {},
    drawing({ what: "version", deliverable: "absent", version: "v", dated: "2008-02-04" }),
    "DELIVERABLE#absent",
  ],
  [
    "a meeting that one draws on",
    {},
    drawing({ what: "meeting", meeting: "absente", dated: "2008-02-04" }),
    "MEETING#absente",
  ],
])("%s and that is not there is the one flaw that a check reports", async (_, plan, then, where) => {
  const by = as(network, "coordinator");
  const create = { type: "create", by, id: "suite", kind: "plain", title: "Suite", action: "Suite", language: "fr" };
  const parts = [{ id: "part-1", title: "" }];
  const nobody = { authors: [network.people.author.id], reviewers: [], funders: [], quorum: 1, due: {}, parts };
  await issue(deliverables, network.ports, "suite", { ...create, ...nobody, ...plan } as Command);
  if (then) await issue(deliverables, network.ports, "suite", { ...then, by } as Command);
  expect((await check()).flaws).toEqual([{ code: "source-missing", where, by: "suite" }]);
});

function drawing(thing: SourceThing): Command {
  const by = { person: "", coordinator: true };
  return { type: "addSource", by, source: { id: "s1", title: "Une source", ...thing } };
}

const reviewer = () => network.people.first;
const placeOf = () => addressRow.key({ address: foldAddress(reviewer().address) });
const take = (...keys: Key[]) => network.ports.store.commit(keys.map((key) => ({ delete: key })));

/** What was done to the directory or the settings, and all that is then said of it. */
test.each<[string, () => Promise<unknown>, () => Flaw[]]>([
  [
    "a person whom events name and who is gone, with their address",
    () => take(personRow.key(reviewer()), placeOf()),
    () => [{ code: "person-missing", where: `PEOPLE / ${reviewer().id}`, by: `DELIVERABLE#${id}` }],
  ],
  [
    "a person who is gone, whose address is left",
    () => take(personRow.key(network.people.stranger)),
    () => [
      {
        code: "address-leads-nowhere",
        where: "EMAIL#<address> / person",
        by: `PEOPLE / ${network.people.stranger.id}`,
      },
    ],
  ],
  [
    "a present person without their address",
    () => take(placeOf()),
    () => [{ code: "address-missing", where: `PEOPLE / ${reviewer().id}` }],
  ],
  [
    "an address that leads to someone else",
    () => rewrite(placeOf(), () => ({ person: network.people.second.id })),
    () => [
      { code: "address-leads-nowhere", where: "EMAIL#<address> / person", by: `PEOPLE / ${network.people.second.id}` },
      { code: "address-missing", where: `PEOPLE / ${reviewer().id}` },
    ],
  ],
  ["nobody: a network whose settings were never stored, whose defaults hold", () => take(settingsKey), () => []],
  ["nobody: a person who was removed as one should", () => removePerson(network.ports, reviewer().id), () => []],
])("a check and an export find, in the directory, %s", async (_, harm, flaws) => {
  await harm();
  expect((await check()).flaws).toEqual(flaws());
  expect(await lackingOf(network)).toEqual(flaws());
});

test("a network without any of its people, addresses and settings is not sound", async () => {
  const rows = await Array.fromAsync(network.ports.store.all());
  await take(...rows.filter(({ pk }) => /^(?:PEOPLE$|EMAIL#|NETWORK$)/.test(pk)));
  const found = new Set((await check()).flaws.map(({ code }) => code));
  expect(found).toEqual(new Set(["person-missing"]));
});

describe("the rows that lead to a deliverable", () => {
  const pointer = { pk: "DUE", sk: "work#2008-03-20#ailleurs" };
  const rows: [string, () => Promise<void>, FlawCode, string][] = [
    [
      "one that is gone is found",
      async () => network.ports.store.commit([{ delete: await ofFunder() }]),
      "list-lacks",
      "HELD#",
    ],
    [
      "one that leads nowhere is found",
      () => network.ports.store.commit([{ put: { ...pointer, data: { id: "ailleurs" } } }]),
      "list-leads-nowhere",
      "DUE / work#",
    ],
    [
      "one of what is no longer open is found",
      () => network.ports.store.commit([{ put: { pk: "OPEN", sk: id, data: { id } } }]),
      "list-leads-nowhere",
      "OPEN / ",
    ],
  ];
  const ofFunder = async () => {
    const { pk, sk } = (await network.ports.store.query(`HELD#${network.people.funder.id}`)).rows[0]!;
    return { pk, sk };
  };
  test.each(rows)("%s, and mended", async (_, harm, code, where) => {
    await relistAll(network.ports.store);
    expect((await check()).flaws).toEqual([]);
    await harm();
    expect((await check()).flaws).toMatchObject([{ code, where: expect.stringContaining(where) }]);
    expect(await mendLists(network.ports.store)).toBe(1);
    expect((await check()).flaws).toEqual([]);
  });
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

test("an archive of a network whose chain is broken says so", async () => {
  await rewrite(eventKey(id, 3), (event: object) => ({ ...event, at: "2008-03-04T09:00:00.000Z" }));
  expect((await lackingOf(network)).filter(({ code }) => code !== "file-missing")).toEqual([
    { code: "chain-broken", where: id },
  ]);
});

test("an archive holds a deliverable that no list has", async () => {
  const listed = summaryKey(await stateOf(network, id));
  await network.ports.store.commit([{ delete: listed }]);
  const moved = openWorld();
  await importNetwork(moved, exporting(network));
  expect((await checkNetwork(moved)).flaws).toEqual([]);
  expect(await moved.store.get(listed)).toBeDefined();
});

test("what is kept no longer than the settings say is not missing, in the network or where it moves", async () => {
  const { world, ports, settings } = network;
  await deposit(network, await createNote(network), "%PDF-1.4", "note.docx");
  world.set(Date.now() + (settings.keep.readings + 2) * 86_400_000);
  const today = todayOf(ports, settings);
  await sweep(ports, settings, today, { at: "2008-03-03T09:00:00.000Z", steady: "2008-03-03T09:00:00.000Z" });
  const left = await Array.fromAsync(ports.files.list(""));
  expect(left.filter((key) => /^(uploads|readings)\//.test(key))).toEqual([]);
  expect((await check()).flaws).toEqual([]);
  expect(await lackingOf(network)).toEqual([]);
  const moved = openWorld();
  await importNetwork(moved, exporting(network));
  expect((await checkNetwork(moved)).flaws).toEqual([]);
});

test("a document still to be rendered, or a file that never came, is not missing", async () => {
  const other = await createNote(network);
  await deposit(network, other, "%PDF-1.4", "note.docx");
  await deposit(network, other);
  await submitDraft(network, other);
  expect((await check()).flaws).toEqual([]);
});

test("rows that are not what they should be are named, and left out of an archive, which can be imported", async () => {
  const [someone] = await listPeople(network.ports.store);
  const damaged = [
    personRow.key(someone!),
    jobRow.key({ id: "mail/abime" }),
    copyRow.key({ deliverable: id, person: "p", upload: "u" }),
  ];
  await network.ports.store.commit(damaged.map((key) => ({ put: { ...key, data: { id: 7 } } })));
  const flaws = damaged.map(({ pk, sk }) => ({ code: "row-damaged", where: `${pk} / ${sk}` }));
  expect((await check()).flaws).toEqual(expect.arrayContaining(flaws));
  expect(await lackingOf(network)).toEqual(expect.arrayContaining(flaws));
  const moved = openWorld();
  await importNetwork(moved, exporting(network));
  expect((await checkNetwork(moved)).flaws.filter(({ code }) => code === "row-damaged")).toEqual([]);
  expect(await moved.store.get(damaged[0]!)).toBeUndefined();
});

test("an event that is none breaks the chain, and is named", async () => {
  await rewrite(eventKey(id, 3), () => ({}));
  const { flaws } = await check();
  expect(flaws).toContainEqual({ code: "chain-broken", where: id });
  expect(flaws).toContainEqual({ code: "row-damaged", where: `DELIVERABLE#${id} / event#000000003` });
  await expect(lackingOf(network)).rejects.toMatchObject({ code: "row-damaged" });
});

test("a round that was withdrawn with its document leaves nothing missing", async () => {
  const { ports } = network;
  const other = await createNote(network);
  await deposit(network, other);
  await submitDraft(network, other);
  const reason = await putText(ports, "Le projet est abandonné.");
  await issue(deliverables, ports, other, { type: "withdraw", by: as(network, "coordinator"), reason });
  await produceAll(network, "proof");
  expect((await check()).flaws).toEqual([]);
});

test("a setting that cannot be stops neither a check nor an archive", async () => {
  const data = { ...network.settings, timeZone: "Europe/Pariss" };
  await network.ports.store.commit([{ put: { ...settingsKey, data } }]);
  expect((await check()).flaws).toEqual([]);
  expect(await lackingOf(network)).toEqual([]);
});

const exporting =
  ({ ports }: Network, lacking?: (flaws: Flaw[]) => void) =>
  () =>
    exportNetwork(ports, lacking);

async function lackingOf(network: Network): Promise<Flaw[]> {
  const lacking: Flaw[] = [];
  for await (const _ of exporting(network, (flaws) => lacking.push(...flaws))());
  return lacking;
}

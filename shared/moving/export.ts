import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { type Entry, writeTar } from "../archive/tar.ts";
import type { ChainEvent, Chained } from "../chain/event.ts";
import { canonicalJson } from "../chain/hash.ts";
import type { Files, Key, Ports, Row, Store } from "../ports.ts";
import type { AnyKept } from "../stored/chain.ts";
import { jobRow, type StoredJob } from "../stored/job.ts";
import { everyAggregate } from "../stored/rows.ts";
import { isWhole, stateOf } from "./chains.ts";
import { type Directory, holdDirectory } from "./check-people.ts";
import { type Flaw, type Inventory, leftByImport, takeInventory } from "./inventory.ts";
import { namedByEvents, namedByRow } from "./named-files.ts";
import { isApart, isDamaged } from "./rows.ts";

/**
 * A whole network as one file (.tar.gz), to move it between stores or keep it: people, settings, every aggregate with
 * its events as they are, unfinished jobs, and the files. Links, sessions and counters stay behind: links are made anew.
 *
 * | entry           | content                                                                |
 * |-----------------|------------------------------------------------------------------------|
 * | rows/<n>.jsonl  | rows as canonical JSON, one a line; an aggregate's state, then its events  |
 * | files/<sha256>  | the bytes of one or more objects                                       |
 * | files.jsonl     | `{key, sha256}`, one a line                                            |
 * | livrable.json   | `{schema, exported, rows, files}`: comes last, so that a cut is seen   |
 *
 * The network may be at work meanwhile: each aggregate is as it stood at one moment, with the jobs owed by then. A file
 * that is not what its key names is left out, and a row that is not what such a row holds; `lacking` is told, at the end and once, all that is missing, damaged or broken: a
 * chain that is broken is in the archive as it is, which no import takes.
 */
export function exportNetwork(
  ports: Pick<Ports, "store" | "files" | "clock">,
  lacking: (flaws: Flaw[]) => void = () => undefined,
): AsyncIterable<Uint8Array> {
  const tar = writeTar(entries(ports, lacking), Math.floor(ports.clock() / 1000));
  return pipeline(Readable.from(tar), createGzip({ level: 6 }), () => undefined);
}

export type Contents = { schema: 1; exported: string; rows: number; files: number };

/** Bytes of rows in one entry, more or less. */
const pageBytes = 1024 * 1024;

async function* entries(
  { store, files, clock }: Pick<Ports, "store" | "files" | "clock">,
  lacking: (flaws: Flaw[]) => void,
): AsyncGenerator<Entry> {
  const counts = { rows: 0, files: 0 };
  const inventory = takeInventory(files);
  const broken: Flaw[] = [];
  const directory = holdDirectory();
  yield* rowEntries(store, counts, { inventory, directory, broken });
  yield* fileEntries(files, counts, inventory);
  const lost = [...(await directory.close(store)), ...(await inventory.close(store)).flaws];
  const flaws = [...(await leftByImport(store)), ...broken, ...lost];
  if (flaws.length > 0) lacking(flaws);
  const contents: Contents = { schema: 1, exported: new Date(clock()).toISOString(), ...counts };
  yield { name: "livrable.json", bytes: Buffer.from(canonicalJson(contents)) };
}

/** What an export finds: files and people that are named, chains that are broken. */
type Found = { inventory: Inventory; directory: Directory; broken: Flaw[] };

async function* rowEntries(store: Store, counts: { rows: number }, found: Found): AsyncGenerator<Entry> {
  let lines: string[] = [];
  let bytes = 0;
  let pages = 0;
  const page = (): Entry => {
    const entry = { name: `rows/${String(++pages).padStart(6, "0")}.jsonl`, bytes: Buffer.from(lines.join("")) };
    lines = [];
    bytes = 0;
    return entry;
  };
  for await (const { version: _, ...row } of exportedRows(store, found)) {
    const line = `${canonicalJson(row)}\n`;
    lines.push(line);
    bytes += line.length;
    counts.rows++;
    if (bytes > pageBytes) yield page();
  }
  if (lines.length > 0) yield page();
}

/** What has a history by now, each by its partition, as far as it is exported. */
type States = Map<string, Chained>;

/** Aggregates, then people, settings and whatever else there is, and the jobs last; one that no list has comes among the others. */
async function* exportedRows(store: Store, found: Found): AsyncGenerator<Row> {
  const states: States = new Map();
  for (const aggregate of everyAggregate)
    for (const id of await aggregate.ids(store)) yield* chainRows(store, aggregate, id, { states, found });
  for await (const row of store.all()) {
    found.directory.see(row);
    const aggregate = stateOf(row);
    const id = aggregate?.idOf(row) ?? "";
    if (aggregate && !states.has(row.pk) && (await isUnlisted(store, aggregate, id)))
      yield* chainRows(store, aggregate, id, { states, found });
    if (isApart(row)) continue;
    if (isDamaged(row)) {
      found.broken.push(damagedRow(row));
      continue;
    }
    found.inventory.name(namedByRow(row));
    yield row;
  }
  for await (const row of jobRow.rows(store, {})) {
    if (isDamaged(row)) found.broken.push(damagedRow(row));
    else if (isOwed(jobRow.read(row), states)) yield row;
  }
}

function damagedRow({ pk, sk }: Key): Flaw {
  return { code: "row-damaged", where: `${pk} / ${sk}` };
}

/** Whether one is in no list, which is a fault; one that came since the list was read is in it now. */
async function isUnlisted(store: Store, aggregate: AnyKept, id: string): Promise<boolean> {
  return !(await aggregate.ids(store)).includes(id);
}

/** The state of one of an aggregate, then its events up to that state. */
async function* chainRows(
  store: Store,
  aggregate: AnyKept,
  id: string,
  { states, found }: { states: States; found: Found },
): AsyncGenerator<Row> {
  const row = await store.get(aggregate.stateKey(id));
  if (!row) return;
  const state = aggregate.readState(row);
  states.set(row.pk, state);
  yield row;
  const events: ChainEvent[] = [];
  const last = aggregate.eventKey(id, state.seq).sk;
  for await (const event of aggregate.eventRows(store, id)) {
    if (event.sk > last) break;
    events.push(aggregate.readEvent(event));
    yield event;
  }
  found.inventory.name(namedByEvents(aggregate, row, events));
  found.directory.name(aggregate, row, events);
  if (!isWhole(events, state)) found.broken.push({ code: "chain-broken", where: id });
}

/** Whether all that a job names of what it is about is exported: nothing of it came since. */
function isOwed(job: StoredJob, states: States): boolean {
  return everyAggregate.every((aggregate) => {
    const id = aggregate.idIn(job);
    const state = id === undefined ? undefined : states.get(aggregate.stateKey(id).pk);
    return id === undefined || (state !== undefined && aggregate.knows(state as never, job));
  });
}

/** Each content once, then which keys have it. */
async function* fileEntries(files: Files, counts: { files: number }, inventory: Inventory): AsyncGenerator<Entry> {
  const written = new Set<string>();
  const lines: string[] = [];
  for await (const key of files.list("")) {
    const read = await inventory.read(key);
    if (!read) continue;
    const { bytes, sha256 } = read;
    lines.push(`${canonicalJson({ key, sha256 })}\n`);
    counts.files++;
    if (written.has(sha256)) continue;
    written.add(sha256);
    yield { name: `files/${sha256}`, bytes };
  }
  yield { name: "files.jsonl", bytes: Buffer.from(lines.join("")) };
}

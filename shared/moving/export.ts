import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { type Entry, writeTar } from "../archive/tar.ts";
import { canonicalJson } from "../chain/hash.ts";
import type { Event } from "../deliverable/event.ts";
import type { State } from "../deliverable/state.ts";
import type { Files, Ports, Row, Store } from "../ports.ts";
import { eventKey, stateKey } from "../stored/deliverable.ts";
import type { StoredJob } from "../stored/job.ts";
import { everyId } from "../stored/lists.ts";
import { allOf, fromData } from "../stored/row.ts";
import type { Hash } from "../values.ts";
import { isState, isWhole } from "./chains.ts";
import { type Flaw, type Inventory, leftByImport, takeInventory } from "./inventory.ts";
import { namedByEvents, namedByRow } from "./named-files.ts";
import { isApart } from "./rows.ts";

/**
 * A whole network as one file (.tar.gz), to move it between stores or keep it: people, settings, every deliverable with
 * its events as they are, unfinished jobs, and the files. Links, sessions and counters stay behind: links are made anew.
 *
 * | entry           | content                                                                |
 * |-----------------|------------------------------------------------------------------------|
 * | rows/<n>.jsonl  | rows as canonical JSON, one a line; a deliverable's state, then its events |
 * | files/<sha256>  | the bytes of one or more objects                                       |
 * | files.jsonl     | `{key, sha256}`, one a line                                            |
 * | livrable.json   | `{schema, exported, rows, files}`: comes last, so that a cut is seen   |
 *
 * The network may be at work meanwhile: each deliverable is as it stood at one moment, with the jobs owed by then. A file
 * that is not what its key names is left out; `lacking` is told, at the end and once, all that is missing, damaged or broken: a
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
  yield* rowEntries(store, counts, { inventory, broken });
  yield* fileEntries(files, counts, inventory);
  const flaws = [...(await leftByImport(store)), ...broken, ...(await inventory.close(store)).flaws];
  if (flaws.length > 0) lacking(flaws);
  const contents: Contents = { schema: 1, exported: new Date(clock()).toISOString(), ...counts };
  yield { name: "livrable.json", bytes: Buffer.from(canonicalJson(contents)) };
}

/** What an export finds: files that are named, chains that are broken. */
type Found = { inventory: Inventory; broken: Flaw[] };

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

/** Deliverables, then people, settings and whatever else there is, and the jobs last; one that no list has comes among the others. */
async function* exportedRows(store: Store, found: Found): AsyncGenerator<Row> {
  const states = new Map<string, State>();
  for (const id of await everyId(store)) yield* deliverableRows(store, id, states, found);
  for await (const row of store.all()) {
    if (isState(row) && (await isUnlisted(store, fromData<State>(row).id, states)))
      yield* deliverableRows(store, fromData<State>(row).id, states, found);
    if (isApart(row)) continue;
    found.inventory.name(namedByRow(row));
    yield row;
  }
  for await (const row of allOf(store, "JOBS")) if (isOwed(fromData<StoredJob>(row), states)) yield row;
}

/** Whether a deliverable is in no list, which is a fault; one that came since the list was read is in it now. */
async function isUnlisted(store: Store, id: string, states: ReadonlyMap<string, State>): Promise<boolean> {
  return !states.has(id) && !(await everyId(store)).includes(id);
}

async function* deliverableRows(
  store: Store,
  id: string,
  states: Map<string, State>,
  { inventory, broken }: Found,
): AsyncGenerator<Row> {
  const row = await store.get(stateKey(id));
  if (!row) return;
  const state = fromData<State>(row);
  states.set(id, state);
  yield row;
  const events: Event[] = [];
  for await (const event of allOf(store, row.pk, "event#")) {
    if (event.sk > eventKey(id, state.seq).sk) break;
    events.push(fromData<Event>(event));
    yield event;
  }
  inventory.name(namedByEvents(id, events));
  if (!isWhole(events, state)) broken.push({ code: "chain-broken", where: id });
}

/** Whether all that a job names of its deliverable is exported: nothing of it came since. */
function isOwed(job: StoredJob, states: ReadonlyMap<string, State>): boolean {
  if (job.deliverable === undefined) return true;
  const state = states.get(job.deliverable);
  if (!state) return false;
  const { seq, rounds, versions, uploads, final } = state;
  const hasVersion = (version: Hash) => versions.some(({ hash }) => hash === version);
  return [
    !("seq" in job) || job.seq === undefined || job.seq <= seq,
    !("round" in job) || job.round === undefined || rounds.some(({ number }) => number === job.round),
    !("edition" in job) || final !== undefined,
    !("from" in job) || (hasVersion(job.from) && hasVersion(job.to)),
    job.type !== "ingest" || uploads[job.upload] !== undefined,
  ].every(Boolean);
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

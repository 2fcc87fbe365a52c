import * as z from "zod";
import { Refusal } from "../errors.ts";
import { tidyName } from "../name.ts";
import type { Json, Key, Row, Write } from "../ports.ts";
import { readSettings, type Settings } from "../settings.ts";
import type { AnyKept, Stated } from "../stored/chain.ts";
import { jobRow, movedJob } from "../stored/job.ts";
import { settingsRow } from "../stored/network.ts";
import { type Person, personRow } from "../stored/person.ts";
import { aggregateOf, rowsOf } from "../stored/rows.ts";
import { isWhole } from "./chains.ts";

/** A row in an archive: as in a store, without its count of writes. */
export const archivedRow = z.strictObject({
  pk: z.string().min(1),
  sk: z.string().min(1),
  data: z.custom<Json>((data) => data !== undefined),
  status: z.string().optional(),
  kind: z.string().optional(),
  expires: z.int().optional(),
});
export type ArchivedRow = z.infer<typeof archivedRow>;

/** Rows that stay behind (links and sessions of another place and key, counters), or have their own way. */
export function isApart(key: Key): boolean {
  return rowsOf(key)?.leaves === false;
}

/** Whether this version knows what sort of row it is. */
export function isKnown(key: Key): boolean {
  return rowsOf(key) !== undefined;
}

/** Whether a row is not what such a row holds: damaged, or of a later version. */
export function isDamaged(row: Row): boolean {
  try {
    rowsOf(row)?.read(row);
    return false;
  } catch (error) {
    if (error instanceof Refusal && error.code === "row-damaged") return true;
    throw error;
  }
}

/** One commit of an import, and how many rows of the archive it accounts for. */
export type Move = { writes: Write[]; rows: number };

/** Writes of one commit, and its bytes: well within what a store takes. */
const batchWrites = 80;
const batchBytes = 2 * 1024 * 1024;

/**
 * The commits that bring archived rows into a store, an aggregate's events before its state, which is what they make.
 * Throws an Error where a chain is broken or does not end at its head, and for rows that no export writes.
 */
export async function* writesOf(rows: AsyncIterable<ArchivedRow>): AsyncGenerator<Move> {
  for await (const partition of partitions(rows)) {
    const [first] = partition as [ArchivedRow];
    const aggregate = chainIn(first);
    const writes = aggregate
      ? legibly(first, () => chain(aggregate, partition))
      : partition.map((row) => legibly(row, () => other(row)));
    let counted = partition.length;
    for (const batch of batches(writes)) {
      yield { writes: batch, rows: counted };
      counted = 0;
    }
  }
}

/** What a row's data make. Throws an Error that names the row, where they are not what such a row holds. */
function legibly<T>(row: ArchivedRow, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) throw error;
    throw new Error(`${row.pk} / ${row.sk} does not hold what such a row holds`);
  }
}

/** Bytes of JSON: of one row, as much as every store takes; of a chain, which is checked as a whole. */
const rowBytes = 300 * 1024;
const chainBytes = 32 * 1024 * 1024;

/**
 * Rows that follow each other in one partition: an aggregate's chain, whole and apart from what else it has; of
 * other partitions, as many as a commit takes.
 */
async function* partitions(rows: AsyncIterable<ArchivedRow>): AsyncGenerator<ArchivedRow[]> {
  let partition: ArchivedRow[] = [];
  let bytes = 0;
  for await (const row of rows) {
    const last = partition[0];
    const ended = last && (last.pk !== row.pk || isApart(last) !== isApart(row));
    if (ended || (partition.length === batchWrites && !chainIn(row))) {
      yield partition;
      [partition, bytes] = [[], 0];
    }
    const size = Buffer.byteLength(JSON.stringify(row));
    bytes += size;
    if (size > rowBytes || (chainIn(row) && bytes > chainBytes)) throw new Error(`${row.pk} / ${row.sk} is too large`);
    partition.push(row);
  }
  if (partition.length > 0) yield partition;
}

/** The aggregate of whose chain a row is; undefined: it is of none. */
function chainIn(row: ArchivedRow): AnyKept | undefined {
  return isApart(row) ? aggregateOf(row) : undefined;
}

/** What has a history, from its state (trusted for its head alone) and its events. */
function chain(aggregate: AnyKept, [first, ...rest]: ArchivedRow[]): Write[] {
  const { id, seq, head } = aggregate.readState(first!);
  const events = rest.map(aggregate.readEvent);
  const { pk, sk } = aggregate.stateKey(id);
  const named = events.every((event, index) => rest[index]!.sk === aggregate.eventKey(id, event.seq).sk);
  if (first!.sk !== sk || first!.pk !== pk || !named) throw new Error(`${first!.pk} is out of order`);
  if (!isWhole(events, { id, seq, head })) throw new Error(`the chain of ${id} is broken`);
  const state = events.reduce<Stated | undefined>(aggregate.evolve, undefined)!;
  const [stateWrite, ...others] = aggregate.writes(state, events, 0, undefined);
  return [...others, stateWrite!].map(whateverIsThere);
}

/** An import taken up again writes over what it left. */
function whateverIsThere(write: Write): Write {
  return "put" in write ? { put: write.put } : write;
}

function other(row: ArchivedRow): Write {
  if (jobRow.holds(row)) return job(row);
  if (isApart(row)) throw new Error(`${row.pk} / ${row.sk} is not of an export`);
  rowsOf(row)?.read(row);
  if (settingsRow.holds(row)) return settingsRow.put({}, movedSettings(readSettings(row.data).settings));
  if (personRow.holds(row)) return personRow.put({ id: row.sk }, movedPerson(personRow.read(row)));
  return { put: row as Omit<Row, "version"> };
}

/** A job is at its own key. */
function job(row: ArchivedRow): Write {
  const write = movedJob(jobRow.read(row));
  if (nameOf(write) !== `${row.pk} / ${row.sk}`) throw new Error(`${row.pk} / ${row.sk} holds another job`);
  return write;
}

/** What a write writes, as an archive names it. */
export function nameOf(write: Write): string {
  const { pk, sk } = "put" in write ? write.put : "delete" in write ? write.delete : write.check;
  return `${pk} / ${sk}`;
}

/** With names as they are kept here: no network stays behind for a name that would be refused today. */
function movedPerson(person: Person): Person {
  const { name, organisation, address } = person;
  return { ...person, name: nameOr(name, address), organisation: nameOr(organisation, "") };
}

function movedSettings(settings: Settings): Settings {
  const { sender, network } = settings;
  const named = { ...sender, name: nameOr(sender.name, sender.address) };
  return { ...settings, network: nameOr(network, sender.address), sender: named };
}

/** A name as it is kept, half a character replaced; `instead` where it has none that is seen. */
function nameOr(text: string, instead: string): string {
  return tidyName(text.toWellFormed()) || instead;
}

function* batches(writes: Write[]): Generator<Write[]> {
  let batch: Write[] = [];
  let bytes = 0;
  for (const write of writes) {
    const size = Buffer.byteLength(JSON.stringify(write));
    if (batch.length === batchWrites || bytes + size > batchBytes) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(write);
    bytes += size;
  }
  yield batch;
}

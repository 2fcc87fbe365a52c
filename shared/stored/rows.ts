import type { FunctionName } from "../functions.ts";
import type { Key } from "../ports.ts";
import { aggregates } from "./aggregates.ts";
import { calendarRow } from "./calendar.ts";
import type { AnyKept } from "./chain.ts";
import { copyRow } from "./copy.ts";
import { counterRow } from "./counter.ts";
import type { RowSort } from "./define.ts";
import { demandsRow } from "./demands.ts";
import { mentionsRow, turnRow } from "./digest.ts";
import { erasureRow } from "./erasure.ts";
import { heartbeatRow } from "./heartbeat.ts";
import { jobRow } from "./job.ts";
import { linkRow, listedLinkRow } from "./link.ts";
import { mailingRow } from "./mailing.ts";
import { firstStepsRow, importingRow, settingsRow } from "./network.ts";
import { onceRow } from "./once.ts";
import { belongingRow, organisationNameRow, organisationRow } from "./organisation.ts";
import { addressRow, personRow } from "./person.ts";
import { archiveRow, editionArchiveRow, keyRow } from "./proof-archive.ts";
import { placedRow } from "./relisting.ts";
import { remarkRow } from "./remark.ts";
import { endingRow } from "./revocation.ts";
import { sessionRow } from "./session.ts";
import { sweptRow } from "./swept.ts";

/** All aggregates. */
export const everyAggregate: readonly AnyKept[] = Object.values<AnyKept>(aggregates);

/** The aggregate of whose chain a key is, state or event; undefined: of none. */
export function aggregateOf(key: Key): AnyKept | undefined {
  return everyAggregate.find(({ idOf }) => idOf(key) !== undefined);
}

/** All that the store holds: the rows of aggregates, chains and lists, then all others. `ROWS.md` tells them. */
export const everyRow: readonly RowSort[] = [
  ...everyAggregate.flatMap(({ rows }) => rows),
  ...[archiveRow, editionArchiveRow, jobRow, mailingRow, remarkRow, copyRow],
  ...[organisationRow, organisationNameRow],
  ...[personRow, addressRow, linkRow, listedLinkRow, calendarRow, endingRow, sessionRow],
  ...[mentionsRow, turnRow, onceRow, heartbeatRow, placedRow, demandsRow, belongingRow, counterRow],
  ...[settingsRow, firstStepsRow, keyRow, sweptRow, erasureRow, importingRow],
];

/** All partitions. */
export const everyPartition: string[] = [...new Set(everyRow.map(({ partition }) => partition))];

/** The partitions that a function reads or writes. */
export function partitionsOf(name: FunctionName): string[] {
  const own = everyRow.filter(({ by }) => by.includes(name));
  return [...new Set(own.map(({ partition }) => partition))].sort();
}

/** Which rows a key is of; undefined: none that is known. */
export function rowsOf(key: Key): RowSort | undefined {
  return everyRow.find(({ holds }) => holds(key));
}

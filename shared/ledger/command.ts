import type { Agreement } from "../agreement/state.ts";
import type { Asker } from "../chain/event.ts";
import type { LocalDate } from "../values.ts";
import type { AskedEntry, LedgerName, NewEntry } from "./state.ts";

/**
 * What is known of the agreement when a line is entered; whoever issues the command has the same commit check that it still is so
 * (`provided`, `chain/issue.ts`).
 */
export type Terms = Pick<Agreement, "id" | "stage" | "from" | "until" | "actions" | "terms">;

/** What someone wants of one ledger. `today`: the day it is at the network's place. */
export type Command = { by: Asker } & (
  | ({ type: "enter"; of: Terms; entries: AskedEntry[]; today: LocalDate } & LedgerName)
  /** Undoes an entry by a counter-entry, which has the id `id` and the day of what it undoes. */
  | { type: "undo"; of: Terms; entry: string; id: string; note?: NewEntry["note"] }
  /** By the line: an action that took the place of another. */
  | { type: "attachAction"; from: string; action: string }
);
export type CommandType = Command["type"];

import { isDeepStrictEqual } from "node:util";
import { href } from "../addresses.ts";
import type { Command } from "../ledger/command.ts";
import type { Event } from "../ledger/event.ts";
import { peopleIn, saidIn } from "../ledger/named.ts";
import type { Ledger } from "../ledger/state.ts";
import { summarySchema } from "../ledger/summary.ts";
import type { Row, Store } from "../ports.ts";
import type { EventFile, Kept, Listed } from "./chain.ts";
import { everyLedger, ledgerChain, ledgerRows, ledgers, listedAs } from "./ledger.ts";
import { sourceKey, textKey } from "./objects.ts";

/** Ledgers, for those who go through everything. They leave nothing to do. */
export const keptLedgers: Kept<Ledger, Command, Event> = {
  ...ledgerChain,
  ...ledgers,
  rows: [...ledgerChain.rows, ...ledgerRows],
  ids: everyLedger,
  listed: async (store, state) => {
    const found = await Promise.all(listedAs(state).map((row) => listedRow(store, row)));
    return found.find((each) => each === "nowhere") ?? found.find((each) => each === "otherwise") ?? "as it is";
  },
  files: (_, events) => events.flatMap(filesOf),
  people: peopleIn,
  idIn: () => undefined,
  knows: () => true,
  page: (id) => href("agreementEntries", { agreement: id.split(".")[0]! }),
};

/** How a list has a row that it should have; a summary of another shape is made anew where it is read. */
async function listedRow(store: Store, row: Omit<Row, "version">): Promise<Listed> {
  const found = await store.get(row);
  if (!found) return "nowhere";
  const { schema = summarySchema } = found.data as { schema?: number };
  return schema !== summarySchema || isDeepStrictEqual(found.data, row.data) ? "as it is" : "otherwise";
}

/** Notes, and receipts that were sent as proof. */
function filesOf(event: Event): EventFile[] {
  const { texts, files } = saidIn(event);
  return [
    ...texts.map((ref) => ({ key: textKey(ref), content: { sha256: ref }, said: true as const })),
    ...files.map(({ hash, bytes }) => ({
      key: sourceKey(hash),
      content: { sha256: hash, bytes },
      said: true as const,
    })),
  ];
}

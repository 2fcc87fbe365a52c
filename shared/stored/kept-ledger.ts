import { href } from "../addresses.ts";
import type { Command } from "../ledger/command.ts";
import type { Event } from "../ledger/event.ts";
import { peopleIn, saidIn } from "../ledger/named.ts";
import type { Ledger } from "../ledger/state.ts";
import { summarySchema } from "../ledger/summary.ts";
import type { EventFile, Kept } from "./chain.ts";
import { everyLedger, ledgerChain, ledgerRows, ledgers, listedAs } from "./ledger.ts";
import { listedIn } from "./listed.ts";
import { sourceKey, textKey } from "./objects.ts";

/** Ledgers, for those who go through everything. They leave nothing to do. */
export const keptLedgers: Kept<Ledger, Command, Event> = {
  ...ledgerChain,
  ...ledgers,
  rows: [...ledgerChain.rows, ...ledgerRows],
  ids: everyLedger,
  listed: (store, state) => listedIn(store, listedAs(state), summarySchema),
  files: (_, events) => events.flatMap(filesOf),
  people: peopleIn,
  idIn: () => undefined,
  knows: () => true,
  page: (id) => href("agreementEntries", { agreement: id.split(".")[0]! }),
};

/** Notes, and vouchers that were sent as proof. */
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

import type { AnyKept } from "./chain.ts";
import { keptAgreements } from "./kept-agreement.ts";
import { keptDeliverables } from "./kept-deliverable.ts";
import { keptLedgers } from "./kept-ledger.ts";
import { keptMeetings } from "./kept-meeting.ts";
import { keptProgrammes } from "./kept-programme.ts";

/**
 * All that has a history, by what there is of it: a new one is a folder of the core, a file here that says how it is kept,
 * and its line. An export takes each whole, an import and a check hold it to its chain, erasure looks through it.
 */
export const aggregates = {
  deliverables: keptDeliverables,
  programmes: keptProgrammes,
  meetings: keptMeetings,
  agreements: keptAgreements,
  ledgers: keptLedgers,
} satisfies Record<string, AnyKept>;

export type AggregateName = keyof typeof aggregates;

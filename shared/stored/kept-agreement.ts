import { href } from "../addresses.ts";
import type { Command } from "../agreement/command.ts";
import type { Event } from "../agreement/event.ts";
import { peopleIn } from "../agreement/named-people.ts";
import type { Agreement } from "../agreement/state.ts";
import { summarySchema } from "../agreement/summary.ts";
import { agreementChain, agreementRows, agreements, everyAgreement, listedAs } from "./agreement.ts";
import type { EventFile, Kept } from "./chain.ts";
import { listedIn } from "./listed.ts";
import { statementKey } from "./objects.ts";

/** Agreements, for those who go through everything. */
export const keptAgreements: Kept<Agreement, Command, Event> = {
  ...agreementChain,
  ...agreements,
  rows: [...agreementChain.rows, ...agreementRows],
  ids: everyAgreement,
  listed: (store, state) => listedIn(store, listedAs(state), summarySchema),
  files: (_, events) => events.flatMap(filesOf),
  people: peopleIn,
  idIn: (job) => ("agreement" in job ? job.agreement : undefined),
  knows: ({ seq }, job) => !("seq" in job) || job.seq === undefined || job.seq <= seq,
  page: (id) => href("agreement", { agreement: id }),
};

/** What the statements that were sent were set from. */
function filesOf({ type, data }: Event): EventFile[] {
  if (type !== "statementSent") return [];
  const { facts } = data.statement;
  return [{ key: statementKey(facts), content: { sha256: facts } }];
}

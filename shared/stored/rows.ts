import { type FunctionName, functionNames } from "../functions.ts";
import type { Key } from "../ports.ts";
import { aggregates } from "./aggregates.ts";
import type { AnyKept } from "./chain.ts";
import type { Rows } from "./row.ts";

const all = functionNames;

/**
 * What the store holds besides aggregates (`aggregates.ts`): what rows, where, for whom. Their shape and their reading are in the file of that name; lists in
 * `listing.ts` and `lists.ts`, an address with its person, the archive of proofs in `proof-archive.ts`.
 */
export const rows = {
  dossier: { partition: "DELIVERABLE#*", sorts: ["dossier"], by: ["web", "render"], leaves: true },
  /** Lists are made anew from the states. */
  open: { partition: "OPEN", by: all, leaves: false },
  ended: { partition: "ENDED#*", by: all, leaves: false },
  endedYear: { partition: "ENDED", by: all, leaves: false },
  held: { partition: "HELD#*", by: all, leaves: false },
  heldByMany: { partition: "HELD", by: all, leaves: false },
  deadline: { partition: "DUE", by: all, leaves: false },
  /** The one list of networks of before, until those of today are made of it. */
  summary: { partition: "DELIVERABLES", by: ["web", "notify", "tick"], leaves: false },
  /** Those owed by what leaves have their own way. */
  job: { partition: "JOBS", by: all, leaves: false },
  network: { partition: "NETWORK", by: all, leaves: true },
  erasure: { partition: "ERASED", by: ["web"], leaves: true },
  person: { partition: "PEOPLE", by: ["web", "render", "notify", "tick"], leaves: true },
  address: { partition: "EMAIL#*", by: ["web"], leaves: true },
  remark: { partition: "REMARKS#*", by: ["web", "ingest"], leaves: true },
  copy: { partition: "COPIES#*", by: ["web", "ingest", "tick"], leaves: true },
  mailing: { partition: "MAILS#*", by: ["web", "render", "notify"], leaves: true },
  digest: { partition: "DIGEST#*", by: ["web", "notify", "tick"], leaves: true },
  once: { partition: "ONCE#*", by: ["web", "notify", "tick"], leaves: true },
  /** Links and sessions are another place's, whose key signed them. */
  link: { partition: "LINK#*", by: ["web", "notify"], leaves: false },
  links: { partition: "LINKS#*", by: ["web", "notify"], leaves: false },
  revocation: { partition: "REVOKED", by: ["web", "notify"], leaves: false },
  session: { partition: "SESSION#*", by: ["web"], leaves: false },
  counter: { partition: "COUNTER#*", by: ["web"], leaves: false },
  heartbeat: { partition: "PULSE", by: ["web", "tick"], leaves: false },
} as const satisfies Record<string, Rows>;

/** All aggregates. */
export const everyAggregate: readonly AnyKept[] = Object.values<AnyKept>(aggregates);

/** The aggregate whose partition a key is of; undefined: none. */
export function aggregateOf({ pk }: Pick<Key, "pk">): AnyKept | undefined {
  return everyAggregate.find(({ prefix }) => pk.startsWith(prefix));
}

/** All rows, those of aggregates too. */
const everyRows: readonly Rows[] = [...everyAggregate.flatMap((each) => each.rows), ...Object.values(rows)];

/** All partitions. */
export const everyPartition: string[] = [...new Set(everyRows.map(({ partition }) => partition))];

/** The partitions that a function reads or writes. */
export function partitionsOf(name: FunctionName): string[] {
  const own = everyRows.filter(({ by }) => by.includes(name));
  return [...new Set(own.map(({ partition }) => partition))].sort();
}

/** Which rows a key is of; undefined: none that is known. */
export function rowsOf({ pk, sk }: Key): Rows | undefined {
  const [head = ""] = pk.split("#");
  const of = pk.includes("#") ? `${head}#*` : pk;
  return everyRows.find(
    ({ partition, sorts }) => partition === of && (sorts === undefined || sorts.some((each) => sk.startsWith(each))),
  );
}

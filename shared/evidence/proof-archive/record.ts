import { canonicalJson } from "../../chain/hash.ts";
import type { Event } from "../../deliverable/event.ts";
import type { Approval } from "../../document/approval/facts.ts";
import { roundsOf } from "../../stored/history.ts";
import { approvalOf } from "../approval.ts";
import { stateOf } from "./outcome.ts";
import type { ArchivedPerson } from "./people.ts";

/** Raised when the approval record of an archive, `record.json`, tells more than it did; the first ones name none. */
export const recordSchema = 3;

type ArchivedRecord = Approval & { schema?: number };

/**
 * Whether the approval record of an archive, of whatever release, is what the events make of it, with the names that the archive tells; of
 * an anonymous review, names apart. The words of remarks are compared nowhere: they have their own files. `record` is undefined where the
 * archive has none.
 */
export function isRecordOf(
  record: ArchivedRecord | undefined,
  people: readonly ArchivedPerson[],
  events: readonly Event[],
): boolean {
  if (!record) return approvalOf(stateOf(events), events, unsaid, "UTC") === undefined;
  const known = new Map(people.map(({ id, name, organisation = "" }) => [id, { name, organisation }]));
  const worked = approvalOf(stateOf(events), events, { ...unsaid, people: known }, record.timeZone);
  const anonymous = roundsOf(events).some(({ rule }) => rule.anonymous);
  const { schema = 1, ...written } = record;
  const apart = new Set([...words, ...(anonymous ? names : []), ...since(schema)]);
  const bare = (value: unknown) =>
    JSON.parse(JSON.stringify(value ?? null, (key, inner) => (apart.has(key) ? undefined : inner)));
  return canonicalJson(bare(written)) === canonicalJson(bare(worked));
}

const unsaid = { people: new Map(), texts: new Map(), batches: new Map(), passage: () => undefined };
/** What the record tells that one of this schema did not: before it had one, who was there and why; before 3, the last day of a meeting. */
const since = (schema: number) => [...(schema < 2 ? ["present", "reservation"] : []), ...(schema < 3 ? ["until"] : [])];
const words = ["type", "passage", "text", "proposal", "reason", "replies"];
const names = ["name", "organisation", "closedBy", "present"];

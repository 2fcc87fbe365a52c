import * as z from "zod";
import { canonicalJson, plain } from "../chain/hash.ts";
import type { Contribution, ContributionType, Elsewhere, Reply } from "../deliverable/remarks/contribution.ts";
import type { State } from "../deliverable/state.ts";
import { Refusal } from "../errors.ts";
import type { Ports, Store, Write } from "../ports.ts";
import type { PersonId } from "../values.ts";
import { defineRow, fields, text } from "./define.ts";

/** Every field of a contribution: the compiler asks for those to come. */
const contribution = {
  id: z.string(),
  type: text<ContributionType>(),
  anchor: fields<NonNullable<Contribution["anchor"]>>().optional(),
  text: z.string(),
  proposal: z.string().optional(),
  file: fields<NonNullable<Contribution["file"]>>().optional(),
  replies: z.array(fields<Reply>()).optional(),
  resolved: z.literal(true).optional(),
  elsewhere: fields<Elsewhere>().optional(),
} satisfies { [Field in keyof Required<Contribution>]: z.ZodType<Contribution[Field]> };

/** A remark that was not sent: `round` and `version` are those it was written in, or carried to. */
const remark = z.object({
  ...contribution,
  ...{ round: z.number(), version: z.string(), created: z.string(), updated: z.string() },
});
export type Remark = z.infer<typeof remark>;

/**
 * A row lives until its remark is sent, with the round's own commit as far as that has room, or taken out by who wrote
 * it. Its id is the contribution's: what a round has already is not sent again, whatever rows were left.
 */
export const remarkRow = defineRow({
  at: "REMARKS#<deliverable> / <person>#<id>",
  what: "a remark that a person has not sent",
  by: ["web", "ingest"],
  leaves: true,
  shape: remark,
});

/** Whose unsent remarks, and on which deliverable. */
export type Pad = { deliverable: string; person: PersonId };

/** Of one person on one deliverable. */
export const maxRemarks = 500;
/** Rows that go with the commit that sends their remarks, or takes that back: it has writes of its own. */
const maxAlong = 40;

type Context = Pick<Ports, "store" | "clock">;

/** What a person wrote and did not send, the oldest first. What a round of `state` has was sent. */
export async function listRemarks(store: Store, state: State, person: PersonId): Promise<Remark[]> {
  const written = await Array.fromAsync(remarkRow.all(store, { deliverable: state.id, person }));
  return written.filter(({ id }) => !isSent(state, id)).sort(byAge);
}

/** Reads a remark that a person wrote and has not sent. */
export async function getRemark(store: Store, pad: Pad, id: string): Promise<Remark | undefined> {
  return remarkRow.get(store, { ...pad, id });
}

/** Whether a round has the contribution. */
export function isSent({ rounds }: State, id: string): boolean {
  return rounds.some(({ contributions }) => Object.hasOwn(contributions, id));
}

/**
 * Keeps a remark as it is now; nothing where it is so already. Throws `too-many-contributions` for one more than fit.
 */
export async function saveRemark(
  { store, clock }: Context,
  pad: Pad,
  remark: Omit<Remark, "created" | "updated">,
): Promise<Remark> {
  const place = { ...pad, id: remark.id };
  const before = await remarkRow.get(store, place);
  const now = new Date(clock()).toISOString();
  if (!before && (await countOf(store, pad)) >= maxRemarks) {
    throw new Refusal("too-many-contributions", { limit: maxRemarks });
  }
  const saved = plain({ ...remark, created: before?.created ?? now, updated: now });
  if (before && canonicalJson({ ...saved, updated: before.updated }) === canonicalJson(before)) return before;
  await store.commit([remarkRow.put(place, saved)]);
  return saved;
}

/** Keeps remarks that were not there; those that are stay as they are. */
export async function addRemarks({ store }: Pick<Ports, "store">, pad: Pad, remarks: readonly Remark[]): Promise<void> {
  const known = new Set((await Array.fromAsync(remarkRow.rows(store, pad))).map(({ sk }) => sk));
  const writes = remarks.flatMap((remark): Write[] => {
    const place = { ...pad, id: remark.id };
    return known.has(remarkRow.key(place).sk) ? [] : [remarkRow.put(place, remark)];
  });
  for (let at = 0; at < writes.length; at += maxAlong) await store.commit(writes.slice(at, at + maxAlong));
}

/** Takes remarks out; those that are gone stay gone. */
export async function deleteRemarks({ store }: Pick<Ports, "store">, pad: Pad, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += maxAlong) await store.commit(deletesOf(pad, ids.slice(at, at + maxAlong)));
}

/** Writes that take sent remarks out with the commit that sends them; the rest is `deleteRemarks`'s, after it. */
export function sentWrites(pad: Pad, ids: readonly string[]): Write[] {
  return deletesOf(pad, ids.slice(0, maxAlong));
}

/** What keeps remarks that are unsent again: writes of the commit that takes their sending back, and those for which that has no room. */
export function unsentWrites(pad: Pad, remarks: readonly Remark[]): { along: Write[]; before: Remark[] } {
  const along = remarks.slice(0, maxAlong).map((remark) => remarkRow.put({ ...pad, id: remark.id }, remark));
  return { along, before: remarks.slice(maxAlong) };
}

function deletesOf(pad: Pad, ids: readonly string[]): Write[] {
  return ids.map((id) => remarkRow.remove({ ...pad, id }));
}

async function countOf(store: Store, pad: Pad): Promise<number> {
  return (await Array.fromAsync(remarkRow.rows(store, pad))).length;
}

function byAge(a: Remark, b: Remark): number {
  return a.created < b.created || (a.created === b.created && a.id < b.id) ? -1 : 1;
}

import { canonicalJson, hashOf, plain } from "../chain/hash.ts";
import type { NewBatch } from "../deliverable/command.ts";
import type { Carried } from "../deliverable/origins/origin.ts";
import type { Contribution } from "../deliverable/remarks/contribution.ts";
import type { Disposition, Round, State } from "../deliverable/state.ts";
import { standingEvents } from "../deliverable/undoing/undoing.ts";
import type { Files, Ports, Store } from "../ports.ts";
import type { Hash, Instant, PersonId, TextRef } from "../values.ts";
import { eventsOf } from "./deliverable.ts";
import { batchKey } from "./objects.ts";

/** Keeps contributions under their salted hash, as `putText` keeps a text, for one event to name. */
export async function putBatch(
  ports: Pick<Ports, "files" | "ids">,
  contributions: readonly Contribution[],
): Promise<NewBatch> {
  const bytes = Buffer.from(canonicalJson(plain({ salt: ports.ids(), contributions })));
  const file = hashOf(bytes);
  await ports.files.put(batchKey(file), bytes, "application/json");
  return { file, contributions: contributions.map(({ id }) => id) };
}

/** None once erased. */
export async function getBatch(files: Files, file: Hash): Promise<Contribution[]> {
  const bytes = await files.get(batchKey(file));
  return bytes
    ? (JSON.parse(Buffer.from(bytes).toString("utf8")) as { contributions: Contribution[] }).contributions
    : [];
}

/**
 * A contribution as it came, and what was done of it. `number`: its place among all that the round was offered, from 1,
 * for good: margins, lists, receipts and annexes say the same. `submission`: what it came with.
 */
export type SentRemark = Contribution & {
  number: number;
  by: PersonId;
  at: Instant;
  submission: string;
  disposition: "open" | Disposition;
  /** Its text was erased: what it is, and what it is about, is not known any more. */
  erased?: true;
};

/** What was offered in a round, in the order it came. Of a round whose contributions the state no longer has: nothing. */
export async function contributionsOf(files: Files, round: Round): Promise<SentRemark[]> {
  const loaded = await Promise.all(round.batches.map(({ file }) => getBatch(files, file)));
  return round.batches.flatMap(({ by, at, submission }, index) => {
    const before = round.batches.slice(0, index).reduce((sum, { count }) => sum + count, 0);
    return loaded[index]!.flatMap((each, place) => {
      const disposition = round.contributions[each.id];
      return disposition === undefined
        ? []
        : [{ ...each, number: before + place + 1, by, at, submission, disposition }];
    });
  });
}

/** What was offered in a round and erased since, in the order it came. */
export async function erasedOf(
  { store, files }: Pick<Ports, "store" | "files">,
  state: Pick<State, "id" | "seq">,
  round: Round,
): Promise<SentRemark[]> {
  const kept = await Promise.all(round.batches.map(async ({ file }) => (await getBatch(files, file)).length > 0));
  if (kept.every(Boolean)) return [];
  const isKept = new Map(round.batches.map(({ file }, index) => [file, kept[index]]));
  const sent = standingEvents(await eventsOf(store, state)).flatMap(({ type, data, by, at }) => {
    if (type !== "contributed" || data.round !== round.number) return [];
    const { submission, file, contributions } = data;
    return contributions.map((id) => ({ id, by, at, submission, file }));
  });
  return sent.flatMap(({ file, ...each }, index): SentRemark[] => {
    const disposition = round.contributions[each.id];
    if (disposition === undefined || isKept.get(file) !== false) return [];
    return [{ ...each, type: "comment", text: "", number: index + 1, disposition, erased: true }];
  });
}

/** Why contributions of a round have their disposition, where it was said: the texts, by contribution. */
export async function dispositionReasons(
  store: Store,
  state: Pick<State, "id" | "seq">,
  { number }: Pick<Round, "number">,
): Promise<Map<string, TextRef>> {
  const reasons = new Map<string, TextRef>();
  for (const { type, data } of standingEvents(await eventsOf(store, state))) {
    if (type !== "disposed" || data.round !== number) continue;
    reasons.delete(data.contribution);
    if (data.reason !== undefined) reasons.set(data.contribution, data.reason);
  }
  return reasons;
}

/** A remark that came along from the document whose text this one began as; `seat`: no name, see `CarriedBatch`. */
export type CarriedRemark = Omit<SentRemark, "by"> & ({ by: PersonId } | { seat: number });

/** Remarks that came along, in their order, numbered from 1; those whose text was erased say so. */
export async function carriedRemarks(files: Files, { batches, remarks }: Carried): Promise<CarriedRemark[]> {
  const loaded = await Promise.all(batches.map(({ file }) => getBatch(files, file)));
  const all = batches.flatMap((batch, index) => {
    const { file: submission, at, contributions } = batch;
    const sender = "by" in batch ? { by: batch.by } : { seat: batch.seat };
    return contributions.map((id) => {
      const kept = loaded[index]!.find((each) => each.id === id);
      const said = kept ?? { id, type: "comment" as const, text: "", erased: true as const };
      return { ...said, ...sender, at, submission, disposition: remarks[id] ?? ("open" as const) };
    });
  });
  return all.map((remark, index) => ({ ...remark, number: index + 1 }));
}

/** Why remarks that came along have their disposition, where it was said. */
export async function carriedReasons(store: Store, state: Pick<State, "id" | "seq">): Promise<Map<string, TextRef>> {
  const reasons = new Map<string, TextRef>();
  for (const { type, data } of standingEvents(await eventsOf(store, state))) {
    if (type !== "carriedAnswered") continue;
    reasons.delete(data.contribution);
    if (data.reason !== undefined) reasons.set(data.contribution, data.reason);
  }
  return reasons;
}

/** The answer to a remark that a person gave and took back last, where it has none since: offered to them again; of `round`, else of those that came along. */
export async function reasonTakenBack(
  store: Store,
  state: Pick<State, "id" | "seq">,
  { remark, by, round }: { remark: string; by: PersonId; round: number | undefined },
): Promise<TextRef | undefined> {
  const events = await eventsOf(store, state);
  const given = events.findLast(({ type, data }) =>
    round === undefined
      ? type === "carriedAnswered" && data.contribution === remark
      : type === "disposed" && data.round === round && data.contribution === remark,
  );
  const isBack = events.some(({ type, data }) => type === "undone" && data.of === given?.seq);
  const isAnswer = given?.type === "disposed" || given?.type === "carriedAnswered";
  return isBack && isAnswer && given.by === by ? given.data.reason : undefined;
}

import type { Asker } from "../chain/event.ts";
import { canonicalJson } from "../chain/hash.ts";
import { issue } from "../chain/issue.ts";
import { type Carried, type CarriedBatch, versionReader } from "../deliverable/origins/origin.ts";
import type { Contribution } from "../deliverable/remarks/contribution.ts";
import { type Ground, rebase } from "../deliverable/remarks/rebase.ts";
import type { Batch, Round, State } from "../deliverable/state.ts";
import { passageFinder } from "../document/anchor.ts";
import { type Begun, begunAs } from "../document/begin.ts";
import type { DocumentTree } from "../document/tree.ts";
import { Refusal } from "../errors.ts";
import { formatDate } from "../i18n/dates.ts";
import type { Language } from "../i18n/languages.ts";
import { pageTexts } from "../i18n/pages.ts";
import { translate } from "../i18n/translate.ts";
import type { Files, Ports, Store } from "../ports.ts";
import { getBatch, putBatch } from "../stored/batch.ts";
import { deliverables, loadState } from "../stored/deliverable.ts";
import { everyRound, type PastVersion, versionEver } from "../stored/history.ts";
import { loadManifest, type PartContent } from "../stored/version.ts";
import { localDate } from "../time/calendar.ts";
import type { Hash, PersonId } from "../values.ts";
import { draftComposed } from "./composed.ts";

type Context = Pick<Ports, "store" | "files" | "assets" | "clock" | "ids">;
/** `seat`: the place of a reviewer in a round that hides who they are (0: none); undefined where it does not. */
type Settled = {
  language: Language;
  timeZone: string;
  seat: (source: State, round: Round, by: PersonId) => number | undefined;
};

/**
 * Begins a document that derives from a version of another: its parts' drafts are the text of that version, and the remarks
 * that the other left without a disposition come along. The other's own events stay as they are. Done again, it does what was
 * left. Throws `version-unknown`, `object-missing`, and what `issue` throws.
 */
export async function beginDerived(
  ports: Context,
  by: Exclude<Asker, "line">,
  id: string,
  settled: Settled,
): Promise<void> {
  const { store } = ports;
  const begun = (await loadState(store, id))?.state;
  const pinned = begun?.derivesFrom;
  const source = pinned && (await loadState(store, pinned.deliverable))?.state;
  if (!begun || !pinned || !source) return;
  const version = await versionEver(store, source, pinned.version);
  if (!version) throw new Refusal("version-unknown", { version: pinned.version });
  const starts = begunAs(await loadManifest(ports.files, source, version.manifest), begun.parts, source.title);
  const day = formatDate(settled.language, localDate(version.accepted, settled.timeZone));
  const name = translate(settled.language, pageTexts, "derived.file", { date: day });
  for (const start of starts) await beginPart(ports, by, begun, { start, version, name });
  const state = (await loadState(store, id))!.state;
  const draft = state.versions.at(-1);
  if (!draft || state.derivesFrom?.carried || state.rounds.length > 0) return;
  const batches = await carriedBatches(ports, source, starts, settled.seat);
  if (batches.length > 0)
    await issue(deliverables, ports, id, { type: "carryRemarks", by, version: draft.hash, batches });
}

type Beginning = { start: Begun; version: PastVersion; name: string };

/** The draft of one part, unless a file was sent for it already. Its source is the text itself: the file that it once came in stays the other's. */
async function beginPart(
  ports: Context,
  by: Exclude<Asker, "line">,
  begun: State,
  { start: { part, tree, from }, version, name }: Beginning,
): Promise<void> {
  if (Object.values(begun.uploads).some((upload) => upload.part === part)) return;
  const assets = version.manifest.parts.filter((each) => from.includes(each.part)).flatMap((each) => each.assets);
  const text = { part, tree, source: Buffer.from(canonicalJson(tree)), mediaType: "application/json" };
  await draftComposed(ports, by, begun, { ...text, assets: [...new Set(assets)], reader: versionReader, name });
}

/** The remarks that a deliverable left without a disposition, as they stand in the text that begins as its own. */
async function carriedBatches(
  ports: Context,
  source: State,
  starts: readonly Begun[],
  seatOf: Settled["seat"],
): Promise<CarriedBatch[]> {
  const grounds = groundsIn(ports, source, starts);
  const carried: CarriedBatch[] = [];
  for (const { batch, copies, sender, isOpen, version } of await openBatches(ports.store, source, seatOf)) {
    const open = (await getBatch(ports.files, batch.file)).filter(({ id }) => isOpen(id));
    if (open.length === 0) continue;
    const remarks: Contribution[] = [];
    for (const remark of open) {
      const ground = remark.anchor && (await grounds(version, remark.anchor.part));
      remarks.push(rebase("seat" in sender ? unsigned(remark) : remark, ground).remark);
    }
    const { file, contributions } = await putBatch(ports, remarks);
    carried.push({ file, copies: [...copies, batch.file], at: batch.at, contributions, ...sender });
  }
  return carried;
}

type OpenBatch = {
  batch: Pick<Batch, "file" | "at">;
  copies: Hash[];
  sender: { by: PersonId } | { seat: number };
  isOpen: (id: string) => boolean;
  /** Whose text they are anchored in. */
  version: Hash;
};

/** All that was sent and may have no disposition: in its rounds, and what itself was carried along. */
async function openBatches(store: Store, source: State, seatOf: Settled["seat"]): Promise<OpenBatch[]> {
  const { carried } = source.derivesFrom ?? {};
  const rounds = await everyRound(store, source);
  return [
    ...(carried?.batches.map((batch) => carriedOn(carried, batch)) ?? []),
    ...rounds.flatMap((round) =>
      round.batches.map((batch): OpenBatch => {
        const seat = seatOf(source, round, batch.by);
        const sender = seat === undefined ? { by: batch.by } : { seat };
        return {
          batch,
          copies: [],
          sender,
          version: round.version,
          isOpen: (id) => round.contributions[id] === "open",
        };
      }),
    ),
  ];
}

function carriedOn({ version, remarks }: Carried, batch: CarriedBatch): OpenBatch {
  const sender = "by" in batch ? { by: batch.by } : { seat: batch.seat };
  return { batch, copies: batch.copies, sender, version, isOpen: (id) => remarks[id] === "open" };
}

/** Without who wrote and answered it in a file. */
function unsigned({ file: _, replies, ...remark }: Contribution): Contribution {
  return { ...remark, ...(replies && { replies: replies.map((reply) => ({ ...reply, author: "" })) }) };
}

/** Where the passages of a part of a version are looked for; undefined: nothing began as that part. */
function groundsIn({ store, files }: { store: Store; files: Files }, source: State, starts: readonly Begun[]) {
  const versions = new Map<Hash, Promise<PartContent[]>>();
  const found = new Map<string, Ground>();
  const textOf = async (hash: Hash): Promise<PartContent[]> => {
    const version = await versionEver(store, source, hash);
    return version ? loadManifest(files, source, version.manifest) : [];
  };
  return async (version: Hash, part: string): Promise<Ground | undefined> => {
    const start = starts.find(({ from }) => from.includes(part));
    const key = `${version} ${part}`;
    if (!start || found.has(key)) return found.get(key);
    if (!versions.has(version)) versions.set(version, textOf(version));
    const before: DocumentTree | undefined = (await versions.get(version)!).find(({ id }) => id === part)?.tree;
    found.set(key, { part: start.part, tree: start.tree, find: passageFinder(start.tree, before) });
    return found.get(key);
  };
}

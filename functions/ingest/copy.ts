import { hashOf } from "../../shared/chain/hash.ts";
import { unsigned } from "../../shared/deliverable/remarks/unsigned.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { foldedTextOf } from "../../shared/document/anchor.ts";
import { occurrence } from "../../shared/document/quotation.ts";
import { eachBlockOf } from "../../shared/document/visit.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Contribution as Annotation, DraftFile, Reading, ReadOptions } from "../../shared/formats/reading.ts";
import { documentTexts } from "../../shared/i18n/documents.ts";
import { interfaceLanguage } from "../../shared/i18n/languages.ts";
import { translate } from "../../shared/i18n/translate.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Ports } from "../../shared/ports.ts";
import type { Limits } from "../../shared/settings.ts";
import { type Copy, claimCopy, copyRemarkId, getCopy, settleCopy } from "../../shared/stored/copy.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { sourceKey, uploadKey } from "../../shared/stored/objects.ts";
import { proofCopyKey } from "../../shared/stored/outputs.ts";
import { addRemarks, isSent, maxRemarks, type Remark } from "../../shared/stored/remark.ts";
import { forgetUpload } from "../../shared/stored/upload-name.ts";
import { loadVersion, type PartContent } from "../../shared/stored/version.ts";
import type { Hash } from "../../shared/values.ts";
import { type AcceptedCopy, placeAnnotations, placePartings, placeUntracked } from "./annotations.ts";
import type { Placed } from "./answer.ts";
import type { Tell } from "./changes.ts";
import type { ReadDraft } from "./ingest.ts";
import { joinedChanges } from "./joined.ts";
import { blocksOfNotes, type ComparedNotes, compareNotes, noteChanges } from "./notes.ts";
import { trackedPartings } from "./tracked-partings.ts";
import { type Downloaded, untrackedChanges } from "./untracked.ts";

export type CopyJob = Extract<Job, { type: "copy" }>;
/** What it needs of the world: no mail, no keys. */
export type CopyPorts = Pick<Ports, "store" | "files" | "clock">;

/**
 * A reviewer's annotated copy becomes unsent remarks of theirs, on the version of its round: keeps the object under its
 * hash, reads it, finds the passages again, compares it with what was downloaded, and says how it went. Idempotent by
 * upload. False when the object has not come yet.
 */
export async function readCopy(ports: CopyPorts, job: CopyJob, read: ReadDraft, limits: Limits): Promise<boolean> {
  const awaited = await awaitedCopy(ports, job);
  if (awaited) {
    const bytes = await ports.files.get(uploadKey(job.upload));
    if (!bytes) return false;
    await settle(ports, awaited, bytes, (file, options) => read(file, { ...options, limits }));
  }
  // what came is kept as a source
  await forgetUpload(ports.files, job.upload);
  return true;
}

type Awaited = { copy: Copy; state: State };

/** The copy that a job waits for, and what it is of; undefined where nobody waits any more. */
async function awaitedCopy(
  { store }: CopyPorts,
  { deliverable, person, upload }: CopyJob,
): Promise<Awaited | undefined> {
  const copy = await getCopy(store, { deliverable, person, upload });
  const state = (await loadState(store, deliverable))?.state;
  return copy?.status === "awaited" && state ? { copy, state } : undefined;
}

async function settle(ports: CopyPorts, awaited: Awaited, bytes: Uint8Array, read: ReadAs): Promise<void> {
  const { copy } = awaited;
  const source = hashOf(bytes);
  await ports.files.put(sourceKey(source), bytes, "application/octet-stream");
  const same = await claimCopy(ports.store, copy, source);
  const how: CopyResult = same
    ? { found: { again: same.upload, remarks: 0, unplaced: [] } }
    : await keepRemarks(ports, awaited, bytes, read);
  await settleCopy(ports, copy, { source, ...how });
}

type ReadAs = (file: DraftFile, options: Omit<ReadOptions, "limits">) => Promise<Reading>;
type Understood = Exclude<Reading, { refused: unknown }>;
/** How the reading of a copy ended. */
type CopyResult = Pick<Copy, "refused" | "found">;

/** Keeps what a copy says as remarks of who sent it. */
async function keepRemarks(ports: CopyPorts, awaited: Awaited, bytes: Uint8Array, read: ReadAs): Promise<CopyResult> {
  const { copy, state } = awaited;
  const readings = await readBothWays(awaited, bytes, read);
  if ("refused" in readings) return readings;
  const changes = await changesIn(ports, awaited, readings, read);
  const placed = inOrder(changes.parts, [...changes.tracked, ...changes.partings, ...(changes.untracked ?? [])]);
  if (placed.length > maxRemarks) return tooMany();
  const hidden = state.rounds.some(({ number, rule }) => number === copy.round && rule.anonymous);
  const said = placed.map(({ contribution }) => (hidden ? unsigned(contribution) : contribution));
  const remarks = remarksOf(ports, copy, said);
  const unsent = remarks.filter(({ id }) => !isSent(state, id));
  await addRemarks(ports, copy, unsent);
  const { version } = readings.rejected;
  return {
    found: {
      ...(version !== undefined && { of: version }),
      ...(changes.untracked && { untracked: changes.untracked.length }),
      remarks: remarks.length,
      unplaced: remarks.flatMap(({ id }, index) => (placed[index]!.placed ? [] : id)),
    },
  };
}

function tooMany(): CopyResult {
  const { code, details } = new Refusal("too-many-contributions", { limit: maxRemarks });
  return { refused: { code, details } };
}

/** A copy as if its changes were rejected; and, where it has some, as if they were accepted. */
type Readings = { rejected: Understood; accepted?: Understood };

async function readBothWays(
  { copy, state }: Awaited,
  bytes: Uint8Array,
  read: ReadAs,
): Promise<Readings | Pick<Required<Copy>, "refused">> {
  const { language } = state;
  const readAs = async (changes: "accept" | "reject") =>
    withoutOurs(await read({ name: copy.name, bytes }, { language, changes }));
  const rejected = await readAs("reject");
  if ("refused" in rejected) return { refused: rejected.refused };
  const tracks = rejected.warnings.some(({ code }) => code === "changes-rejected");
  const accepted = tracks ? await readAs("accept") : undefined;
  return { rejected, ...(accepted && !("refused" in accepted) && { accepted }) };
}

/** Without the remarks that we put into the file ourselves: they were sent already. */
function withoutOurs(reading: Reading): Reading {
  if ("refused" in reading) return reading;
  return { ...reading, contributions: reading.contributions.filter(({ remark }) => !remark) };
}

/** What a copy says, placed on the parts of the round's version. `untracked`: absent where it cannot be compared. */
async function changesIn(ports: CopyPorts, { copy, state }: Awaited, readings: Readings, read: ReadAs) {
  const { rejected, accepted } = readings;
  const tell: Tell = (what, details) =>
    translate(interfaceLanguage(state.language), documentTexts, `copy-${what}`, details);
  const parts = await loadVersion(ports.files, state, copy.version);
  const notes = accepted && compareNotes(rejected.tree, accepted.tree);
  const annotations = accepted && notes ? outsideNotes(notes, rejected, accepted) : rejected.contributions;
  const both = { ...annotated(rejected), annotations, ...(accepted && { accepted: annotated(accepted) }) };
  const words = joinedChanges(annotations, rejected.tree);
  const marks = accepted ? trackedPartings(rejected.tree, accepted.tree, words, tell) : [];
  const by = [...rejected.contributions, ...(accepted?.contributions ?? [])];
  const ofNotes = notes ? noteChanges(notes, words, tell, by) : [];
  const downloaded = await downloadedBy(ports, state, rejected.version ?? copy.version, read);
  const changes = downloaded && untrackedChanges(downloaded, rejected.tree, tell, accepted?.tree);
  // What became a heading or the like may be what was tracked as formatting: nobody says that it was not.
  const formatted = rejected.warnings.some(({ code }) => code === "formatting-changes");
  const { restyled = [], others = [] } = Object.groupBy(changes ?? [], (change) =>
    formatted && change.restyled ? "restyled" : "others",
  );
  return {
    parts,
    tracked: placeAnnotations(parts, both, tell),
    partings: [
      ...placePartings(parts, rejected.tree, [...marks, ...ofNotes], tell),
      ...(downloaded ? placePartings(parts, downloaded.tree, restyled, tell) : []),
    ],
    ...(downloaded && changes && { untracked: placeUntracked(parts, downloaded.tree, others, tell) }),
  };
}

/** What was written on a copy but for the words of notes that came or went with changes tracked, which are told whole. */
function outsideNotes(notes: ComparedNotes, rejected: Understood, accepted: Understood): Annotation[] {
  const { went, came } = blocksOfNotes(notes);
  const keyOf = ({ type, author, text }: Annotation) => [type, author, text.trim()].join("\n");
  const added = new Set(accepted.contributions.filter(({ at }) => at !== undefined && came.has(at)).map(keyOf));
  const known = new Set(Array.from(eachBlockOf(rejected.tree), ({ id }) => id));
  return rejected.contributions.filter(({ at, ...rest }) => {
    if (rest.type === "comment") return true;
    return at !== undefined && known.has(at) ? !went.has(at) : !added.has(keyOf(rest));
  });
}

/**
 * The Word file of a version as its reviewers have it, read with what was generated in it and without. Undefined for what
 * is no version of the deliverable, or has no such file.
 */
async function downloadedBy(
  { files }: CopyPorts,
  { versions, language }: State,
  version: Hash,
  read: ReadAs,
): Promise<Downloaded | undefined> {
  const known = versions.some(({ hash }) => hash === version);
  const bytes = known ? await files.get(proofCopyKey(version, "docx")) : undefined;
  if (!bytes) return undefined;
  const readAs = (generated: "leave" | "read") => read({ name: "version.docx", bytes }, { language, generated });
  const [own, whole] = [await readAs("leave"), await readAs("read")];
  return "refused" in own || "refused" in whole ? undefined : { tree: own.tree, whole: whole.tree };
}

function annotated({ tree, contributions }: Understood): AcceptedCopy {
  return { tree, annotations: contributions };
}

/** What was placed, in the order of its passages in the parts; what has none comes last. */
function inOrder(parts: readonly PartContent[], placed: readonly Placed[]): Placed[] {
  const blocks = parts.flatMap(({ id, tree }) => Array.from(eachBlockOf(tree), (block) => ({ part: id, block })));
  const indexes = new Map(blocks.map(({ part, block }, index) => [`${part} ${block.id}`, index]));
  const places = new Map(
    placed.map((each) => {
      const { anchor } = each.contribution;
      const index = anchor && indexes.get(`${anchor.part} ${anchor.block}`);
      if (index === undefined) return [each, { index: blocks.length, start: 0 }];
      const words = anchor?.quotation && occurrence(foldedTextOf(blocks[index]!.block), anchor.quotation);
      return [each, { index, start: words ?? 0 }];
    }),
  );
  const placeOf = (each: Placed) => places.get(each)!;
  return placed.toSorted((a, b) => placeOf(a).index - placeOf(b).index || placeOf(a).start - placeOf(b).start);
}

/**
 * Each has an id of its own that a second reading gives it again. They are listed by when they were created, which is a
 * millisecond apart, so that they stand in their order.
 */
function remarksOf(
  { clock }: CopyPorts,
  { upload, round, version }: Copy,
  said: readonly Placed["contribution"][],
): Remark[] {
  const now = clock();
  return said.map((contribution, index) => {
    const created = new Date(now + index).toISOString();
    return { ...contribution, id: copyRemarkId(upload, index), round, version, created, updated: created };
  });
}

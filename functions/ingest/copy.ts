import { createHash } from "node:crypto";
import { hashOf } from "../../shared/chain/hash.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Reading } from "../../shared/formats/read.ts";
import { documentTexts } from "../../shared/i18n/documents.ts";
import { interfaceLanguage } from "../../shared/i18n/languages.ts";
import { translate } from "../../shared/i18n/translate.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Ports } from "../../shared/ports.ts";
import type { Limits } from "../../shared/settings.ts";
import { type CopyId, getCopy, sameCopy, settleCopy } from "../../shared/stored/copy.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { sourceKey, uploadKey } from "../../shared/stored/objects.ts";
import { proofCopyKey } from "../../shared/stored/outputs.ts";
import { addRemarks, isSent, maxRemarks, type Remark } from "../../shared/stored/remark.ts";
import { loadVersion } from "../../shared/stored/version.ts";
import type { Hash } from "../../shared/values.ts";
import { type AcceptedCopy, type Placed, placeAnnotations, placePartings, placeUntracked } from "./annotations.ts";
import type { Tell } from "./changes.ts";
import type { ReadDraft } from "./ingest.ts";
import { joinedChanges } from "./joined.ts";
import { trackedPartings } from "./tracked-partings.ts";
import { type Downloaded, untrackedChanges } from "./untracked.ts";

export type CopyJob = Extract<Job, { type: "copy" }>;
/** What it needs of the world: no mail, no keys. */
export type CopyPorts = Pick<Ports, "store" | "files" | "clock">;

type Understood = Exclude<Reading, { refused: unknown }>;

/**
 * A reviewer's annotated copy becomes unsent remarks of theirs, on the version of its round: keeps the object under its
 * hash, reads it, finds the passages again, compares it with what was downloaded, and says how it went. Idempotent by
 * upload. False when the object has not come yet.
 */
export async function readCopy(ports: CopyPorts, job: CopyJob, read: ReadDraft, limits: Limits): Promise<boolean> {
  if (!(await settle(ports, job, read, limits))) return false;
  // what came is kept as a source
  await ports.files.delete(uploadKey(job.upload));
  return true;
}

async function settle(ports: CopyPorts, job: CopyJob, read: ReadDraft, limits: Limits): Promise<boolean> {
  const { deliverable, person, upload } = job;
  const id: CopyId = { deliverable, person, upload };
  const copy = await getCopy(ports.store, id);
  const state = (await loadState(ports.store, deliverable))?.state;
  if (copy?.status !== "awaited" || !state) return true;
  const bytes = await ports.files.get(uploadKey(upload));
  if (!bytes) return false;

  const source = hashOf(bytes);
  await ports.files.put(sourceKey(source), bytes, "application/octet-stream");
  const earlier = await sameCopy(ports.store, copy, source);
  if (earlier) {
    await settleCopy(ports, id, { source, found: { again: earlier.upload, remarks: 0, unplaced: [] } });
    return true;
  }
  const readAs = (changes: "accept" | "reject") =>
    read({ name: copy.name, bytes }, { language: state.language, limits, changes });
  const reading = await readAs("reject");
  if ("refused" in reading) {
    await settleCopy(ports, id, { source, refused: reading.refused });
    return true;
  }
  const tracks = reading.warnings.some(({ code }) => code === "changes-rejected");
  const accepted = tracks ? await readAs("accept") : undefined;
  const tell: Tell = (what, details) =>
    translate(interfaceLanguage(state.language), documentTexts, `copy-${what}`, details);
  const parts = await loadVersion(ports.files, state, copy.version);
  const tracked = placeAnnotations(
    parts,
    {
      ...annotated(reading),
      ...(accepted && !("refused" in accepted) && { accepted: annotated(accepted) }),
    },
    tell,
  );
  const marks =
    accepted && !("refused" in accepted)
      ? trackedPartings(reading.tree, accepted.tree, joinedChanges(reading.contributions, reading.tree), tell)
      : [];
  const of = reading.version ?? copy.version;
  const known = state.versions.some(({ hash }) => hash === of);
  const readProof = (bytes: Uint8Array, generated: "leave" | "read") =>
    read({ name: "version.docx", bytes }, { language: state.language, limits, generated });
  const downloaded = known ? await readDownloaded(ports, of, readProof) : undefined;
  const changes = downloaded && untrackedChanges(downloaded, reading.tree, tell);
  const untracked = downloaded && changes ? placeUntracked(parts, downloaded.tree, changes, tell) : [];
  const placed = [...tracked, ...placePartings(parts, reading.tree, marks, tell), ...untracked];
  if (placed.length > maxRemarks) {
    const { code, details } = new Refusal("too-many-contributions", { limit: maxRemarks });
    await settleCopy(ports, id, { source, refused: { code, details } });
    return true;
  }
  const hidden = state.rounds.some(({ number, rule }) => number === copy.round && rule.anonymous);
  const remarks = remarksOf(ports, job, copy, hidden ? placed.map(unsigned) : placed);
  await addRemarks(
    ports,
    id,
    remarks.filter((remark) => !isSent(state, remark.id)),
  );
  const unplaced = remarks.flatMap(({ id }, index) => (placed[index]!.placed ? [] : id));
  const said = reading.version === undefined ? {} : { of: reading.version };
  const compared = changes ? { untracked: untracked.length } : {};
  await settleCopy(ports, id, { source, found: { ...said, ...compared, remarks: remarks.length, unplaced } });
  return true;
}

/** The Word file of a version as its reviewers have it, read with what was generated in it and without. */
async function readDownloaded(
  { files }: CopyPorts,
  version: Hash,
  read: (bytes: Uint8Array, generated: "leave" | "read") => Promise<Reading>,
): Promise<Downloaded | undefined> {
  const bytes = await files.get(proofCopyKey(version, "docx"));
  if (!bytes) return undefined;
  const [own, whole] = [await read(bytes, "leave"), await read(bytes, "read")];
  return "refused" in own || "refused" in whole ? undefined : { tree: own.tree, whole: whole.tree };
}

function annotated({ tree, contributions }: Understood): AcceptedCopy {
  return { tree, annotations: contributions };
}

/** Without who wrote and answered it in the file: in an anonymous round nobody may learn it. */
function unsigned({ contribution, placed }: Placed): Placed {
  const { file, replies, ...rest } = contribution;
  const nobody = <T extends { author: string }>(signed: T): T => ({ ...signed, author: "" });
  const thread = replies && { replies: replies.map(nobody) };
  return { contribution: { ...rest, ...(file && { file: nobody(file) }), ...thread }, placed };
}

/** Each has an id of its own that a second reading gives it again. */
function remarksOf(
  { clock }: CopyPorts,
  { upload }: CopyJob,
  { round, version }: Pick<Remark, "round" | "version">,
  placed: readonly Placed[],
): Remark[] {
  const now = new Date(clock()).toISOString();
  const id = (index: number) => createHash("sha256").update(`${upload} ${index}`).digest("base64url").slice(0, 22);
  return placed.map(({ contribution }, index) => ({
    ...{ ...contribution, id: id(index), round, version },
    ...{ created: now, updated: now },
  }));
}

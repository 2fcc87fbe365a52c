import { hashOf } from "../../shared/chain/hash.ts";
import { lettersWithPageCount } from "../../shared/deliverable/jobs.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Settings } from "../../shared/settings.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { everyVersion, withVersion } from "../../shared/stored/history.ts";
import { listJobs, wakeJob } from "../../shared/stored/job.ts";
import { draftCopyKey, keepFirst, type ProofFile, proofCopyKey } from "../../shared/stored/outputs.ts";
import { orderFor, type RenderPorts } from "./order.ts";
import type { SetDocuments } from "./render.ts";

export type ProofCopyJob = Extract<Job, { type: "proof" }>;

/**
 * Sets the version of a round for its reviewers, marked as submitted for review, as a Word file, a PDF and a picture of its first page. Safe to run
 * twice: keys keep what they have. A round that the state has no more needs none.
 */
export async function proofCopy(
  ports: RenderPorts,
  job: ProofCopyJob,
  set: SetDocuments,
  settings: Settings,
): Promise<void> {
  if (job.part !== undefined && job.draft) {
    const { continuedFile } = await import("./continued.ts");
    return continuedFile(ports, { ...job, draft: job.draft, part: job.part }, set, settings);
  }
  const loaded = await loadState(ports.store, job.deliverable);
  if (loaded && job.draft) return draftCopy(ports, loaded.state, { ...job, draft: job.draft }, set, settings);
  const round = loaded?.state.rounds.find(({ number, version }) => number === job.round && version === job.version);
  if (!loaded || !round) return;
  const order = await orderFor(ports, loaded.state, { ...round, instant: round.opened }, settings);
  const { outputs, picture } = await set({ ...order, underReview: true });
  const copies: ProofFile[] = [];
  for (const { format, mediaType, bytes, pages } of outputs) {
    if (format === "html") continue;
    const kept = await keepFirst(ports.files, proofCopyKey(job.version, format), bytes, mediaType);
    copies.push({ format, bytes: kept.length, sha256: hashOf(kept), ...(pages !== undefined && { pages }) });
  }
  if (picture) {
    const { bytes, mediaType, width, height } = picture;
    const kept = await keepFirst(ports.files, proofCopyKey(job.version, "svg"), bytes, mediaType);
    copies.push({ format: "svg", bytes: kept.length, sha256: hashOf(kept), width, height });
  }
  await ports.files.put(proofCopyKey(job.version, "json"), Buffer.from(JSON.stringify(copies)), "application/json");
  await wakeLetters(ports, job);
}

/** Letters that waited for the version to be set, to tell how many pages it has, leave. */
async function wakeLetters(ports: RenderPorts, { deliverable, round }: ProofCopyJob): Promise<void> {
  for (const job of await listJobs(ports.store)) {
    const waits = job.type === "mail" && job.status === "waiting" && lettersWithPageCount.has(job.letter);
    if (waits && job.deliverable === deliverable && job.round === round) await wakeJob(ports, job.id);
  }
}

/** A draft as a Word file for its authors: nothing says that it was submitted. A version that there never was needs none. */
async function draftCopy(
  ports: RenderPorts,
  state: State,
  { version, draft }: ProofCopyJob & { draft: NonNullable<ProofCopyJob["draft"]> },
  set: SetDocuments,
  settings: Settings,
): Promise<void> {
  const known = (await everyVersion(ports.store, state)).find(({ hash }) => hash === version);
  if (!known) return;
  const whole = await withVersion(ports.store, state, version);
  const order = await orderFor(ports, whole, { version, ...draft, instant: known.accepted }, settings);
  const docx = (await set(order)).outputs.find(({ format }) => format === "docx")!;
  await keepFirst(ports.files, draftCopyKey(version), docx.bytes, docx.mediaType);
}

import type { Event } from "../../shared/deliverable/event.ts";
import type { Job } from "../../shared/jobs/job.ts";
import { loadEvents } from "../../shared/stored/deliverable.ts";
import { editionOutputs, proofArchiveSeq, proofArchivesOf, redlineKey } from "../../shared/stored/outputs.ts";
import { forgetProofArchives } from "../../shared/stored/proof-archive.ts";
import type { Hash } from "../../shared/values.ts";
import type { RenderPorts } from "./order.ts";

export type UnpublishJob = Extract<Job, { type: "unpublish" }>;

/**
 * Takes away the files of a final that was withdrawn: the documents of every edition, what changed from one to the next, and the
 * proof archives of before, which hold them. What was sent, read, reviewed and decided stays. Safe to run twice; of a
 * deliverable that is not withdrawn, or whose withdrawal was taken back, nothing goes.
 */
export async function unpublish({ store, files }: RenderPorts, { deliverable, seq }: UnpublishJob): Promise<void> {
  const all = await Array.fromAsync(loadEvents(store, deliverable));
  const events = all.slice(0, seq);
  const isTakenBack = all.some(({ type, data }) => type === "undone" && data.of === seq);
  if (events.at(-1)?.type !== "withdrawn" || isTakenBack) return;
  const finals = finalsIn(events);
  await forgetProofArchives(store, deliverable, seq);
  for (const { version, edition } of finals)
    for await (const key of files.list(editionOutputs(version, edition))) await files.delete(key);
  for (const [index, { version: to }] of finals.entries()) {
    const from = finals[index - 1]?.version;
    if (from === undefined || from === to) continue;
    for (const format of ["json", "html", "docx"] as const) await files.delete(redlineKey(from, to, format));
  }
  for await (const key of files.list(proofArchivesOf(deliverable)))
    if ((proofArchiveSeq(key) ?? 0) < seq) await files.delete(key);
}

/** The versions that were approved or declared, with the number of the edition, whether or not it was set; in their order. */
function finalsIn(events: readonly Event[]): { version: Hash; edition: number }[] {
  let edition = 1;
  return events.flatMap(({ type, data }) => {
    if (type === "editionOpened") edition = data.edition;
    if (type === "editionAbandoned") edition = data.edition - 1;
    const made = type === "correctionDeclared" || (type === "roundClosed" && data.outcome === "approved");
    return made ? [{ version: data.version, edition }] : [];
  });
}

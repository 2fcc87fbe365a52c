import { draftAndWaiting } from "../../shared/deliverable/remarks/waiting.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Settings } from "../../shared/settings.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { continuedKey, keepFirst } from "../../shared/stored/outputs.ts";
import { orderFor, type RenderPorts } from "./order.ts";
import type { SetDocuments } from "./render.ts";
import { waitingComments } from "./waiting-comments.ts";

type ProofJob = Extract<Job, { type: "proof" }>;
type Continued = Pick<ProofJob, "deliverable" | "version"> & Required<Pick<ProofJob, "draft" | "part">>;

/**
 * A part of the draft as a Word file for its authors to go on from, with the remarks that wait on it and on the whole as comments,
 * as both stand now. Safe to run twice. A draft that is not the current one any more needs none.
 */
export async function continuedFile(
  ports: RenderPorts,
  { deliverable, version, draft, part }: Continued,
  set: SetDocuments,
  settings: Settings,
): Promise<void> {
  const state = (await loadState(ports.store, deliverable))?.state;
  const current = state?.versions.at(-1);
  const made = state && draftAndWaiting(state, part);
  if (!state || !made || current?.hash !== version) return;
  const whole = await orderFor(ports, state, { version, ...draft, instant: current.accepted }, settings);
  const parts = whole.parts.filter(({ id }) => id === part);
  const comments = await waitingComments(ports, state, parts);
  // it comes back as what its author sends: without what sets the parts of several apart
  const order = { ...whole, parts, kind: { ...whole.kind, parts: "one" as const }, comments };
  const docx = (await set(order)).outputs.find(({ format }) => format === "docx")!;
  await keepFirst(ports.files, continuedKey(deliverable, made), docx.bytes, docx.mediaType);
}

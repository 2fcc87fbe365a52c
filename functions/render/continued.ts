import { draftAndWaiting } from "../../shared/deliverable/remarks/waiting.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Settings } from "../../shared/settings.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { continuedKey, keepFirst } from "../../shared/stored/outputs.ts";
import { orderFor, type RenderPorts } from "./order.ts";
import type { SetDocuments } from "./render.ts";
import { waitingComments } from "./waiting-comments.ts";

type ProofJob = Extract<Job, { type: "proof" }>;

/**
 * The draft as a Word file for its authors to go on from, with the remarks that wait as comments, as both stand now. Safe to run
 * twice. A draft that is not the current one any more needs none.
 */
export async function continuedFile(
  ports: RenderPorts,
  { deliverable, version, draft }: Pick<ProofJob, "deliverable" | "version"> & Required<Pick<ProofJob, "draft">>,
  set: SetDocuments,
  settings: Settings,
): Promise<void> {
  const state = (await loadState(ports.store, deliverable))?.state;
  const current = state?.versions.at(-1);
  const made = state && draftAndWaiting(state);
  if (!state || !made || current?.hash !== version) return;
  const order = await orderFor(ports, state, { version, ...draft, instant: current.accepted }, settings);
  const comments = await waitingComments(ports, state, order.parts);
  const docx = (await set({ ...order, comments })).outputs.find(({ format }) => format === "docx")!;
  await keepFirst(ports.files, continuedKey(deliverable, made), docx.bytes, docx.mediaType);
}

import { hashOf } from "../../shared/chain/hash.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { Output } from "../../shared/deliverable/final/final.ts";
import type { State } from "../../shared/deliverable/state.ts";
import type { Approval } from "../../shared/document/approval/facts.ts";
import { approvalOf } from "../../shared/evidence/approval.ts";
import { loadRecordData } from "../../shared/evidence/record-data.ts";
import type { Rendered } from "../../shared/formats/render.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Settings } from "../../shared/settings.ts";
import { deliverables, loadEvents, loadState } from "../../shared/stored/deliverable.ts";
import { keepFirst, outputKey } from "../../shared/stored/outputs.ts";
import { orderFor, type RenderOrder, type RenderPorts } from "./order.ts";

export type RenderJob = Extract<Job, { type: "render" }>;
/** Sets the three documents: in the process on AWS, in a child process elsewhere. */
export type SetDocuments = (order: RenderOrder) => Promise<{ outputs: Rendered[] }>;

/**
 * Renders an approved version, or one declared corrected, into immutable keys, then issues `outputs ready`. Safe to run twice:
 * an edition has keys of its own. Where it was withdrawn meanwhile, nothing of it is left.
 */
export async function render(ports: RenderPorts, job: RenderJob, set: SetDocuments, settings: Settings): Promise<void> {
  const loaded = await loadState(ports.store, job.deliverable);
  const final = loaded?.state.final;
  if (!loaded || final?.version !== job.version || final.edition !== job.edition || final.outputs.length > 0) return;

  // a correction is set as the edition was that it corrects
  const round = loaded.state.rounds.find(({ number }) => number === final.round);
  if (!round) throw new Error(`no round held ${job.version}`);
  const { kind, theme } = round;
  const { version, edition, corrected } = final;
  const setting = { version, kind, theme, instant: final.approved };
  const numbered = edition > 1 && { edition: { number: edition, ...(corrected && { corrected }) } };
  const order = await orderFor(ports, loaded.state, { ...setting, ...numbered }, settings);
  const approval = await recordOf(ports, loaded.state, settings);
  const { outputs } = await set({ ...order, ...(approval && { approval }) });
  const kept = await Promise.all(outputs.map((output) => keep(ports, loaded.state, job, output)));
  const { state } = await issue(deliverables, ports, job.deliverable, {
    type: "outputsReady",
    by: "line",
    version,
    edition,
    outputs: kept,
  });
  if (state.stage === "withdrawn") for (const { key } of kept) await ports.files.delete(key);
}

/** What the final tells of its own approval. */
async function recordOf(
  { store, files }: RenderPorts,
  state: State,
  { timeZone }: Settings,
): Promise<Approval | undefined> {
  const events = await Array.fromAsync(loadEvents(store, state.id));
  return approvalOf(state, events, await loadRecordData({ store, files }, events), timeZone);
}

async function keep(
  ports: RenderPorts,
  state: State,
  job: RenderJob,
  { format, mediaType, bytes, pages }: Rendered,
): Promise<Output> {
  const key = outputKey(job.version, job.edition, state.title, format);
  const kept = await keepFirst(ports.files, key, bytes, mediaType);
  return { format, key, sha256: hashOf(kept), bytes: kept.length, ...(pages === undefined ? {} : { pages }) };
}

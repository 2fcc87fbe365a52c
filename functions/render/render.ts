import { hashOf } from "../../shared/chain/hash.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { Event } from "../../shared/deliverable/event.ts";
import type { Output, Picture } from "../../shared/deliverable/final/final.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { mayComeBack } from "../../shared/deliverable/undoing/undoable.ts";
import type { Approval } from "../../shared/document/approval/facts.ts";
import { approvalOf } from "../../shared/evidence/approval.ts";
import { loadRecordData } from "../../shared/evidence/record-data.ts";
import type { PagePicture, Rendered } from "../../shared/formats/render.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Settings } from "../../shared/settings.ts";
import { deliverables, loadEvents, loadState } from "../../shared/stored/deliverable.ts";
import { keepFirst, outputKey, pictureKey } from "../../shared/stored/outputs.ts";
import { orderFor, type RenderOrder, type RenderPorts } from "./order.ts";

export type RenderJob = Extract<Job, { type: "render" }>;
/** Sets the three documents: in the process on AWS, in a child process elsewhere. */
export type SetDocuments = (order: RenderOrder) => Promise<SetDocument>;
/** Its files, and its first page as a picture, where one was made. */
export type SetDocument = { outputs: Rendered[]; picture?: PagePicture };

/**
 * Renders an approved version, or one declared corrected, into immutable keys, then issues `outputs ready`. Safe to run twice:
 * an edition has keys of its own, and so has each approval of it where one was taken back. Where it was withdrawn meanwhile, nothing of it is left.
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
  const events = await Array.fromAsync(loadEvents(ports.store, loaded.state.id));
  const approval = await recordOf(ports, loaded.state, events, settings);
  const again = events.filter(({ type, data }) => type === "undone" && data.what === "roundClosed").length;
  const { outputs, picture } = await set({ ...order, ...(approval && { approval }) });
  const kept = await Promise.all(outputs.map((output) => keep(ports, loaded.state, job, again, output)));
  const page = picture && (await keepPicture(ports, job, again, picture));
  const { state } = await issue(deliverables, ports, job.deliverable, {
    type: "outputsReady",
    by: "line",
    version,
    edition,
    approved: final.approved,
    outputs: kept,
    ...(page && { picture: page }),
  });
  const isGone = state.stage === "withdrawn" && !mayComeBack(state, ports.clock());
  if (isGone) for (const { key } of [...kept, ...(page ? [page] : [])]) await ports.files.delete(key);
}

/** What the final tells of its own approval. */
async function recordOf(
  { store, files }: RenderPorts,
  state: State,
  events: readonly Event[],
  { timeZone }: Settings,
): Promise<Approval | undefined> {
  return approvalOf(state, events, await loadRecordData({ store, files }, events), timeZone);
}

async function keep(
  ports: RenderPorts,
  state: State,
  job: RenderJob,
  again: number,
  { format, mediaType, bytes, pages }: Rendered,
): Promise<Output> {
  const key = outputKey(job.version, job.edition, again, state.title, format);
  const kept = await keepFirst(ports.files, key, bytes, mediaType);
  return { format, key, sha256: hashOf(kept), bytes: kept.length, ...(pages === undefined ? {} : { pages }) };
}

async function keepPicture(
  { files }: RenderPorts,
  { version, edition }: RenderJob,
  again: number,
  { bytes, mediaType, width, height }: PagePicture,
): Promise<Picture> {
  const key = pictureKey(version, edition, again);
  const kept = await keepFirst(files, key, bytes, mediaType);
  return { key, sha256: hashOf(kept), bytes: kept.length, width, height };
}

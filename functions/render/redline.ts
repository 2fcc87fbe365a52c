import { hashOf } from "../../shared/chain/hash.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { type Begun, begunAs } from "../../shared/document/begin.ts";
import { mediaTypes } from "../../shared/formats/media-types.ts";
import type { RedlineInput } from "../../shared/formats/redline.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Content, Store } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import { loadEvents, loadState } from "../../shared/stored/deliverable.ts";
import { type PastVersion, versionsOf } from "../../shared/stored/history.ts";
import { keepFirst, type RedlineFacts, redlineKey } from "../../shared/stored/outputs.ts";
import { loadImages, loadManifest, type PartContent, pinned } from "../../shared/stored/version.ts";
import type { Hash } from "../../shared/values.ts";
import type { RenderPorts } from "./order.ts";

export type RedlineJob = Extract<Job, { type: "redline" }>;
/** What a comparing process needs, all of it plain data. */
export type RedlineOrder = Omit<RedlineInput, "imageHref">;
export type Redlined = { html: string; docx: Uint8Array; changes: number };
/** Compares two versions: in the process on AWS, in a child process elsewhere. */
export type CompareVersions = (order: RedlineOrder) => Promise<Redlined>;

/**
 * Keeps what changed between two versions as a Word file, as an article for a page, and, last, what the two are. Safe to run
 * twice: what is there stays, and is what the last tells of. Changes are told as the network's: nobody is named.
 */
export async function redline(
  ports: RenderPorts,
  job: RedlineJob,
  compare: CompareVersions,
  settings: Settings,
): Promise<void> {
  const { from, to } = job;
  const { files } = ports;
  const [pageKey, factsKey] = [redlineKey(from, to, "html"), redlineKey(from, to, "json")];
  if ((await files.head(pageKey)) && (await files.head(factsKey))) return;
  const loaded = await loadState(ports.store, job.deliverable);
  const order = loaded && (await orderFor(ports, loaded.state, job, settings));
  if (!order) return;
  const { html, docx, changes } = await compare(order);
  const file = await keepFirst(files, redlineKey(from, to, "docx"), docx, mediaTypes.docx);
  const page = await keepFirst(files, pageKey, Buffer.from(html), mediaTypes.html);
  const facts: RedlineFacts = { changes, docx: contentOf(file), html: contentOf(page) };
  await files.put(factsKey, Buffer.from(JSON.stringify(facts)), "application/json");
}

function contentOf(bytes: Uint8Array): Content {
  return { sha256: hashOf(bytes), bytes: bytes.length };
}

async function versionIn(store: Store, { id }: State, hash: Hash): Promise<PastVersion | undefined> {
  const versions = versionsOf(await Array.fromAsync(loadEvents(store, id)));
  return versions.find((version) => version.hash === hash);
}

function asPart({ part, tree }: Begun): PartContent {
  return { id: part, title: "", tree };
}

/** Both versions, as the round of the later one is set; undefined where the deliverables had no such versions. */
async function orderFor(
  { store, files }: RenderPorts,
  state: State,
  { from, to, origin }: RedlineJob,
  { network }: Settings,
): Promise<RedlineOrder | undefined> {
  const source = origin === undefined ? state : (await loadState(store, origin.deliverable))?.state;
  const before = source && (await versionIn(store, source, from));
  const after = await versionIn(store, state, to);
  const round = state.rounds.findLast(({ version }) => version === to || version === from) ?? state.rounds.at(-1);
  const setting = round ?? origin;
  if (!source || !before || !after || !setting) return undefined;
  const { kind, theme } = await pinned(files, setting);
  const now = await loadManifest(files, state, after.manifest);
  const read = await loadManifest(files, source, before.manifest);
  const plans = [...state.parts, ...state.dropped];
  const old = source === state ? read : begunAs(read, state.parts, source.title).map(asPart);
  const parts = plans.map(({ id, title }) => {
    const [was, is] = [old, now].map((read) => read.find((part) => part.id === id)?.tree);
    return { title, ...(was && { before: was }), ...(is && { after: is }) };
  });
  return {
    parts: parts.filter((part) => part.before ?? part.after),
    ...{ theme, images: await loadImages(files, [...old, ...now], {}) },
    ...{ author: network, instant: after.accepted, language: state.language, title: state.title },
    numbered: kind.layout.numbered,
  };
}

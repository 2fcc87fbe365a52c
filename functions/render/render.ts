import type { Rendered, RenderInput } from "../../shared/formats/render.ts";
import { issue } from "../../shared/line/issue.ts";
import { loadState } from "../../shared/line/rows/deliverable.ts";
import { getPerson } from "../../shared/line/rows/person.ts";
import { loadImages, loadVersion, pinned, versionOf } from "../../shared/line/version.ts";
import type { Ports } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import { hashOf } from "../../shared/workflow/hash.ts";
import type { Job } from "../../shared/workflow/job.ts";
import type { Hash, Output, State } from "../../shared/workflow/state.ts";

export type RenderJob = Extract<Job, { type: "render" }>;
/** What it needs of the world: no mail, no keys. */
export type RenderPorts = Pick<Ports, "store" | "files" | "clock" | "ids">;
/** What a rendering process needs besides fonts: all of it plain data. */
export type RenderOrder = Omit<RenderInput, "fonts" | "imageHref">;
/** Sets the three documents: in the process on AWS, in a child process elsewhere. */
export type SetDocuments = (order: RenderOrder) => Promise<{ outputs: Rendered[] }>;

/** Renders an approved version into immutable keys, then issues `outputs ready`. Safe to run twice. */
export async function render(ports: RenderPorts, job: RenderJob, set: SetDocuments, settings: Settings): Promise<void> {
  const loaded = await loadState(ports.store, job.deliverable);
  const final = loaded?.state.final;
  if (!loaded || final?.version !== job.version || final.edition !== job.edition || final.outputs.length > 0) return;

  const { outputs } = await set(await order(ports, loaded.state, job.version, settings));
  const kept = await Promise.all(outputs.map((output) => keep(ports, loaded.state, job, output)));
  const { version, edition } = job;
  await issue(ports, job.deliverable, { type: "outputsReady", by: "line", version, edition, outputs: kept });
}

async function order(ports: RenderPorts, state: State, version: Hash, settings: Settings): Promise<RenderOrder> {
  const round = state.rounds.findLast((held) => held.version === version);
  if (!round) throw new Error(`no round held ${version}`);
  const parts = await loadVersion(ports.files, state, version);
  const { kind, theme } = await pinned(ports.files, round);
  const images = await loadImages(ports.files, parts, theme);
  const { title, action } = state;
  const facts = { network: settings.network, title, action, funders: await funderNames(ports, state) };
  const instant = state.final?.approved ?? versionOf(state, version).accepted;
  return { parts, kind, theme, facts, fileName: title, version, instant, images };
}

/** The organisations that fund, each once. */
async function funderNames({ store }: RenderPorts, { funders }: State): Promise<string[]> {
  const people = await Promise.all(funders.map((id) => getPerson(store, id)));
  return [...new Set(people.flatMap((person) => (person?.organisation ? [person.organisation] : [])))];
}

async function keep(
  ports: RenderPorts,
  state: State,
  job: RenderJob,
  { format, mediaType, bytes, pages }: Rendered,
): Promise<Output> {
  const key = `outputs/${job.version}/${job.edition}/${slug(state.title)}.${format}`;
  await ports.files.put(key, bytes, mediaType);
  return { format, key, sha256: hashOf(bytes), bytes: bytes.length, ...(pages === undefined ? {} : { pages }) };
}

/** A title as a file name: ASCII letters, digits and hyphens, 60 characters at most. */
function slug(title: string): string {
  const ascii = title.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/gi, "oe").replace(/æ/gi, "ae").toLowerCase();
  const name = ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return name.slice(0, 60).replace(/-$/, "") || "document";
}

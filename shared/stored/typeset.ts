import { hashOf } from "../chain/hash.ts";
import type { DocumentTree } from "../document/tree.ts";
import type { Job } from "../jobs/job.ts";
import { loadKind, loadTheme } from "../kinds/resolve.ts";
import type { Ports } from "../ports.ts";
import { getJob, type JobStatus, oweJob } from "./job.ts";
import { type TypesetFile, type TypesetSource, typesetKey } from "./outputs.ts";
import { keep } from "./version.ts";

/** A document that is set of a tree: its files once they are there, else how their job is doing; neither: nobody asked for them. */
export type TypesetFiles = { files: TypesetFile[]; job?: JobStatus };

/** A document that no deliverable is: its tree, and the kind that it is set as; without one, it is one wide table on its side. */
export type ToSet = { tree: DocumentTree; kind?: string };

/** What names the files of a document: its tree, its kind and its theme as they are today. A word that changes makes other files. */
export async function typesetSource({ assets }: Pick<Ports, "assets">, { tree, kind }: ToSet): Promise<TypesetSource> {
  const { theme } = await loadTheme(assets);
  const hashes = { tree: hashOf(tree), theme: hashOf(theme) };
  return kind === undefined ? hashes : { ...hashes, kind: (await loadKind(assets, kind)).hash };
}

/** What there is of the files of a document. */
export async function typesetFiles(
  { store, files }: Pick<Ports, "store" | "files">,
  source: TypesetSource,
): Promise<TypesetFiles> {
  // the job first: one that ends meanwhile leaves what is then looked for
  const job = await getJob(store, typesetJobId(source));
  const facts = await files.get(typesetKey(source, "json"));
  if (facts) return { files: JSON.parse(Buffer.from(facts).toString("utf8")) as TypesetFile[] };
  return { files: [], ...(job && { job: job.status }) };
}

/**
 * Keeps a document as a tree, with its kind and its theme of today, and owes its files: once, however often they are asked for. Gives
 * what names them.
 */
export async function askForFiles(
  ports: Pick<Ports, "store" | "files" | "assets" | "clock">,
  { tree, kind }: ToSet,
): Promise<TypesetSource> {
  const { theme } = await loadTheme(ports.assets);
  const kept = { tree: await keep(ports.files, "trees", tree), theme: await keep(ports.files, "themes", theme) };
  const source =
    kind === undefined
      ? kept
      : { ...kept, kind: await keep(ports.files, "kinds", (await loadKind(ports.assets, kind)).kind) };
  if ((await typesetFiles(ports, source)).files.length === 0) await oweTypeset(ports, source);
  return source;
}

/** Owes the files of a document whose tree, kind and theme are kept. */
export async function oweTypeset(ports: Pick<Ports, "store" | "clock">, source: TypesetSource): Promise<void> {
  const job: Job = {
    id: typesetJobId(source),
    type: "typeset",
    ...source,
    instant: new Date(ports.clock()).toISOString(),
  };
  await oweJob(ports, job);
}

function typesetJobId({ tree, theme, kind }: TypesetSource): string {
  return ["typeset", tree, theme, ...(kind === undefined ? [] : [kind])].join("/");
}

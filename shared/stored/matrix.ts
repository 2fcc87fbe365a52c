import { hashOf } from "../chain/hash.ts";
import type { DocumentTree } from "../document/tree.ts";
import type { Job } from "../jobs/job.ts";
import { loadTheme } from "../kinds/resolve.ts";
import type { Ports } from "../ports.ts";
import { getJob, type JobStatus, oweJob } from "./job.ts";
import { type MatrixFile, type MatrixSource, matrixKey } from "./outputs.ts";
import { keep } from "./version.ts";

/** The documents of a matrix: its files once they are there, else how their job is doing; neither: nobody asked for them. */
export type MatrixFiles = { files: MatrixFile[]; job?: JobStatus };

/** What names the documents of a matrix: its tree and the theme of today. A word that changes makes other documents. */
export async function matrixSource({ assets }: Pick<Ports, "assets">, tree: DocumentTree): Promise<MatrixSource> {
  const { theme } = await loadTheme(assets);
  return { tree: hashOf(tree), theme: hashOf(theme) };
}

/** What there is of the documents of a matrix. */
export async function matrixFiles(
  { store, files }: Pick<Ports, "store" | "files">,
  source: MatrixSource,
): Promise<MatrixFiles> {
  const facts = await files.get(matrixKey(source, "json"));
  if (facts) return { files: JSON.parse(Buffer.from(facts).toString("utf8")) as MatrixFile[] };
  const job = await getJob(store, matrixJobId(source));
  return { files: [], ...(job && { job: job.status }) };
}

/** Keeps a matrix as a tree, and the theme of today, and owes their documents: once, however often they are asked for. */
export async function askForMatrix(
  ports: Pick<Ports, "store" | "files" | "assets" | "clock">,
  tree: DocumentTree,
): Promise<void> {
  const { theme } = await loadTheme(ports.assets);
  const source = { tree: await keep(ports.files, "trees", tree), theme: await keep(ports.files, "themes", theme) };
  if ((await matrixFiles(ports, source)).files.length === 0) await oweMatrix(ports, source);
}

/** Owes the documents of a matrix whose tree and theme are kept. */
export async function oweMatrix(ports: Pick<Ports, "store" | "clock">, source: MatrixSource): Promise<void> {
  const job: Job = {
    id: matrixJobId(source),
    type: "matrix",
    ...source,
    instant: new Date(ports.clock()).toISOString(),
  };
  await oweJob(ports, job);
}

function matrixJobId({ tree, theme }: MatrixSource): string {
  return `matrix/${tree}/${theme}`;
}

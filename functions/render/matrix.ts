import { hashOf } from "../../shared/chain/hash.ts";
import type { Demands } from "../../shared/document/demands.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Theme } from "../../shared/kinds/theme.ts";
import { keepFirst, type MatrixFile, matrixKey } from "../../shared/stored/outputs.ts";
import { loadImages, loadTree, pinnedTheme } from "../../shared/stored/version.ts";
import type { RenderPorts } from "./order.ts";
import type { SetDocuments } from "./render.ts";

export type MatrixJob = Extract<Job, { type: "matrix" }>;

/** A sheet asks for no section, and has neither cover nor contents. */
const sheet: Demands = {
  parts: "one",
  sections: [],
  // the words of the programme stay as the page and the spreadsheet have them
  layout: { cover: false, contents: 0, lists: false, numbered: 0, orthotypography: false },
  cover: [],
};

/**
 * Sets the matrix of a programme on its side, as a Word file and a PDF, from the tree that the page stored. Safe to run twice: keys
 * keep what they have, and the last file tells of the others.
 */
export async function matrix(
  ports: RenderPorts,
  { tree, theme, instant }: MatrixJob,
  set: SetDocuments,
): Promise<void> {
  const { files } = ports;
  const factsKey = matrixKey({ tree, theme }, "json");
  if (await files.head(factsKey)) return;
  const document = await loadTree(files, tree);
  const parts = [{ id: "matrix", title: "", tree: document }];
  const sheetTheme = onSheet(await pinnedTheme(files, { theme }));
  const images = await loadImages(files, parts, sheetTheme);
  const fileName = document.meta.title ?? "";
  const order = { parts, kind: sheet, theme: sheetTheme, facts: {}, fileName, instant, images, version: tree };
  const { outputs } = await set({ ...order, orientation: "landscape" });
  const made: MatrixFile[] = [];
  for (const { format, mediaType, bytes, pages } of outputs) {
    if (format === "html") continue;
    const kept = await keepFirst(files, matrixKey({ tree, theme }, format), bytes, mediaType);
    made.push({ format, bytes: kept.length, sha256: hashOf(kept), ...(pages !== undefined && { pages }) });
  }
  await files.put(factsKey, Buffer.from(JSON.stringify(made)), "application/json");
}

/** Points: nine actions and a column of titles stand side by side on A4 in this type, without a word cut. */
const cellType = { size: 8.5, leading: 10.5 };
/** Millimetres. */
const margin = { top: 20, bottom: 18, inner: 14, outer: 14 };

/** A theme for one wide table: narrow margins, small cells, a title that leaves the page to the table. */
function onSheet(theme: Theme): Theme {
  const { styles } = theme;
  return {
    ...theme,
    page: { ...theme.page, margin },
    styles: {
      ...styles,
      title: { ...styles.title, size: 18, leading: 22, after: 2 },
      tableCell: { ...styles.tableCell, ...cellType },
      tableHeader: { ...styles.tableHeader, ...cellType },
    },
  };
}

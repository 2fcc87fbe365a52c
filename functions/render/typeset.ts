import { hashOf } from "../../shared/chain/hash.ts";
import type { Demands } from "../../shared/document/demands.ts";
import type { Theme } from "../../shared/kinds/theme.ts";
import { keepFirst, type TypesetFile, type TypesetSource, typesetKey } from "../../shared/stored/outputs.ts";
import { loadImages, loadTree, pinnedKind, pinnedTheme } from "../../shared/stored/version.ts";
import type { Instant } from "../../shared/values.ts";
import type { RenderOrder, RenderPorts } from "./order.ts";
import type { SetDocuments } from "./render.ts";

/** `instant`: when its files were asked for, the date that they bear. */
export type TypesetJob = TypesetSource & { instant: Instant };

/**
 * Sets a document that no deliverable is, as a Word file and a PDF, from the tree that a page stored. Safe to run twice: keys keep
 * what they have, and the last file tells of the others.
 */
export async function typeset(
  ports: RenderPorts,
  { tree, theme, kind, instant }: TypesetJob,
  set: SetDocuments,
): Promise<void> {
  const { files } = ports;
  const source = { tree, theme, ...(kind !== undefined && { kind }) };
  const factsKey = typesetKey(source, "json");
  if (await files.head(factsKey)) return;
  const document = await loadTree(files, tree);
  const parts = [{ id: "whole", title: "", tree: document }];
  const given = await pinnedTheme(files, { theme });
  const form = kind === undefined ? onSide(given) : upright(given, await pinnedKind(files, { kind }));
  const images = await loadImages(files, parts, form.theme);
  const facts = { network: document.meta.authors.join(", ") };
  const fileName = document.meta.title ?? "";
  const { outputs } = await set({ parts, ...form, facts, fileName, instant, images, version: tree });
  const made: TypesetFile[] = [];
  for (const { format, mediaType, bytes, pages } of outputs) {
    if (format === "html") continue;
    const kept = await keepFirst(files, typesetKey(source, format), bytes, mediaType);
    made.push({ format, bytes: kept.length, sha256: hashOf(kept), ...(pages !== undefined && { pages }) });
  }
  await files.put(factsKey, Buffer.from(JSON.stringify(made)), "application/json");
}

type Form = Pick<RenderOrder, "kind" | "theme" | "orientation">;

/** As its kind says, with margins in millimetres that leave the page to tables. */
function upright({ page, ...theme }: Theme, kind: Demands): Form {
  return { kind, theme: { ...theme, page: { ...page, margin: { top: 24, bottom: 24, inner: 22, outer: 22 } } } };
}

/** A table on its side: no section, neither cover nor contents. The words stay as the page and the spreadsheet have them. */
const sheet: Demands = {
  parts: "one",
  sections: [],
  layout: { cover: false, contents: 0, lists: false, numbered: 0, orthotypography: false },
  cover: [],
};

/** Points: nine actions and a column of titles stand side by side on A4 in this type, without a word cut. */
const cellType = { size: 8.5, leading: 10.5 };

/** For one wide table: narrow margins in millimetres, small cells, a title that leaves the page to the table. */
function onSide({ page, styles, ...theme }: Theme): Form {
  const narrow = {
    ...theme,
    page: { ...page, margin: { top: 20, bottom: 18, inner: 14, outer: 14 } },
    styles: {
      ...styles,
      title: { ...styles.title, size: 18, leading: 22, after: 2 },
      tableCell: { ...styles.tableCell, ...cellType },
      tableHeader: { ...styles.tableHeader, ...cellType },
    },
  };
  return { kind: sheet, theme: narrow, orientation: "landscape" };
}

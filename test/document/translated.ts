import { identify } from "../../shared/document/identify.ts";
import type { Passage, TranslatedPart } from "../../shared/document/translation/passages.ts";
import type { PassageRow } from "../../shared/document/translation/standing.ts";
import type { Block, DocumentTree, Inline } from "../../shared/document/tree.ts";
import { mapBlocks, mapInlines, mapInlinesOf } from "../../shared/document/visit.ts";

/** "règles" → "selgèr": other words of the same length, with the same numbers. */
export function translated(tree: DocumentTree): DocumentTree {
  const reversed = (value: string) => value.replace(/[\p{Ll}\p{M}]{2,}/gu, (word) => [...word].reverse().join(""));
  const inline = (one: Inline): Inline =>
    one.type === "text" || one.type === "code" ? { ...one, value: reversed(one.value) } : one;
  const blocks = (run: readonly Block[]) => {
    const said = mapInlinesOf(run, (inlines) => mapInlines(inlines, inline));
    return mapBlocks(said, (block) =>
      block.type === "codeBlock" ? { ...block, value: reversed(block.value) } : block,
    );
  };
  const notes = Object.fromEntries(Object.entries(tree.notes).map(([id, note]) => [id, blocks(note)]));
  const { title, subtitle } = tree.meta;
  const titles = { ...(title && { title: reversed(title) }), ...(subtitle && { subtitle: reversed(subtitle) }) };
  const meta = { ...tree.meta, ...titles, language: "en-GB" };
  return identify({ ...tree, blocks: blocks(tree.blocks), notes, meta });
}

/** A version of one part, "part-1". */
export const whole = (tree: DocumentTree): TranslatedPart[] => [{ id: "part-1", tree }];
/** A version of a source by its name. */
export const version = (name: string) => ({ version: name, parts: [{ part: "part-1", tree: name }] });

/** Blocks and trees of them in French, their ids given by what they say. */
export function paragraph(value: string): Block {
  return { type: "paragraph", id: "x", children: [{ type: "text", value }] };
}

export function heading(level: 1 | 2, value: string): Block {
  return { type: "heading", id: "x", level, numbered: true, children: [{ type: "text", value }] };
}

export function table(...rows: string[][]): Block {
  return {
    ...{ type: "table", id: "x", headerRows: 1 },
    columns: rows[0]!.map(() => ({ align: "start" as const })),
    rows: rows.map((cells, row) => ({
      cells: cells.map((cell) => ({ colSpan: 1, rowSpan: 1, header: row === 0, children: [paragraph(cell)] })),
    })),
  };
}

export function tree(...blocks: Block[]): DocumentTree {
  const meta = { authors: [], language: "fr-FR", keywords: [] };
  return identify({ schema: 1, meta, blocks, notes: {}, bibliography: [] });
}

/** Rows as "state: source → translation", the first words of each. */
export function told(rows: readonly PassageRow[]): string[] {
  const words = (passage: Passage | undefined) => passage?.text.split(" ").slice(0, 2).join(" ") ?? "–";
  return rows.map(({ state, source, translation }) => `${state}: ${words(source)} → ${words(translation)}`);
}

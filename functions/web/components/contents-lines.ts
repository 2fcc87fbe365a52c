import type { Composed } from "../../../shared/document/composed.ts";
import type { Heading } from "../../../shared/document/tree.ts";
import { eachBlock, notesCalled, plainText } from "../../../shared/document/visit.ts";
import type { VersionText } from "./version-text.ts";

/** A line of the contents: a heading, and the blocks that are under it, with those of the notes that they call. */
type ContentsLine = { id: string; label: string | undefined; words: string; blocks: Set<string> };

/** The headings of the first level that tells sections apart, in their order, each with all its blocks up to the next. */
export function contentsOf({ document }: Pick<VersionText, "document">): ContentsLine[] {
  const told = document.sections.filter(({ role }) => !["cover", "contents", "lists"].includes(role));
  const blocks = told.flatMap((section) => [...eachBlock(section.blocks)]);
  const headings = blocks.filter((block): block is Heading => block.type === "heading");
  const notes = new Map(document.notes.map(({ id, children }) => [id, children]));
  const levels = headings.map(({ level }) => level).toSorted((a, b) => a - b);
  const level = levels.find((each) => levels.filter((other) => other === each).length > 1) ?? levels[0];
  const lines: ContentsLine[] = [];
  for (const block of blocks) {
    if (block.type === "heading" && block.level === level)
      lines.push({ id: block.id, label: block.label, words: plainText(block.children), blocks: new Set() });
    const called = notesCalled(block).flatMap((note) => [...eachBlock(notes.get(note) ?? [])]);
    for (const { id } of [block, ...called]) lines.at(-1)?.blocks.add(id);
  }
  return lines;
}

/** A document for a page that has contents of its own beside it. */
export function withoutContents(document: Composed): Composed {
  return { ...document, sections: document.sections.filter(({ role }) => role !== "contents") };
}

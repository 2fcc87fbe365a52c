import { documentTexts } from "../i18n/documents.ts";
import type { Language } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import { captionOf } from "./number.ts";
import type { Block, Contents, ContentsEntry, Figure, Heading, Inline, Paragraph, Table } from "./tree.ts";
import { eachBlock, mapInlines, plainText } from "./visit.ts";

/** The title and the table of contents for the headings of `blocks` down to level `depth`; nothing when there is none. */
export function contentsBlocks(blocks: readonly Block[], depth: number, language: Language): Block[] {
  const headings = [...eachBlock(blocks)].filter((block) => block.type === "heading" && block.level <= depth);
  const entries = headings
    .map((block) => entryOf(block as Heading))
    .filter((entry) => plainText(entry.children).trim());
  if (entries.length === 0) return [];
  return [titleOf("contents", language), { type: "contents", id: "livrable-contents", of: "headings", entries }];
}

/** Fewer tables and figures than this are found without a list. */
const worthListing = 2;

/** The title and the lists of the tables and figures of `blocks` that have a caption; nothing for fewer than two. */
export function listBlocks(blocks: readonly Block[], language: Language): Block[] {
  const labelled = [...eachBlock(blocks)].filter(isLabelled);
  if (labelled.length < worthListing) return [];
  const lists = (["table", "figure"] as const).flatMap((type): Contents[] => {
    const entries = labelled.filter((block) => block.type === type).map(captionEntry);
    return entries.length === 0 ? [] : [{ type: "contents", id: `livrable-${type}s`, of: `${type}s`, entries }];
  });
  return [titleOf("lists", language, lists.length > 1 ? "lists" : `${labelled[0]!.type}s`), ...lists];
}

type Named = "contents" | "lists";

function titleOf(name: Named, language: Language, words: Named | "tables" | "figures" = name): Paragraph {
  const value = translate(language, documentTexts, words);
  const children: Inline[] = [{ type: "text", value }];
  return { type: "paragraph", id: `livrable-${name}Title`, role: "contentsTitle", children };
}

function isLabelled(block: Block): block is Table | Figure {
  return (block.type === "table" || block.type === "figure") && block.label !== undefined;
}

/** The whole caption, as Word takes it into a list that it makes anew. */
function captionEntry(block: Table | Figure): ContentsEntry {
  return { level: 1, children: unlinked(captionOf(block)), target: block.id };
}

function entryOf({ level, label, children, id }: Heading): ContentsEntry {
  const words = unlinked(children);
  return label === undefined ? { level, children: words, target: id } : { level, label, children: words, target: id };
}

/** Inlines with what leads elsewhere (links, references, note calls) taken off, its words kept. */
function unlinked(inlines: readonly Inline[]): Inline[] {
  return mapInlines(inlines, (inline): Inline | Inline[] => {
    switch (inline.type) {
      case "noteReference":
        return [];
      case "link":
      case "crossReference":
        return inline.children;
      case "citation":
        return unlinked(inline.text ?? []);
      case "lineBreak":
        return { type: "text", value: " " };
      default:
        return inline;
    }
  });
}

import { type Language, translate } from "../i18n/translate.ts";
import type { Block, Contents, ContentsEntry, Heading, Inline } from "./tree.ts";
import { eachBlock, mapInlines, plainText } from "./visit.ts";

/** The title and the table of contents for the headings of `blocks` down to level `depth`; nothing when there is none. */
export function contentsBlocks(blocks: readonly Block[], depth: number, language: Language): Block[] {
  const headings = [...eachBlock(blocks)].filter((block) => block.type === "heading" && block.level <= depth);
  const entries = headings
    .map((block) => entryOf(block as Heading))
    .filter((entry) => plainText(entry.children).trim());
  if (entries.length === 0) return [];
  const title = translate(language, "documents", "contents");
  const contents: Contents = { type: "contents", id: "livrable-contents", entries };
  return [
    {
      type: "paragraph",
      id: "livrable-contentsTitle",
      role: "contentsTitle",
      children: [{ type: "text", value: title }],
    },
    contents,
  ];
}

function entryOf({ level, label, children, id }: Heading): ContentsEntry {
  const words = unlinked(children);
  return label === undefined ? { level, children: words, target: id } : { level, label, children: words, target: id };
}

/** A heading's inlines with what leads elsewhere (links, references, note calls) taken off, its words kept. */
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

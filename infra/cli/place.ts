import { shortenAtWord } from "../../shared/document/shorten.ts";
import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { innerBlocks, textOf } from "../../shared/document/visit.ts";
import { say } from "../say.ts";

/** Characters. */
const longest = 40;

/**
 * Where something is, in the words by which its author finds it: "Le cadre a changé…, dans « Contexte »". `at` is a
 * block's id, as read or as composed ("p2-…"), or a place in the author's file, which is given as it is.
 */
export function placesOf({
  blocks,
  notes,
}: Pick<DocumentTree, "blocks" | "notes">): (at?: string) => string | undefined {
  const places = new Map<string, string>();
  let section = "";
  const note = (block: Block, within: string) => {
    places.set(block.id, placed(wordsOf(block), within));
    for (const inside of innerBlocks(block).flat()) note(inside, within);
  };
  for (const block of blocks) {
    if (block.type === "heading") section = "";
    note(block, section);
    if (block.type === "heading") section = wordsOf(block);
  }
  for (const block of Object.values(notes).flat()) note(block, "");
  return (at) => {
    if (at === undefined) return undefined;
    const id = at.replace(/^p\d+-/, "");
    return places.get(id) ?? (isId(id) ? undefined : at);
  };
}

/** A name that Livrable gave, of which an author knows nothing. */
function isId(id: string): boolean {
  return /^[0-9a-f]{8,}(-\d+)?$|^livrable-/.test(id);
}

function placed(words: string, section: string): string {
  return section === "" ? words : say("place", { words, section });
}

/** The first words of a block, or what it is where it has none. */
function wordsOf(block: Block): string {
  const words = textOf(block).replace(/\s+/g, " ").trim();
  if (words === "") return say(`place.${block.type}`);
  return shortenAtWord(words, longest);
}

import { BookmarkEnd, BookmarkStart, type ParagraphChild, type XmlComponent } from "docx";
import type { Composed } from "../../../document/composed.ts";
import type { Block, Inline } from "../../../document/tree.ts";
import { eachBlock, eachInline, ownInlines } from "../../../document/visit.ts";
import type { Writing } from "./writing.ts";

/** The longest name that Word takes for a bookmark. */
const longest = 40;

/**
 * Names for the places that something leads to or that the author named, by block id: the author's own name where Word
 * takes it, else one of ours (`_Ref…`, `_Toc…`: Word hides what begins with an underscore).
 */
export function nameBookmarks(document: Composed): Map<string, string> {
  const blocks = [...blocksOf(document)];
  const wanted = targetsOf(blocks);
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const block of blocks) {
    if (names.has(block.id) || (block.anchor === undefined && !wanted.has(block.id))) continue;
    const name = free(nameOf(block), taken);
    taken.add(name.toLowerCase());
    names.set(block.id, name);
  }
  return names;
}

/** `children` within the bookmark of the block `id`, where it has one. */
export function bookmarked(writing: Writing, id: string, children: ParagraphChild[]): ParagraphChild[] {
  const name = writing.bookmarks.get(id);
  return name === undefined ? children : within(writing, name, children);
}

/** The bookmark of a block that is no paragraph: it stands before it. */
export function bookmarkBefore(writing: Writing, id: string): XmlComponent[] {
  return bookmarked(writing, id, []) as XmlComponent[];
}

/** `children` within a bookmark called `name`. */
export function within(writing: Writing, name: string, children: ParagraphChild[]): ParagraphChild[] {
  const id = writing.next("bookmark");
  return [new BookmarkStart(name, id), ...children, new BookmarkEnd(id)] as ParagraphChild[];
}

function* blocksOf(document: Composed): Generator<Block> {
  for (const section of document.sections) yield* eachBlock(section.blocks);
  for (const note of document.notes) yield* eachBlock(note.children);
}

function targetsOf(blocks: readonly Block[]): Set<string> {
  const targets = new Set<string>();
  const see = (inlines: readonly Inline[]): void => {
    for (const inline of eachInline(inlines)) {
      if (inline.type === "crossReference") targets.add(inline.target);
      if (inline.type === "citation") see(inline.text ?? []);
    }
  };
  for (const block of blocks) {
    if (block.type === "contents") for (const entry of block.entries) targets.add(entry.target);
    see(ownInlines(block));
  }
  return targets;
}

function nameOf(block: Block): string {
  if (block.anchor !== undefined && /^\p{L}[\p{L}\p{N}_.:-]{0,39}$/u.test(block.anchor)) return block.anchor;
  return `${block.type === "heading" ? "_Toc" : "_Ref"}${block.id.replace(/\W/g, "_")}`.slice(0, longest);
}

function free(name: string, taken: ReadonlySet<string>): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate.toLowerCase()); count++) {
    candidate = `${name.slice(0, longest - 1 - String(count).length)}_${count}`;
  }
  return candidate;
}

import { createHash } from "node:crypto";
import { foldText } from "../identify.ts";
import type { Block, DocumentTree, Figure, Heading, Inline } from "../tree.ts";
import { eachBlock, eachInline, ownInlines, plainText } from "../visit.ts";

/** A part of a version as it is translated: its id in the manifest, and its tree. */
export type TranslatedPart = { id: string; tree: DocumentTree };

/** Where a passage is: a part of a version, and a block of its stored tree. */
export type Place = { part: string; block: string };

/**
 * What is translated at once: a block that says something of its own (a heading, a paragraph of the body, of an item or of a cell,
 * a caption, a figure with its alternative, code). `hash`: SHA-256 of what it says, hex; another spelling of spaces and
 * apostrophes is the same. `cell`: where a cell stands, rows and columns counted from 0.
 */
export type Passage = Place & {
  type: Block["type"];
  level?: Heading["level"];
  within: "body" | "list" | "quote" | "table" | "note";
  cell?: { table: string; row: number; column: number };
  text: string;
  hash: string;
  own: readonly Inline[];
  figure?: Figure;
};

/** All that is translated of a version, in reading order: of each part the body, then its notes as they are called. */
export function passagesOf(parts: readonly TranslatedPart[]): Passage[] {
  return parts.flatMap(({ id, tree }) => [
    ...passagesIn(id, tree.blocks, { within: "body" }),
    ...notesOf(tree).flatMap((blocks) => passagesIn(id, blocks, { within: "note" })),
  ]);
}

/** A place as a key: "part-1 3f9a…". */
export function placeKey({ part, block }: Place): string {
  return `${part} ${block}`;
}

type Around = Pick<Passage, "within" | "cell">;

function passagesIn(part: string, blocks: readonly Block[], around: Around): Passage[] {
  return blocks.flatMap((block) => [...ownPassage(part, block, around), ...inside(part, block, around)]);
}

/** Blocks inside another; those of a note are of the note, whatever holds them there. */
function inside(part: string, block: Block, around: Around): Passage[] {
  const into = (within: Passage["within"]) => (around.within === "note" ? around : { ...around, within });
  switch (block.type) {
    case "list":
      return block.items.flatMap(({ children }) => passagesIn(part, children, into("list")));
    case "quote":
      return passagesIn(part, block.children, into("quote"));
    case "table":
      return block.rows.flatMap(({ cells }, row) =>
        cells.flatMap(({ children }, column) =>
          passagesIn(part, children, { ...into("table"), cell: { table: block.id, row, column } }),
        ),
      );
    default:
      return [];
  }
}

/** A block without words and without a picture is nothing to translate. */
function ownPassage(part: string, block: Block, around: Around): Passage[] {
  const own = ownInlines(block);
  const text = block.type === "codeBlock" ? block.value : foldText([altOf(block), plainText(own)].join("\n"));
  if (text.trim() === "" && block.type !== "figure") return [];
  return [
    {
      ...{ part, block: block.id, type: block.type, ...around, text, own, hash: hashOf(block, text) },
      ...(block.type === "heading" && { level: block.level }),
      ...(block.type === "figure" && { figure: block }),
    },
  ];
}

function altOf(block: Block): string {
  return block.type === "figure" ? block.alt : "";
}

/** What a passage says, shows and leads to: bold is no other words, another address is. */
function hashOf(block: Block, text: string): string {
  const leads = [...eachInline(ownInlines(block))].flatMap((inline) => {
    if (inline.type === "link") return [inline.href];
    return inline.type === "citation" ? inline.items.map(({ key, locator }) => `${key} ${locator ?? ""}`) : [];
  });
  const shown = block.type === "figure" ? block.image.hash : "";
  const hash = createHash("sha256").update([block.type, text, shown, ...leads].join("\0"));
  return hash.digest("hex");
}

/** The notes of a tree by their first calls; those that nothing calls come last. */
function notesOf({ blocks, notes }: DocumentTree): Block[][] {
  const called = new Set<string>();
  const follow = (run: readonly Block[]): void => {
    for (const block of eachBlock(run))
      for (const inline of eachInline(ownInlines(block))) {
        if (inline.type !== "noteReference" || called.has(inline.note)) continue;
        called.add(inline.note);
        follow(notes[inline.note] ?? []);
      }
  };
  follow(blocks);
  return [...new Set([...called, ...Object.keys(notes).sort()])].flatMap((id) => (notes[id] ? [notes[id]] : []));
}

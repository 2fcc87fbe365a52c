import { createHash } from "node:crypto";
import { interfaceLanguage } from "../../i18n/languages.ts";
import { typedBibliography } from "../bibliography.ts";
import { foldText } from "../identify.ts";
import { formatEntry } from "../iso690.ts";
import type { Block, CslItem, DocumentTree, Figure, Heading, Inline } from "../tree.ts";
import { eachBlock, eachInline, ownInlines, plainText, textOf } from "../visit.ts";

/** A part of a version as it is translated: its id in the manifest, and its tree. */
export type TranslatedPart = { id: string; tree: DocumentTree };

/** Where a passage is: a part of a version, and a block of its stored tree, or the name of what a part has once ("title"). */
export type Place = { part: string; block: string };

/** What a part has at most once, whose place is its name: what it is called, and its bibliography, typed or as data. */
const singles = ["title", "subtitle", "bibliography"] as const;
export type Single = (typeof singles)[number];

/**
 * What is translated at once: a block that says something of its own (a heading, a paragraph of the body, of an item or of a cell,
 * a caption, a figure with its alternative, code), or one of the `singles`. `hash`: SHA-256 of what it says, hex; another spelling
 * of spaces and apostrophes is the same. `cell`: where a cell stands, rows and columns counted from 0.
 */
export type Passage = Place & {
  type: Block["type"] | Single;
  level?: Heading["level"];
  within: "body" | "list" | "quote" | "callout" | "table" | "note";
  cell?: { table: string; row: number; column: number };
  text: string;
  hash: string;
  own: readonly Inline[];
  figure?: Figure;
};

/** All that is translated of a version, in reading order: of each part its titles, the body, then its notes as they are called. */
export function passagesOf(parts: readonly TranslatedPart[]): Passage[] {
  return parts.flatMap(({ id, tree }) => {
    const { typed, beside, at = beside.length } = typedBibliography(tree.blocks);
    return [
      ...titlesOf(id, tree),
      ...passagesIn(id, beside.slice(0, at), { within: "body" }),
      ...bibliographyOf(id, tree, typed),
      ...passagesIn(id, beside.slice(at), { within: "body" }),
      ...notesOf(tree).flatMap((blocks) => passagesIn(id, blocks, { within: "note" })),
    ];
  });
}

/** Whether a passage is one of which its part has no other. */
export function isSingle({ type }: Passage): boolean {
  return (singles as readonly string[]).includes(type);
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
    case "callout":
      return passagesIn(part, block.children, into(block.type));
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
      ...{ part, block: block.id, type: block.type, ...around, text, own, hash: hashOfBlock(block, text) },
      ...(block.type === "heading" && { level: block.level }),
      ...(block.type === "figure" && { figure: block }),
    },
  ];
}

function altOf(block: Block): string {
  return block.type === "figure" ? block.alt : "";
}

/** What a passage says, shows and leads to: bold is no other words, another address is. */
function hashOfBlock(block: Block, text: string): string {
  const shown = block.type === "figure" ? block.image.hash : "";
  return hashOf([block.type, text, shown, ...leadsOf(block)]);
}

function leadsOf(block: Block): string[] {
  return [...eachInline(ownInlines(block))].flatMap((inline) => {
    if (inline.type === "link") return [inline.href];
    return inline.type === "citation" ? inline.items.map(({ key, locator }) => `${key} ${locator ?? ""}`) : [];
  });
}

function hashOf(said: readonly string[]): string {
  return createHash("sha256").update(said.join("\0")).digest("hex");
}

/** Title and subtitle, of the part where several are put together. */
function titlesOf(part: string, { meta }: DocumentTree): Passage[] {
  return (["title", "subtitle"] as const).flatMap((type): Passage[] => {
    const value = meta[type] ?? "";
    const text = foldText(value);
    if (text === "") return [];
    return [
      { part, block: type, type, within: "body", text, own: [{ type: "text", value }], hash: hashOf([type, text]) },
    ];
  });
}

/**
 * The bibliography as one passage, so that one that was typed and one that came as data are the same thing: its sections as typed,
 * then its entries as printed. Data that says the same in another order is the same.
 */
function bibliographyOf(part: string, { meta, bibliography }: DocumentTree, typed: readonly Block[]): Passage[] {
  if (typed.length === 0 && bibliography.length === 0) return [];
  const type = "bibliography";
  const style = { language: interfaceLanguage(meta.language), suffix: "" };
  const entries = bibliography.map((item) => plainText(formatEntry(item, style))).sort();
  const lines = [...typed.flatMap((block) => textOf(block).split("\n")), ...entries];
  const own = lines.map((value): Inline => ({ type: "text", value: `${value}\n` }));
  const leads = [...eachBlock(typed)].flatMap(leadsOf);
  const hash = hashOf([
    type,
    ...typed.map((block) => foldText(textOf(block))),
    ...leads,
    ...bibliography.map(asData).sort(),
  ]);
  return [{ part, block: type, type, within: "body", text: lines.map(foldText).join("\n"), own, hash }];
}

/** An entry without the key by which its document calls it. */
function asData({ id: _, ...item }: CslItem): string {
  const sorted = Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(sorted);
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

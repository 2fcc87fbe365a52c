import type { Block, CitationItem, Inline } from "../../document/tree.ts";
import { eachBlock, mapInlines, mapInlinesOf } from "../../document/visit.ts";
import type { RawTree } from "../reading.ts";

const reference = /(?<![\p{L}\p{N}@])@((?:tbl|tab|fig|sec|eq|lst)[:-][\p{L}\p{N}_:-]*[\p{L}\p{N}])/gu;

/**
 * References as pandoc-crossref and Quarto write them, `@tbl:budget` and `[@fig-carte]`, to places that the text names: they are
 * given the number of what they lead to. Others stay as they are.
 */
export function withTypedReferences<T extends Pick<RawTree, "blocks" | "notes">>(raw: T): T {
  const all = [...raw.blocks, ...Object.values(raw.notes).flat()];
  const places = new Set(Array.from(eachBlock(all), ({ anchor }) => anchor).filter((anchor) => anchor !== undefined));
  if (places.size === 0) return raw;
  const change = (blocks: Block[]) =>
    mapInlinesOf(blocks, (inlines) => mapInlines(inlines, (inline) => referencesIn(inline, places)));
  const notes = Object.fromEntries(Object.entries(raw.notes).map(([id, blocks]) => [id, change(blocks)]));
  return { ...raw, blocks: change(raw.blocks), notes };
}

function referencesIn(inline: Inline, places: ReadonlySet<string>): Inline | Inline[] {
  if (inline.type === "citation")
    return inline.items.every((item) => isPlace(item, places)) ? inline.items.flatMap(citedPlace) : inline;
  if (inline.type !== "text" || !inline.value.includes("@")) return inline;
  const pieces = inline.value.split(reference);
  if (pieces.length === 1) return inline;
  return pieces.flatMap((piece, index): Inline[] => {
    if (index % 2 === 0) return piece === "" ? [] : [{ type: "text", value: piece }];
    return places.has(piece) ? [led(piece)] : [{ type: "text", value: `@${piece}` }];
  });
}

function isPlace({ key, locator }: CitationItem, places: ReadonlySet<string>): boolean {
  return places.has(key) && locator === undefined && /^(?:tbl|tab|fig|sec|eq|lst)[:-]/.test(key);
}

function citedPlace({ key, prefix }: CitationItem, index: number): Inline[] {
  const before = [index > 0 ? ", " : "", prefix ? `${prefix} ` : ""].join("");
  return [...(before === "" ? [] : [{ type: "text", value: before } as const]), led(key)];
}

function led(target: string): Inline {
  return { type: "crossReference", target, children: [] };
}

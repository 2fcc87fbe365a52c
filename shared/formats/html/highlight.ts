import { findPassage, type Passage } from "../../document/anchor.ts";
import type { Composed } from "../../document/composed.ts";
import { foldWithPlaces } from "../../document/fold.ts";
import type { Block, Inline } from "../../document/tree.ts";
import { mapInlinesOf, plainText } from "../../document/visit.ts";
import { defaultLanguage } from "../../i18n/languages.ts";

/** Characters of a block's text, from one up to another. */
type Span = readonly [number, number];

/**
 * The document with the words of some passages as texts of their own, and which texts those are. A passage's block is a
 * composed one; where it has no quotation, or its words are not there any more as they were, all of the block's own
 * words are meant.
 */
export function highlight(
  document: Composed,
  passages: readonly Passage[],
): { document: Composed; marked: ReadonlySet<Inline> } {
  const marked = new Set<Inline>();
  const byBlock = Map.groupBy(passages, ({ block }) => block);
  const inBlocks = (blocks: Block[]): Block[] =>
    mapInlinesOf(blocks, (inlines, block) => {
      const meant = byBlock.get(block.id) ?? [];
      return meant.length === 0 ? inlines : markIn(inlines, spansOf(block, inlines, meant), marked);
    });
  const sections = document.sections.map((section) => ({ ...section, blocks: inBlocks(section.blocks) }));
  const notes = document.notes.map((note) => ({ ...note, children: inBlocks(note.children) }));
  return { document: passages.length === 0 ? document : { ...document, sections, notes }, marked };
}

function spansOf(block: Block, inlines: readonly Inline[], passages: readonly Passage[]): Span[] {
  const raw = plainText(inlines);
  const folded = block.type === "paragraph" || block.type === "heading" ? foldWithPlaces(raw) : undefined;
  return passages.map((passage): Span => {
    const whole: Span = [0, raw.length];
    if (!passage.quotation || !folded) return whole;
    const tree = { schema: 1 as const, meta: noMeta, blocks: [block], notes: {}, bibliography: [] };
    const { fate, start = 0, end = 0 } = findPassage(passage, tree);
    return fate === "same" && end > start ? [folded.starts[start]!, folded.ends[end - 1]!] : whole;
  });
}

const noMeta = { language: defaultLanguage, authors: [], keywords: [] };

function markIn(inlines: readonly Inline[], spans: readonly Span[], marked: Set<Inline>): Inline[] {
  let at = 0;
  const walk = (inside: readonly Inline[]): Inline[] =>
    inside.flatMap((inline): Inline[] => {
      switch (inline.type) {
        case "text": {
          const start = at;
          at += inline.value.length;
          return pieces(inline, start, spans, marked);
        }
        case "citation":
          return [inline.text ? { ...inline, text: walk(inline.text) } : inline];
        case "code":
        case "lineBreak":
        case "noteReference":
          at += plainText([inline]).length;
          return [inline];
        default:
          return [{ ...inline, children: walk(inline.children) }];
      }
    });
  return walk(inlines);
}

/** A text cut where passages begin and end. */
function pieces(
  text: Extract<Inline, { type: "text" }>,
  start: number,
  spans: readonly Span[],
  marked: Set<Inline>,
): Inline[] {
  const end = start + text.value.length;
  const cuts = spans.flat().filter((cut) => cut > start && cut < end);
  const edges = [...new Set([start, ...cuts, end])].toSorted((a, b) => a - b);
  return edges.slice(1).map((to, index) => {
    const from = edges[index]!;
    const piece = { ...text, value: text.value.slice(from - start, to - start) };
    if (spans.some(([first, last]) => first <= from && to <= last)) marked.add(piece);
    return piece;
  });
}

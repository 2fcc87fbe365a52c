import { findPassage, type Passage } from "../../document/anchor.ts";
import type { Composed } from "../../document/composed.ts";
import { foldWithPlaces } from "../../document/fold.ts";
import type { Edit } from "../../document/inline-edits.ts";
import type { Block, Inline } from "../../document/tree.ts";
import { mapInlinesOf, plainText } from "../../document/visit.ts";
import { wordEdits } from "../../document/word-edits.ts";
import { defaultLanguage } from "../../i18n/languages.ts";

/**
 * A passage to be highlighted; `id`: of the remark that is about it. `proposal`: words to be shown in its stead, as readers see
 * them; where they cannot be shown in the line, the passage is highlighted.
 */
export type Highlighted = Passage & { id?: string; proposal?: string };

/** What is shown of one text: the remarks about it; that it is highlighted, or would go; the words that would come before and after it. */
export type Mark = { remarks: string[]; is: "marked" | "gone" | "plain"; before?: string; after?: string };

export type Marks = ReadonlyMap<Inline, Mark>;

/** Characters of a block's text, from one up to another, and what is meant with them. */
type Span = { from: number; to: number; remarks: string[]; edits?: Edit[] };

/**
 * The document with the words of some passages as texts of their own, and what is shown of these texts. A passage's block is a
 * composed one; where it has no quotation, or its words are not there any more as they were, all of the block's own
 * words are meant.
 */
export function highlight(document: Composed, passages: readonly Highlighted[]): { document: Composed; marked: Marks } {
  const marked = new Map<Inline, Mark>();
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

function spansOf(block: Block, inlines: readonly Inline[], passages: readonly Highlighted[]): Span[] {
  const raw = plainText(inlines);
  const folded = block.type === "paragraph" || block.type === "heading" ? foldWithPlaces(raw) : undefined;
  const spans: Span[] = [];
  for (const passage of passages) {
    const [from, to] = spanOf(block, raw, folded, passage);
    const edits = folded && editsFor(inlines, raw.slice(from, to), from, passage.proposal);
    const free = edits && !spans.some((other) => other.edits && other.from < to && from < other.to);
    spans.push({ from, to, remarks: passage.id ? [passage.id] : [], ...(free && { edits }) });
  }
  return spans;
}

function spanOf(
  block: Block,
  raw: string,
  folded: ReturnType<typeof foldWithPlaces>,
  passage: Passage,
): [number, number] {
  const whole: [number, number] = [0, raw.length];
  if (!passage.quotation || !folded) return whole;
  const tree = { schema: 1 as const, meta: noMeta, blocks: [block], notes: {}, bibliography: [] };
  const { fate, start = 0, end = 0 } = findPassage(passage, tree);
  return fate === "same" && end > start ? [folded.starts[start]!, folded.ends[end - 1]!] : whole;
}

const noMeta = { language: defaultLanguage, authors: [], keywords: [] };

/** Characters of a passage of which more than half must stay, for its correction to be read in the line. */
const long = 160;

/** What a proposal changes in a passage that begins at `from`; undefined where that cannot be shown in the line. */
function editsFor(inlines: readonly Inline[], words: string, from: number, proposal?: string): Edit[] | undefined {
  if (proposal === undefined || /[\n\u2028]/.test(proposal.trim())) return undefined;
  const edits = wordEdits(words, proposal.trim()).map((edit) => ({
    ...{ from: edit.from + from, to: edit.to + from },
    words: edit.words,
  }));
  const gone = edits.reduce((sum, edit) => sum + edit.to - edit.from, 0);
  const isReadable = words.length <= long || gone < words.length / 2;
  const texts = textsIn(inlines);
  const isText = (edit: Edit) => texts.some(([start, end]) => start <= edit.from && edit.to <= end);
  return isReadable && edits.length > 0 && edits.every(isText) ? edits : undefined;
}

/** The stretches of a line that are nothing but texts. */
function textsIn(inlines: readonly Inline[]): [number, number][] {
  const found: [number, number][] = [];
  let at = 0;
  eachText(inlines, (text, isText) => {
    const last = found.at(-1);
    if (isText && last?.[1] === at) last[1] = at + text.length;
    else if (isText) found.push([at, at + text.length]);
    at += text.length;
  });
  return found;
}

function eachText(inlines: readonly Inline[], visit: (text: string, isText: boolean) => void): void {
  for (const inline of inlines) {
    if (inline.type === "text") visit(inline.value, true);
    else if (inline.type === "citation") eachText(inline.text ?? [], visit);
    else if ("children" in inline) eachText(inline.children, visit);
    else visit(plainText([inline]), false);
  }
}

function markIn(inlines: readonly Inline[], spans: readonly Span[], marked: Map<Inline, Mark>): Inline[] {
  let at = 0;
  const shown = new Set<Edit>();
  const walk = (inside: readonly Inline[]): Inline[] =>
    inside.flatMap((inline): Inline[] => {
      switch (inline.type) {
        case "text": {
          const start = at;
          at += inline.value.length;
          return pieces(inline, start, spans, (piece, from, to) => {
            const mark = markOf(spans, shown, from, to);
            if (mark) marked.set(piece, mark);
          });
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

type Text = Extract<Inline, { type: "text" }>;

/** A text cut where passages and their edits begin and end. */
function pieces(
  text: Text,
  start: number,
  spans: readonly Span[],
  visit: (piece: Text, from: number, to: number) => void,
): Inline[] {
  const end = start + text.value.length;
  const cuts = spans
    .flatMap(({ from, to, edits = [] }) => [from, to, ...edits.flatMap((edit) => [edit.from, edit.to])])
    .filter((cut) => cut > start && cut < end);
  const edges = [...new Set([start, ...cuts, end])].toSorted((a, b) => a - b);
  return edges.slice(1).map((to, index) => {
    const from = edges[index]!;
    const piece = { ...text, value: text.value.slice(from - start, to - start) };
    visit(piece, from, to);
    return piece;
  });
}

/** `shown`: the edits whose words are shown already. */
function markOf(spans: readonly Span[], shown: Set<Edit>, from: number, to: number): Mark | undefined {
  const around = spans.filter((span) => span.from <= from && to <= span.to);
  const edits = spans.flatMap((span) => (span.edits ?? []).map((edit) => ({ edit, span })));
  const taking = edits.find(({ edit }) => edit.from < edit.to && edit.from <= from && to <= edit.to);
  const words = (found: { edit: Edit }[]) =>
    found
      .map(({ edit }) => {
        shown.add(edit);
        return edit.words;
      })
      .join("");
  const leading = edits.filter(({ edit }) => edit.from === edit.to && edit.from === from && !shown.has(edit));
  const before = words(leading);
  const trailing = edits.filter(({ edit }) => edit.to === to && !shown.has(edit));
  const after = words(trailing);
  const highlighting = around.filter((span) => !span.edits);
  const is = taking ? "gone" : highlighting.length > 0 ? "marked" : "plain";
  const about = taking ? [taking.span, ...highlighting] : highlighting;
  const remarks = [...about, ...[...leading, ...trailing].map(({ span }) => span)].flatMap((span) => span.remarks);
  if (is === "plain" && before === "" && after === "") return undefined;
  return { remarks: [...new Set(remarks)], is, ...(before && { before }), ...(after && { after }) };
}

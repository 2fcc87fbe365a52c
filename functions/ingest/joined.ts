import type { Block, DocumentTree } from "../../shared/document/tree.ts";
import { eachBlockOf, lineSeparator, textOf } from "../../shared/document/visit.ts";
import type { Contribution as Annotation } from "../../shared/formats/reading.ts";
import type { Change } from "./change.ts";
import { keyOf } from "./lines.ts";
import { withMovedRows } from "./rows.ts";

/**
 * What was done on a copy, from what a program tells of it piece by piece: words put in place of others are a deletion
 * and an insertion, a passage that was moved and a paragraph that was rewritten too. `tree`: the copy as if its changes
 * were rejected.
 */
export function joinedChanges(annotations: readonly Annotation[], tree: DocumentTree): Change[] {
  const blocks = new Map(Array.from(eachBlockOf(tree), (block) => [block.id, block]));
  return withRewrites(withMovedRows(withMoves(replacements(annotations), blocks)), blocks);
}

type Blocks = ReadonlyMap<string, Block>;

/** Word and LibreOffice tell what is replaced as two changes that touch, in either order. */
function replacements(annotations: readonly Annotation[]): Change[] {
  const changes: Change[] = [];
  for (const from of annotations) {
    const { type, quote } = from;
    const out = type === "deletion" ? withoutBreaks(from.text) : "";
    const into = type === "insertion" ? from.text : "";
    const last = changes.at(-1);
    if (type === "comment") changes.push({ from, comment: from.text, out, into, quote });
    else if (last && touches(last, from)) {
      last.out += out;
      last.into += into;
      last.from = { ...last.from, author: authorsOf(last.from, from) };
    } else {
      const unbroken = type === "deletion" && from.text.trim() === "" && from.text.includes(lineSeparator);
      changes.push({ from, out, into, quote, ...(unbroken && { unbroken }) });
    }
  }
  return changes;
}

/** In the text of a tree a line break is a space. */
function withoutBreaks(text: string): string {
  return text.replaceAll(lineSeparator, " ");
}

function authorsOf(...annotations: Annotation[]): string {
  return [...new Set(annotations.flatMap(({ author }) => author.split(", ")))].join(", ");
}

function touches(last: Change, { type, author, at, quote, text, whole }: Annotation): boolean {
  if (whole !== undefined || last.from.whole !== undefined) return false;
  const located = at !== undefined || quote !== "";
  const same = last.comment === undefined && last.from.at === at && located;
  if (!same || (type === "deletion" ? last.out !== "" : last.into !== "")) return false;
  // What one put in right after what another took out stands in its place: apart, they would not both apply.
  if (last.from.author !== author && (type === "deletion" || /^\s/.test(text))) return false;
  if (type === "deletion") return quote === last.quote;
  const before = last.quote + last.out;
  return before.endsWith(quote) || quote.endsWith(before);
}

/** Words that a passage has at least to be known again elsewhere in a paragraph. */
const fewest = 3;

/** A passage that one person took out at one place and put in at another, as it was: one change, where it was. */
function withMoves(changes: readonly Change[], blocks: Blocks): Change[] {
  const [gone, moved] = [new Set<Change>(), new Map<Change, Change>()];
  for (const came of changes) {
    const sources = sourcesOf(came, changes, blocks, moved);
    if (!sources) continue;
    gone.add(came);
    const { at, whole, quote } = came.from;
    const goal = { after: at!, ...(whole === undefined && { quote }) };
    for (const source of sources) moved.set(source, { ...source, moved: goal });
  }
  return changes.flatMap((change) => (gone.has(change) ? [] : [moved.get(change) ?? change]));
}

/** The changes that took out what one put in, a paragraph each. Undefined where it is not all of what came. */
function sourcesOf(
  { comment, from, out, into }: Change,
  changes: readonly Change[],
  blocks: Blocks,
  taken: ReadonlyMap<Change, Change>,
): Change[] | undefined {
  const isRow = from.whole !== undefined && from.whole !== "paragraphs";
  if (comment !== undefined || out !== "" || isRow || from.at === undefined) return undefined;
  const sources: Change[] = [];
  for (const piece of into.split(/\n\s*\n/).filter((words) => words.trim() !== "")) {
    const isSource = (change: Change) =>
      isGone(change) &&
      change.from.author === from.author &&
      keyOf(change.out) === keyOf(piece) &&
      (isWhole(change, blocks) || (change.out.match(/[\p{L}\p{N}]+/gu) ?? []).length >= fewest);
    const source = changes.find((each) => !taken.has(each) && !sources.includes(each) && isSource(each));
    if (!source) return undefined;
    sources.push(source);
  }
  const whole = from.whole === "paragraphs";
  const alike = sources.every((source) => isWhole(source, blocks) === whole && !(whole && source.from.at === from.at));
  return sources.length > 0 && alike ? sources : undefined;
}

/** Whether words were taken out, and nothing put in their place. */
function isGone({ comment, from, out, into, moved }: Change): boolean {
  const words = comment === undefined && from.whole === undefined && from.at !== undefined && !moved;
  return words && out.trim() !== "" && into.trim() === "";
}

/** Whether all the words of a heading or a paragraph were taken out. */
function isWhole(change: Change, blocks: Blocks): boolean {
  const block = blocks.get(change.from.at ?? "");
  if (!isGone(change) || (block?.type !== "paragraph" && block?.type !== "heading")) return false;
  return keyOf(change.out) === keyOf(textOf(block));
}

/** A paragraph that was taken out whole, and others put in right after it: one correction of it. */
function withRewrites(changes: readonly Change[], blocks: Blocks): Change[] {
  const gone = new Set<Change>();
  const rewritten = changes.map((change) => {
    if (!isWhole(change, blocks)) return change;
    const { at } = change.from;
    const came = changes.find((each) => each.from.whole === "paragraphs" && each.from.at === at && !gone.has(each));
    const several = came !== undefined && /\n\s*\n/.test(came.into.trim());
    if (!came || (several && blocks.get(at!)?.type === "heading")) return change;
    gone.add(came);
    const from = { ...change.from, author: authorsOf(change.from, came.from) };
    return { ...change, from, into: came.into };
  });
  return rewritten.filter((change) => !gone.has(change));
}

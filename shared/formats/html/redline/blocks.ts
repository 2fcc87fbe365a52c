import { isQuiet, isRecast } from "../../../document/redline/count.ts";
import type { BlockChange, EditedBlock, ItemChange, PartedText, Relisted } from "../../../document/redline/redline.ts";
import { linesIn } from "../../../document/redline/relistings.ts";
import type { Block, Heading, Paragraph } from "../../../document/tree.ts";
import { rename } from "../../redline/names.ts";
import { calloutElement, excerptToHtml, headingElement, imageToHtml, listElement, ownLabel } from "../block.ts";
import { attributes, escaped } from "../escape.ts";
import { endToHtml, fateToHtml, type Redlining, say, wordsToHtml } from "./context.ts";
import { captionToHtml, tableChangeToHtml } from "./table.ts";

/** Blocks as they changed; a long stretch that did not is folded, but for what stands next to a change. */
export function changesToHtml(redlining: Redlining, changes: readonly BlockChange[]): string {
  return stretchesOf(changes)
    .map((stretch, index, { length }) => {
      const written = stretch.map((change) => changeToHtml(redlining, change));
      if (!isQuiet(stretch[0]!)) return written.join("");
      const from = index === 0 ? 0 : 1;
      const to = index === length - 1 ? stretch.length : stretch.length - 1;
      if (to - from < fewestFolded) return written.join("");
      return [...written.slice(0, from), folded(redlining, written.slice(from, to)), ...written.slice(to)].join("");
    })
    .join("");
}

/** Blocks that are worth folding. */
const fewestFolded = 3;

function folded(redlining: Redlining, blocks: readonly string[]): string {
  const summary = say(redlining, "redline-unchanged", { count: blocks.length });
  return `<details class="same"><summary>${summary}</summary>\n${blocks.join("")}</details>\n`;
}

/** Changes in runs, those that a reader does not see apart from the others. */
function stretchesOf(changes: readonly BlockChange[]): BlockChange[][] {
  const stretches: BlockChange[][] = [];
  for (const change of changes) {
    const last = stretches.at(-1);
    if (last && isQuiet(last[0]!) === isQuiet(change)) last.push(change);
    else stretches.push([change]);
  }
  return stretches;
}

/** Blocks of one of the texts, as they are. */
function blocksOf({ names, ...texts }: Redlining, blocks: readonly Block[], side: "before" | "after"): string {
  return excerptToHtml(texts[side], rename(names, blocks, side));
}

/** One block as it changed. */
export function changeToHtml(redlining: Redlining, change: BlockChange): string {
  switch (change.is) {
    case "same":
      return blocksOf(redlining, [change.after], "after");
    case "inserted":
      return insertedToHtml(redlining, change);
    case "deleted":
      return whole(
        "del",
        fateToHtml(redlining, "deleted", change.move),
        blocksOf(redlining, [change.before], "before"),
      );
    case "parted":
      return partedToHtml(redlining, change);
    case "relisted":
      return relistedToHtml(redlining, change);
    default:
      return recastToHtml(redlining, change) + editedToHtml(redlining, change);
  }
}

/** What moved and was edited on the way shows its edits where it came. */
function insertedToHtml(
  redlining: Redlining,
  { after, move, words }: Extract<BlockChange, { is: "inserted" }>,
): string {
  const fate = fateToHtml(redlining, "inserted", move);
  if (!words || (after.type !== "paragraph" && after.type !== "heading"))
    return whole("ins", fate, blocksOf(redlining, [after], "after"));
  const text = textToHtml(redlining.names.block(after.id, "after"), after, wordsToHtml(redlining, words));
  return `<ins class="whole moved">${fate}\n${text}</ins>\n`;
}

/** Paragraphs that were parted or joined: a line for each that is now, an end that came or went is marked. */
function partedToHtml(redlining: Redlining, { after, pieces }: PartedText): string {
  const lines: string[] = [""];
  for (const { words, end } of pieces) {
    const line = lines.pop() + wordsToHtml(redlining, words) + endToHtml(redlining, end);
    lines.push(line, ...(end === "deleted" ? [] : [""]));
  }
  return after
    .map((block, index) => textToHtml(redlining.names.block(block.id, "after"), block, lines[index]!))
    .join("");
}

/** Blocks that became others of unlike kinds: as they are now, each line where it is. */
function relistedToHtml(redlining: Redlining, { before, after, lines }: Relisted): string {
  const fate = `<p class="fate">${say(redlining, relistedAs({ before, after }))}</p>\n`;
  const holders = after.map((block) => ({ starts: linesIn(block).slice(0, 1), block }));
  const written = linesFrom(holders, lines).map(([holder, own]) => heldToHtml(redlining, holder?.block, own));
  return fate + written.join("");
}

function relistedAs({ before, after }: Pick<Relisted, "before" | "after">) {
  if (after.every(isList) && before.every(isParagraph)) return "redline-listed";
  return before.every(isList) && after.every(isParagraph) ? "redline-unlisted" : "redline-recast";
}

function isList({ type }: Block): boolean {
  return type === "list";
}

function isParagraph({ type }: Block): boolean {
  return type === "paragraph";
}

/** Lines in the block that holds them now, each of a list in its item. */
function heldToHtml(redlining: Redlining, holder: Block | undefined, lines: readonly BlockChange[]): string {
  if (holder?.type === "list") {
    const items = holder.items.map(({ children }) => ({ starts: children.slice(0, 1) }));
    const written = linesFrom(items, lines).map(([, own]) => `<li>${changesToHtml(redlining, own)}</li>\n`);
    return listElement(redlining.names.block(holder.id, "after"), holder, written.join(""));
  }
  const [only] = lines;
  if (holder?.type === "codeBlock" && only?.is === "edited" && only.type === "text" && lines.length === 1)
    return editedToHtml(redlining, { ...only, type: "code", before: holder, after: holder });
  const blocks = changesToHtml(redlining, lines);
  if (holder?.type === "callout") return calloutElement(holder, undefined, blocks);
  return holder?.type === "quote" ? `<blockquote>\n${blocks}</blockquote>\n` : blocks;
}

/** Lines by the thing that they are in now; what went stands with what comes before it. */
function linesFrom<T extends { starts: readonly Block[] }>(
  things: readonly T[],
  lines: readonly BlockChange[],
): [T | undefined, BlockChange[]][] {
  const starts = new Map(things.flatMap((thing) => thing.starts.map(({ id }) => [id, thing] as const)));
  const runs: [T | undefined, BlockChange[]][] = [];
  for (const line of lines) {
    const now = "after" in line ? [line.after].flat() : [];
    const thing = now.map(({ id }) => starts.get(id)).find((one) => one !== undefined);
    const last = runs.at(-1);
    if (last && (!thing || last[0] === thing)) last[1].push(line);
    else if (last && thing && !last[1].some((one) => "after" in one)) runs.splice(-1, 1, [thing, [...last[1], line]]);
    else runs.push([thing, [line]]);
  }
  return runs;
}

function whole(name: "ins" | "del", fate: string, content: string): string {
  return `<${name} class="whole">${fate}\n${content}</${name}>\n`;
}

/** What changed of a block beside its words. */
function recastToHtml(redlining: Redlining, { before, after, ...change }: EditedBlock): string {
  if (!isRecast({ before, after, ...change } as EditedBlock)) return "";
  const levels = before.type === "heading" && after.type === "heading" && before.level !== after.level;
  const words = levels
    ? say(redlining, "redline-level", { before: before.level, after: after.level })
    : say(redlining, "redline-recast");
  return `<p class="fate">${words}</p>\n`;
}

function editedToHtml(redlining: Redlining, change: EditedBlock): string {
  const id = redlining.names.block(change.after.id, "after");
  switch (change.type) {
    case "text":
      return textToHtml(id, change.after, wordsToHtml(redlining, change.words));
    case "code":
      return `<pre${attributes({ id })}><code>${wordsToHtml(redlining, change.words)}</code></pre>\n`;
    case "figure": {
      const caption = captionToHtml(redlining, change);
      const legend = caption === "" ? "" : `<figcaption>${caption}</figcaption>`;
      return `<figure${attributes({ id })}>${imageToHtml(redlining.after, change.after)}${legend}</figure>\n`;
    }
    case "quote":
      return `<blockquote${attributes({ id })}>\n${changesToHtml(redlining, change.blocks)}</blockquote>\n`;
    case "callout": {
      const { words, blocks, after } = change;
      const title = words.length > 0 ? wordsToHtml(redlining, words) : undefined;
      return calloutElement({ ...after, id }, title, changesToHtml(redlining, blocks));
    }
    case "list":
      return listElement(id, change.after, itemsToHtml(redlining, change));
    case "table":
      return tableChangeToHtml(redlining, id, change, { changes: changesToHtml, blocks: blocksOf });
  }
}

function textToHtml(id: string, block: Heading | Paragraph, words: string): string {
  if (block.type === "paragraph") {
    const align = block.align === "center" || block.align === "end" ? block.align : undefined;
    const classes = [block.role, align].filter(Boolean).join(" ");
    return `<p${attributes({ id, class: classes || undefined })}>${words}</p>\n`;
  }
  const number = block.label === undefined ? "" : `<span class="label">${escaped(block.label)}</span> `;
  return headingElement(id, block.level, number + words);
}

/** Items of an ordered list under the numbers that they have in the text that has them. */
function itemsToHtml(redlining: Redlining, { before, after, items }: Extract<EditedBlock, { type: "list" }>): string {
  const next = { before: before.start, after: after.start };
  const written = items.map((item) => {
    const number = item.is === "deleted" ? next.before : next.after;
    const several = item.is === "relisted" ? item : { before: [item], after: [item] };
    if (item.is !== "inserted") next.before += several.before.length;
    if (item.is !== "deleted") next.after += several.after.length;
    const value = after.ordered ? number : undefined;
    const label = ownLabel(item.is === "deleted" ? before : after, number);
    return `<li${attributes({ value })}>${label}${itemToHtml(redlining, item)}</li>\n`;
  });
  return written.join("");
}

function itemToHtml(redlining: Redlining, change: ItemChange): string {
  switch (change.is) {
    case "same":
      return blocksOf(redlining, change.after.children, "after");
    case "inserted": {
      const fate = fateToHtml(redlining, "inserted", change.move);
      return whole("ins", fate, blocksOf(redlining, change.after.children, "after"));
    }
    case "deleted": {
      const fate = fateToHtml(redlining, "deleted", change.move);
      return whole("del", fate, blocksOf(redlining, change.before.children, "before"));
    }
    case "relisted":
      return changesToHtml(redlining, change.lines);
    default:
      return changesToHtml(redlining, change.blocks);
  }
}

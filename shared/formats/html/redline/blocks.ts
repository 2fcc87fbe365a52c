import { isQuiet, isRecast } from "../../../document/redline/count.ts";
import type { BlockChange, EditedBlock, ItemChange, PartedText, Relisted } from "../../../document/redline/redline.ts";
import type { Block, Heading, List, Paragraph } from "../../../document/tree.ts";
import { rename } from "../../redline/names.ts";
import { blocksToHtml, headingElement, imageToHtml, listTypes } from "../block.ts";
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
export function blocksOf({ names, ...texts }: Redlining, blocks: readonly Block[], side: "before" | "after"): string {
  return blocksToHtml(texts[side], rename(names, blocks, side));
}

function changeToHtml(redlining: Redlining, change: BlockChange): string {
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

/** A list that became paragraphs or came of them: as it is now, each line where it is. */
function relistedToHtml(redlining: Redlining, { after, lines }: Relisted): string {
  const [list] = after;
  const fate = `<p class="fate">${say(redlining, list?.type === "list" ? "redline-listed" : "redline-unlisted")}</p>\n`;
  if (list?.type !== "list" || after.length > 1) return fate + changesToHtml(redlining, lines);
  const items = linesByItem(list, lines).map((own) => `<li>${changesToHtml(redlining, own)}</li>\n`);
  return fate + listToHtml(redlining.names.block(list.id, "after"), list, items.join(""));
}

/** The lines of a list by the items that they are in now; what went stands with what comes before it. */
function linesByItem({ items }: List, lines: readonly BlockChange[]): BlockChange[][] {
  const starts = new Set(items.map(({ children }) => children[0]?.id));
  const runs: BlockChange[][] = [];
  for (const line of lines) {
    const now = "after" in line ? [line.after].flat() : [];
    const last = runs.at(-1);
    if (!last || (now.some(({ id }) => starts.has(id)) && last.some((one) => "after" in one))) runs.push([line]);
    else last.push(line);
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
    case "list":
      return listToHtml(id, change.after, itemsToHtml(redlining, change));
    case "table":
      return tableChangeToHtml(redlining, id, change, { changes: changesToHtml, blocks: blocksOf });
  }
}

function textToHtml(id: string, block: Heading | Paragraph, words: string): string {
  if (block.type === "paragraph") {
    const align = block.align === "center" || block.align === "end" ? block.align : undefined;
    return `<p${attributes({ id, class: align })}>${words}</p>\n`;
  }
  const number = block.label === undefined ? "" : `<span class="label">${escaped(block.label)}</span> `;
  return headingElement(id, block.level, number + words);
}

function listToHtml(id: string, { ordered, start, format }: List, items: string): string {
  if (!ordered) return `<ul${attributes({ id })}>\n${items}</ul>\n`;
  const numbering = attributes({ id, start: start === 1 ? undefined : start, type: listTypes[format] });
  return `<ol${numbering}>\n${items}</ol>\n`;
}

/** Items of an ordered list under the numbers that they have in the text that has them. */
function itemsToHtml(redlining: Redlining, { before, after, items }: Extract<EditedBlock, { type: "list" }>): string {
  const next = { before: before.start, after: after.start };
  const written = items.map((item) => {
    const number = item.is === "deleted" ? next.before : next.after;
    const several = item.is === "relisted" ? item : { before: [item], after: [item] };
    if (item.is !== "inserted") next.before += several.before.length;
    if (item.is !== "deleted") next.after += several.after.length;
    return `<li${attributes({ value: after.ordered ? number : undefined })}>${itemToHtml(redlining, item)}</li>\n`;
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

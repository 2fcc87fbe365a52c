import { typedNumber } from "../document/typed-number.ts";
import { wordsIn } from "../document/word-count.ts";
import type { Context } from "./reading.ts";
import type { Run } from "./runs.ts";

/** What authors type by hand where their tool has a feature: bullets, numbers, labels. */

const bullet = /^[➔➙➛➜➝➞➢➣➤►▶▪▫■□●○•◦‣⁃✓✔]\s+/u;
const dash = /^[-–—]\s+(?=\S)/u;
const label = /^(figure|fig\.|tableau|tabl\.|table)\s*(n°\s*)?\d+(\.\d+)*\s*([.:–—-]\s*|$)/iu;

/**
 * Takes off a bullet typed inside a list's item, with a warning; a paragraph made to look like an item ("– Objet") only
 * gives one.
 */
export function withoutTypedBullet(context: Context, id: string, runs: readonly Run[], item: boolean): Run[] {
  const text = leadingText(runs);
  const length = item ? typedBullet(text) : 0;
  if (length > 0) {
    context.warn("bullet-typed", { bullet: text.slice(0, length).trim() }, id);
    context.source.aside += wordsIn([text.slice(0, length)]);
  } else if (!item && looksLikeItem(text)) context.warn("list-typed", { text: text.slice(0, 60) }, id);
  return length > 0 ? dropLeading(runs, length) : [...runs];
}

/** Length of a bullet typed at the start of `text`, or 0. */
function typedBullet(text: string): number {
  return bullet.exec(text)?.[0].length ?? 0;
}

/** True of a paragraph that looks like an item of a list made by hand. */
function looksLikeItem(text: string): boolean {
  return bullet.test(text) || dash.test(text) || typedNumber(text) > 0;
}

/** Length of a label and number typed at the start of a caption ("Figure 3 : "), or 0. */
export function typedLabel(text: string): number {
  return label.exec(text)?.[0].length ?? 0;
}

/** The words at the start of some runs, as far as they are text. */
export function leadingText(runs: readonly Run[]): string {
  const end = runs.findIndex(({ leaf }) => leaf.type !== "text");
  const texts = runs.slice(0, end < 0 ? 8 : Math.min(end, 8));
  return texts.map(({ leaf }) => (leaf.type === "text" ? leaf.value : "")).join("");
}

/** Runs without their first `length` UTF-16 units of text. */
export function dropLeading(runs: readonly Run[], length: number): Run[] {
  const kept = [...runs];
  for (let left = length; left > 0 && kept[0]?.leaf.type === "text"; ) {
    const { value } = kept[0].leaf;
    if (value.length > left) kept[0] = { ...kept[0], leaf: { type: "text", value: value.slice(left) } };
    else kept.shift();
    left -= value.length;
  }
  return kept;
}

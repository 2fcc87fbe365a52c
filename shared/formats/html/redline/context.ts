import type { Piece, WordChange } from "../../../document/redline/redline.ts";
import type { Inline } from "../../../document/tree.ts";
import { type DocumentKey, documentTexts } from "../../../i18n/documents.ts";
import { translate } from "../../../i18n/translate.ts";
import { type Naming, renameInlines } from "../../redline/names.ts";
import type { Context } from "../context.ts";
import { attributes, escaped } from "../escape.ts";
import { inlinesToHtml } from "../inline.ts";

/** What the writing of one part's redline carries along: how each of its texts is written, and what names begin with. */
export type Redlining = { before: Context; after: Context; names: Naming; prefix: string };

type RedlineKey = Extract<DocumentKey, `redline-${string}`>;

/** Words of ours. */
export function say({ after }: Redlining, key: RedlineKey, values: Record<string, string | number> = {}): string {
  return escaped(translate(after.language, documentTexts, key, values));
}

/** Words as they changed: what came is underlined, what went struck through, both said to those who do not see it. */
export function wordsToHtml(redlining: Redlining, words: readonly WordChange[]): string {
  return words.map((change) => changeToHtml(redlining, change)).join("");
}

function changeToHtml(redlining: Redlining, change: WordChange): string {
  switch (change.is) {
    case "same":
      return inlines(redlining, change.words, "after");
    case "inserted":
      return `<ins>${hidden(redlining, "redline-inserted")}${inlines(redlining, change.words, "after")}${end}</ins>`;
    case "deleted":
      return `<del>${hidden(redlining, "redline-deleted")}${inlines(redlining, change.words, "before")}${end}</del>`;
    case "typed":
      return inlines(redlining, change.after, "after");
    case "dressed":
      return `<ins class="dress">${hidden(redlining, "redline-dressed")}${inlines(redlining, change.after, "after")}${end}</ins>`;
  }
}

function inlines(redlining: Redlining, words: readonly Inline[], side: "before" | "after"): string {
  return inlinesToHtml(redlining[side], renameInlines(redlining.names, words, side));
}

/** Words for those who hear the page; brackets keep them apart from the text. */
function hidden(redlining: Redlining, key: RedlineKey): string {
  return `<span class="hidden">[${say(redlining, key)} </span>`;
}

const end = `<span class="hidden">] </span>`;

/** The end of a paragraph that was parted from the next, or joined to it. */
export function endToHtml(redlining: Redlining, fate: Piece["end"]): string {
  if (fate === "same") return "";
  const [name, key] = fate === "inserted" ? (["ins", "redline-parted"] as const) : (["del", "redline-joined"] as const);
  const gap = fate === "deleted" ? " " : "";
  return `<${name} class="end">${hidden(redlining, key)}${end}</${name}>${gap}`;
}

/** What became of a whole block, item or row, said in sight; a move leads to its other end. */
export function fateToHtml(redlining: Redlining, fate: "inserted" | "deleted", move: number | undefined): string {
  const { prefix } = redlining;
  if (move === undefined) {
    return `<span class="fate">${say(redlining, fate === "inserted" ? "redline-came" : "redline-went")}</span>`;
  }
  const [here, there] = fate === "inserted" ? ["came", "went"] : ["went", "came"];
  const link = attributes({ id: `${prefix}${here}-${move}`, href: `#${prefix}${there}-${move}` });
  const [words, led] =
    fate === "inserted"
      ? (["redline-moved-here", "redline-moved-from"] as const)
      : (["redline-moved-away", "redline-moved-to"] as const);
  return `<span class="fate">${say(redlining, words)} <a${link}>${say(redlining, led)}</a></span>`;
}

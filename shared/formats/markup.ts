import type { Block, Inline } from "../document/tree.ts";
import { eachBlockOf, eachInline, ownInlines } from "../document/visit.ts";
import type { Context, RawTree } from "./reading.ts";

/**
 * What looks like markup that was not read, one pattern a language: it would be printed as it is typed. Lengths are bounded,
 * since what opens and does not close is looked for to the end.
 */
const markups: readonly RegExp[] = [
  // fences of divs: "::: tip"
  /(?:^|\s):{3,}(?=[\s{]|$)|^:{3,}\S*/u,
  // alerts: "[!NOTE]"
  /\[![A-Za-z]{3,}\]/,
  // admonitions: "!!! note"
  /^(?:!!!|\?\?\?\+?) \p{L}+/u,
  // formulas: "$x^2$", not "5 $ et 6 $"
  /\${1,2}(?![\s$])(?:[A-Za-z]|[^$]{0,200}[\\^_{}=<>+][^$]{0,200})(?<!\s)\${1,2}(?!\d)/,
  // references: "@tbl:budget", "@fig-carte"
  /(?<![\p{L}\p{N}])@(?:tbl|tab|fig|sec|eq|lst)[:-][\p{L}\p{N}_:-]+/u,
  // templates: "{% if … %}", "{{ nom }}"
  /\{%.{0,200}?%\}|\{\{.{0,200}?\}\}/,
  // attributes: "{.unnumbered}", "{#tbl:b}"
  /\{[#.][\p{L}_][^{}]*\}/u,
  // LaTeX: "\ref{a}", "\begin{table}"
  /\\(?:begin|end|ref|eqref|cite[a-z]*|label|section|subsection|textbf|textit|emph|footnote|includegraphics)\{/,
  // wikis: "[[Page]]", "[TOC]"
  /\[\[[^[\]]+\]\]|\[TOC\]/,
];

/** One of which all markup has. */
const signs = /[:!?$@{\\[]/;

/** Characters around markup that a warning gives. */
const longest = 80;

/** Tells of each block whose words look like markup that was not read; code is what it looks like. */
export function warnOfMarkup(context: Context, tree: Pick<RawTree, "blocks" | "notes">): void {
  for (const block of eachBlockOf(tree)) {
    const found = markupIn(block);
    if (found !== undefined) context.warn("markup-shown", { text: found }, block.id);
  }
}

/** The first markup of a block, with the words after it. */
function markupIn(block: Block): string | undefined {
  const own = ownInlines(block);
  if (!eachInline(own).some((inline) => inline.type === "text" && signs.test(inline.value))) return undefined;
  const text = own.map(typed).join("");
  const at = markups.map((markup) => text.search(markup)).filter((index) => index >= 0);
  return at.length === 0 ? undefined : text.slice(Math.min(...at), Math.min(...at) + longest).trim();
}

/** What was typed of an inline; code and what is read as something else stand for a space. */
function typed(inline: Inline): string {
  if (inline.type === "text") return inline.value;
  return "children" in inline ? inline.children.map(typed).join("") : " ";
}

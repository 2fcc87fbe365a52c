import { calloutWord } from "../document/callouts.ts";
import type { Block, Callout, CalloutVariant, Inline } from "../document/tree.ts";
import { plainText } from "../document/visit.ts";
import { languages } from "../i18n/languages.ts";
import type { Context } from "./reading.ts";

/** What authors call callouts, folded: as classes of divs, types of admonitions, and names of styles but for `common`. */
const names = new Map<string, CalloutVariant>([
  ...named(
    "note",
    "note",
    "info",
    "information",
    "seealso",
    "see also",
    "a noter",
    "nota",
    "nota bene",
    "success",
    "bon a savoir",
  ),
  ...named(
    "takeaway",
    "takeaway",
    "takeaways",
    "key takeaway",
    "key takeaways",
    "key point",
    "key points",
    "important",
  ),
  ...named("takeaway", "summary", "abstract", "tldr", "a retenir", "ce qu il faut retenir", "l essentiel", "essentiel"),
  ...named("takeaway", "point cle", "points cles", "en bref", "retenir"),
  ...named("tip", "tip", "hint", "conseil", "conseils", "astuce", "bonne pratique", "good practice"),
  ...named("example", "example", "exemple", "exemples", "snippet", "case study", "etude de cas"),
  ...named("warning", "warning", "caution", "attention", "danger", "error", "failure", "avertissement", "alerte"),
  ...named("warning", "mise en garde", "vigilance", "point de vigilance", "point d attention"),
  ...named("definition", "definition", "definitions"),
  ...named("box", "box", "encadre", "encart", "callout", "panel", "admonition", "aside"),
  ...named("keyFigure", "key figure", "key figures", "keyfigure", "chiffre cle", "chiffres cles"),
  ...named("pullQuote", "pull quote", "pullquote", "exergue", "citation en exergue", "quote", "cite", "citation"),
]);

/** Names that styles of other paragraphs have too, as of a note below a table: such a callout is framed. */
const common = new Set([
  ...["note", "info", "information", "summary", "abstract", "success", "error", "quote", "cite", "citation", "aside"],
  // pandoc's, of what its lists define
  ...["panel", "definition", "definitions"],
]);

/** Words alone on the first line of a box tell what it is, but for these. */
const plain = new Set(["note", "citation", "quote", "abstract", "summary", "information", "info"]);

function named(variant: CalloutVariant, ...all: string[]): [string, CalloutVariant][] {
  return all.map((name) => [name, variant]);
}

/** Without case, accents, apostrophes and hyphens, or the punctuation at its end: "À retenir :" is "a retenir". */
function folded(words: string): string {
  return words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s_’'\u2010\u2011-]+/g, " ")
    .replace(/(?<![\s:.!…])[\s:.!…]+$/u, "")
    .trim();
}

/** The variant that a class or type names: "callout-tip", "keyFigure". Undefined for other words. */
export function variantOfClass(name: string): CalloutVariant | undefined {
  const words = folded(name.replace(/(?<=[a-z])(?=[A-Z])/g, " "));
  return names.get(words) ?? names.get(words.replace(/^(?:callout|admonition|alert|box) /, ""));
}

/** What the name of a style tells, folded: "encadre a retenir", "encadre a retenir titre"; `framed`: only where it is. */
export function calloutOfStyle(style: string): { variant: CalloutVariant; title?: true; framed?: true } | undefined {
  const [, name = "", title] = /^(.*?)(?: (?:(titre|title)|\(1\)))?$/.exec(style)!;
  const own = folded(name);
  const inner = /^(?:encadre|box|callout) (.+)$/.exec(own)?.[1];
  const told = inner === undefined ? undefined : names.get(inner);
  const variant = told ?? names.get(own);
  const isCommon = told === undefined && common.has(own);
  return variant && { variant, ...(title !== undefined && { title: true }), ...(isCommon && { framed: true }) };
}

/** A paragraph as long as this, in characters, is no title; as this, no key figure. */
const longest = { title: 120, figure: 24 };

/**
 * A callout with its title found in its first lines: a heading or a bold line, the words of its variant alone, which are
 * left to composition, a figure that it is about. A box takes the variant that its title names: "Attention !".
 */
export function settleCallout(context: Context, callout: Callout): Callout {
  const { title, ...rest } = callout;
  if (title) return titled({ ...rest, variant: variantBy(callout, title) }, title);
  const [first, ...children] = callout.children;
  if (children.length === 0 || !first || (first.type !== "paragraph" && first.type !== "heading")) return callout;
  if (!isTitle(callout, first)) return callout;
  context.moved.set(first.id, callout.id);
  const anchor = callout.anchor ?? first.anchor;
  const settled = { ...callout, ...(anchor !== undefined && { anchor }), children };
  return titled({ ...settled, variant: variantBy(callout, first.children) }, withoutStrong(first.children));
}

function isTitle(
  { variant }: Callout,
  first: Extract<Block, { children: Inline[]; type: "paragraph" | "heading" }>,
): boolean {
  const words = plainText(first.children);
  if (words.length > longest.title) return false;
  if (first.type === "heading" || isStrong(first.children)) return true;
  if (variant === "keyFigure") return words.length <= longest.figure;
  const name = folded(words);
  return variant === "box" ? names.has(name) && !plain.has(name) : isWordOf(variant, name);
}

/** What a box is by the words that begin its title, up to a colon, a dash or their end: "Exemple – Metz". */
function variantBy({ variant }: Callout, title: readonly Inline[]): CalloutVariant {
  if (variant !== "box") return variant;
  const words = plainText(title);
  const name = folded(/^[^:–—.!(]*/u.exec(words)![0]);
  return (plain.has(name) ? undefined : names.get(name)) ?? variant;
}

/** Words that composition prints of itself are no title. */
function titled(callout: Callout, title: Inline[]): Callout {
  const name = folded(plainText(title));
  return isWordOf(callout.variant, name) || name === "" ? callout : { ...callout, title };
}

function isWordOf(variant: CalloutVariant, name: string): boolean {
  return languages.some((language) => folded(calloutWord(language, variant)) === name);
}

function isStrong(inlines: readonly Inline[]): boolean {
  return inlines.every((inline) => inline.type === "strong" || plainText([inline]).trim() === "");
}

function withoutStrong(inlines: readonly Inline[]): Inline[] {
  return isStrong(inlines)
    ? inlines.flatMap((inline) => (inline.type === "strong" ? inline.children : [inline]))
    : [...inlines];
}

import { isQuiet } from "../../document/redline/count.ts";
import type { HeadChange, HeadField, NoteChange, Redline } from "../../document/redline/redline.ts";
import { documentTexts } from "../../i18n/documents.ts";
import { interfaceLanguage } from "../../i18n/languages.ts";
import { translate } from "../../i18n/translate.ts";
import { namingOf } from "../redline/names.ts";
import { languageOf, type RedlinedPart } from "../redline/part.ts";
import type { Context, HtmlOptions } from "./context.ts";
import { attributes, escaped } from "./escape.ts";
import { changesToHtml } from "./redline/blocks.ts";
import { type Redlining, say, wordsToHtml } from "./redline/context.ts";

/**
 * Two versions as one `<article>`, for a page of the application: what came in `<ins>`, what went in `<del>`, both said
 * in words too; what moved leads from one place to the other; long stretches that did not change are folded. Everything
 * is escaped. `language` is that of the words we add.
 */
export function htmlRedline(
  parts: readonly RedlinedPart[],
  { language, imageHref }: Pick<HtmlOptions, "imageHref"> & { language: string },
): string {
  const several = parts.length > 1;
  const written = parts.map((part, index) => partToHtml(part, `p${index + 1}-`, several, language, imageHref));
  return `<article class="document redline"${attributes({ lang: language })}>\n${written.join("")}</article>\n`;
}

function partToHtml(
  part: RedlinedPart,
  prefix: string,
  several: boolean,
  language: string,
  imageHref: HtmlOptions["imageHref"],
): string {
  const { redline } = part;
  const context = (side: string): Context => ({
    imageHref,
    language: interfaceLanguage(language),
    calls: new Map(),
    prefix: `${prefix}${side}`,
  });
  const redlining: Redlining = {
    before: context("old"),
    after: context("new"),
    names: namingOf(redline, prefix),
    prefix,
  };
  const own = languageOf(part);
  const content = [
    redline.head
      .filter(hasChanged)
      .map((change) => headToHtml(redlining, change))
      .join(""),
    redline.changes === 0 && part.fate === undefined ? `<p class="fate">${say(redlining, "redline-none")}</p>\n` : "",
    changesToHtml(redlining, redline.blocks),
    bibliographyToHtml(redlining, redline),
    notesToHtml(redlining, redline.notes),
  ];
  const title = several ? `<h2${attributes({ id: `${prefix}title` })}>${escaped(part.title)}</h2>\n` : "";
  const fate = part.fate ? `<p class="fate">${say(redlining, `redline-part-${part.fate}`)}</p>\n` : "";
  const lang = own === language ? undefined : own;
  return `<section class="part"${attributes({ lang })}>\n${title}${fate}${content.join("")}</section>\n`;
}

function hasChanged({ words }: HeadChange): boolean {
  return words.some(({ is }) => is !== "same" && is !== "typed");
}

const fields: { [F in HeadField]: `redline-field-${F}` } = {
  title: "redline-field-title",
  subtitle: "redline-field-subtitle",
  authors: "redline-field-authors",
  date: "redline-field-date",
  keywords: "redline-field-keywords",
  language: "redline-field-language",
};

function headToHtml(redlining: Redlining, { field, words }: HeadChange): string {
  return `<p class="head"><span class="fate">${say(redlining, fields[field])}</span> ${wordsToHtml(redlining, words)}</p>\n`;
}

/** The references, where some changed. */
function bibliographyToHtml(redlining: Redlining, { bibliography }: Redline): string {
  if (bibliography.every(isQuiet)) return "";
  const title = translate(redlining.after.language, documentTexts, "bibliography");
  const content = changesToHtml(redlining, bibliography);
  return `<section class="bibliography">\n<h2>${escaped(title)}</h2>\n${content}</section>\n`;
}

function notesToHtml(redlining: Redlining, notes: readonly NoteChange[]): string {
  if (notes.length === 0) return "";
  const id = `${redlining.prefix}notes`;
  const title = translate(redlining.after.language, documentTexts, "notes");
  const items = notes.map((note) => noteToHtml(redlining, note)).join("");
  return `<section class="notes"${attributes({ "aria-labelledby": id })}>\n<h2${attributes({ id })}>${escaped(title)}</h2>\n<ul>\n${items}</ul>\n</section>\n`;
}

/** A note under its number in the text after, or before; both texts' calls lead to it, and it leads back. */
function noteToHtml(redlining: Redlining, { before, after, blocks }: NoteChange): string {
  const side = after ? redlining.after : redlining.before;
  const { number } = (after ?? before)!;
  const old =
    after && before ? `<span${attributes({ id: `${redlining.before.prefix}-note-${before.number}` })}></span>` : "";
  const label = translate(side.language, documentTexts, "note-back", { number: String(number) });
  const word = translate(side.language, documentTexts, "note-return");
  const link = attributes({ href: `#${side.prefix}-call-${number}`, "aria-label": label });
  const back = `<p class="back"><a${link}>↩ ${escaped(word)}</a></p>`;
  const name = translate(side.language, documentTexts, "note-call", { number: String(number) });
  const content = changesToHtml(redlining, blocks);
  return `<li${attributes({ id: `${side.prefix}-note-${number}` })}>${old}<span class="fate">${escaped(name)}</span>\n${content}${back}</li>\n`;
}

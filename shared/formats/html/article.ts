import type { Composed, Note, Section } from "../../document/composed.ts";
import { ownInlines, plainText } from "../../document/visit.ts";
import { documentTexts } from "../../i18n/documents.ts";
import { interfaceLanguage } from "../../i18n/languages.ts";
import { translate } from "../../i18n/translate.ts";
import { blocksToHtml } from "./block.ts";
import type { Context, HtmlOptions } from "./context.ts";
import { attributes, escaped } from "./escape.ts";

/**
 * The document as one `<article>`, for a page of the application: headings from h2 down, an element a block named by
 * its id, notes at the end with links back. Everything is escaped; links lead to http, https and mailto only.
 */
export function htmlArticle(document: Composed, options: HtmlOptions): string {
  const context: Context = { ...options, language: interfaceLanguage(document.language), calls: new Map() };
  const sections = document.sections.filter((section) => options.title !== false || !holdsTitle(section));
  const body = sections.map((section) => sectionToHtml(context, section)).join("");
  const notes = notesToHtml(context, document.notes);
  return `<article class="document"${attributes({ lang: document.language })}>\n${body}${notes}</article>\n`;
}

function holdsTitle({ role, generated }: Section): boolean {
  return role === "cover" || (role === "body" && generated);
}

function sectionToHtml(context: Context, section: Section): string {
  const { afterBlock: _, ...unremarked } = context;
  const content = blocksToHtml(section.generated ? unremarked : context, section.blocks);
  if (holdsTitle(section)) return `<header class="${section.role}">\n${content}</header>\n`;
  switch (section.role) {
    case "contents":
    case "lists": {
      const label = plainText(section.blocks.flatMap(ownInlines));
      return `<nav class="contents"${attributes({ "aria-label": label })}>\n${content}</nav>\n`;
    }
    default:
      return `<div class="${section.role}">\n${content}</div>\n`;
  }
}

function notesToHtml(context: Context, notes: readonly Note[]): string {
  if (notes.length === 0) return "";
  const title = translate(context.language, documentTexts, "notes");
  const items = notes.map((note) => noteToHtml(context, note)).join("");
  return `<section class="notes" role="doc-endnotes" aria-labelledby="livrable-notes">
<h2 id="livrable-notes">${escaped(title)}</h2>
<ol>
${items}</ol>
</section>
`;
}

function noteToHtml(context: Context, { number, children }: Note): string {
  const label = translate(context.language, documentTexts, "note-back", { number: String(number) });
  const word = translate(context.language, documentTexts, "note-return");
  const link = attributes({ href: `#livrable-call-${number}`, role: "doc-backlink", "aria-label": label });
  const back = `<p class="back"><a${link}>↩ ${escaped(word)}</a></p>`;
  return `<li${attributes({ id: `livrable-note-${number}`, value: number })}>${blocksToHtml(context, children)}${back}</li>\n`;
}

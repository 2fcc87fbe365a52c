import type { Inline, InlineType } from "../../document/tree.ts";
import { documentTexts } from "../../i18n/documents.ts";
import { translate } from "../../i18n/translate.ts";
import type { Context } from "./context.ts";
import { attributes, escaped } from "./escape.ts";
import type { Mark } from "./highlight.ts";

/** Inlines as HTML. Throws on a kind that this writer does not know. */
export function inlinesToHtml(context: Context, inlines: readonly Inline[]): string {
  return inlines.map((inline) => inlineToHtml(context, inline)).join("");
}

type Writers = { [T in InlineType]: (context: Context, inline: Extract<Inline, { type: T }>) => string };

const writers: Writers = {
  text: (context, text) => {
    const mark = context.marked?.get(text);
    return mark ? markedText(context, text.value, mark) : escaped(text.value);
  },
  strong: (context, { children }) => `<strong>${inlinesToHtml(context, children)}</strong>`,
  emphasis: (context, { children }) => `<em>${inlinesToHtml(context, children)}</em>`,
  smallCaps: (context, { children }) => `<span class="small-caps">${inlinesToHtml(context, children)}</span>`,
  superscript: (context, { children }) => `<sup>${inlinesToHtml(context, children)}</sup>`,
  subscript: (context, { children }) => `<sub>${inlinesToHtml(context, children)}</sub>`,
  strike: (context, { children }) => `<s>${inlinesToHtml(context, children)}</s>`,
  code: (_, { value }) => `<code>${escaped(value)}</code>`,
  lineBreak: () => "<br>",
  language: (context, { language, children }) =>
    `<span${attributes({ lang: language })}>${inlinesToHtml(context, children)}</span>`,
  link: (context, { href, children }) => linked(href, inlinesToHtml(context, children)),
  crossReference: (context, { target, children }) =>
    `<a${attributes({ href: `#${target}` })}>${inlinesToHtml(context, children)}</a>`,
  citation: (context, { text }) => {
    if (!text) throw new Error("a citation without its composed text");
    return inlinesToHtml(context, text);
  },
  noteReference: noteCall,
};

function inlineToHtml(context: Context, inline: Inline): string {
  const write = writers[inline.type] as ((context: Context, inline: Inline) => string) | undefined;
  if (!write) throw new Error(`no HTML for an inline of type ${inline.type}`);
  return write(context, inline);
}

/** A text that is highlighted, or that would go, between words that would come. */
function markedText(context: Context, value: string, { remarks, is, before, after }: Mark): string {
  const about = attributes({ "data-remark": remarks.join(" ") || undefined });
  const hidden = (key: "redline-inserted" | "redline-deleted") =>
    `<span class="hidden">[${escaped(translate(context.language, documentTexts, key))} </span>`;
  const inserted = (words = "") =>
    words ? `<ins${about}>${hidden("redline-inserted")}${escaped(words)}<span class="hidden">] </span></ins>` : "";
  const deleted = () =>
    `<del${about}>${hidden("redline-deleted")}${escaped(value)}<span class="hidden">] </span></del>`;
  const own = is === "gone" ? deleted() : is === "marked" ? `<mark${about}>${escaped(value)}</mark>` : escaped(value);
  return `${inserted(before)}${own}${inserted(after)}`;
}

/** Only where a link may lead; elsewhere its words alone. */
function linked(href: string, html: string): string {
  return /^(?:https?:|mailto:)/i.test(href) ? `<a${attributes({ href })}>${html}</a>` : html;
}

/** The first call of a note is where its back link leads; later calls have names of their own. */
function noteCall(context: Context, { number }: Extract<Inline, { type: "noteReference" }>): string {
  if (number === undefined) throw new Error("a note call without its composed number");
  const calls = (context.calls.get(number) ?? 0) + 1;
  context.calls.set(number, calls);
  const prefix = context.prefix ?? "livrable";
  const id = `${prefix}-call-${number}${calls === 1 ? "" : `-${calls}`}`;
  const label = translate(context.language, documentTexts, "note-call", { number: String(number) });
  const link = attributes({ id, href: `#${prefix}-note-${number}`, role: "doc-noteref", "aria-label": label });
  return `<sup><a${link}>${number}</a></sup>`;
}

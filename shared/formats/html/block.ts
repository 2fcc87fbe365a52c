import { titleOf } from "../../document/callouts.ts";
import { itemLabel } from "../../document/list-number.ts";
import { captionOf } from "../../document/number.ts";
import { withoutStrayLines } from "../../document/source-lines.ts";
import type { Block, BlockType, Callout, Figure, Heading, List, Paragraph } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import { contentsToHtml } from "./contents.ts";
import type { Context } from "./context.ts";
import { attributes, escaped } from "./escape.ts";
import { inlinesToHtml } from "./inline.ts";
import { tableToHtml } from "./table.ts";

/** Blocks as HTML, each element named by its block's id. Throws on a kind that this writer does not know. */
export function blocksToHtml(context: Context, blocks: readonly Block[]): string {
  return excerptToHtml(context, withoutStrayLines(blocks));
}

/** The same of blocks that are written apart from those above them: a source line is one by its role alone. */
export function excerptToHtml(context: Context, blocks: readonly Block[]): string {
  return blocks.map((block) => blockToHtml(context, block)).join("");
}

type Writers = { [T in BlockType]: (context: Context, block: Extract<Block, { type: T }>) => string };

const writers: Writers = {
  heading: headingToHtml,
  paragraph: paragraphToHtml,
  list: listToHtml,
  table: (context, table) => tableToHtml(context, table, blocksToHtml) + after(context, table),
  figure: figureToHtml,
  quote: (context, { id, children }) =>
    `<blockquote${attributes({ id })}>\n${blocksToHtml(context, children)}</blockquote>\n`,
  callout: (context, callout) => {
    const { title, children } = callout;
    const own = title ? after(context, callout) : "";
    return calloutElement(callout, title && inlinesToHtml(context, title), own + blocksToHtml(context, children));
  },
  codeBlock: (context, block) =>
    `<pre${attributes({ id: block.id })}><code>${escaped(block.value)}</code></pre>\n${after(context, block)}`,
  thematicBreak: (_, { id }) => `<hr${attributes({ id })}>\n`,
  pageBreak: (_, { id }) => `<div${attributes({ id, class: "page-break" })}></div>\n`,
  contents: contentsToHtml,
};

function blockToHtml(context: Context, block: Block): string {
  const write = writers[block.type] as ((context: Context, block: Block) => string) | undefined;
  if (!write) throw new Error(`no HTML for a block of type ${block.type}`);
  const own = () => write(context, block);
  return context.instead?.get(block.id)?.(context, own) ?? own();
}

/** The document's title is the page's h1, so that headings start at h2; HTML has no h7. */
function headingToHtml(context: Context, heading: Heading): string {
  const { id, level, label, children } = heading;
  const number = label === undefined ? "" : `<span class="label">${escaped(label)}</span> `;
  return headingElement(id, level, number + inlinesToHtml(context, children)) + after(context, heading);
}

/** A heading of a level, with its words as HTML. */
export function headingElement(id: string, level: Heading["level"], words: string): string {
  if (level < 6) return `<h${level + 1}${attributes({ id })}>${words}</h${level + 1}>\n`;
  return `<div${attributes({ id, class: "heading", role: "heading", "aria-level": 7 })}>${words}</div>\n`;
}

function paragraphToHtml(context: Context, paragraph: Paragraph): string {
  const { id, align, role, children } = paragraph;
  const name = role === "title" ? "h1" : "p";
  const style = [role, align === "center" || align === "end" ? align : undefined].filter(Boolean).join(" ");
  const opening = `<${name}${attributes({ id, class: style || undefined })}>`;
  return `${opening}${inlinesToHtml(context, children)}</${name}>\n${after(context, paragraph)}`;
}

/** A callout with its own title and what it holds as HTML; its name is the word of its variant, its title where it has none. */
export function calloutElement(callout: Callout, title: string | undefined, blocks: string): string {
  const { id, variant, label } = callout;
  const word = titleOf({ ...callout, title: undefined });
  const words = title ?? (word && `<span class="label">${escaped(plainText(word))}</span>`);
  const line = words === undefined ? "" : `<p class="calloutTitle">${words}</p>\n`;
  const named = { id, class: `callout callout-${variant}`, role: "note", "aria-label": label };
  return `<div${attributes(named)}>\n${line}${blocks}</div>\n`;
}

/** How the items of an ordered list are counted, as the `type` of its element. */
const listTypes = {
  decimal: undefined,
  lowerLetter: "a",
  upperLetter: "A",
  lowerRoman: "i",
  upperRoman: "I",
} as const;

function listToHtml(context: Context, list: List): string {
  const { id, start, items } = list;
  const entries = items.map(
    ({ children }, index) => `<li>${ownLabel(list, start + index)}${blocksToHtml(context, children)}</li>\n`,
  );
  return listElement(id, list, entries.join(""));
}

/** A list with its items as HTML. */
export function listElement(id: string, { ordered, start, format, label }: List, items: string): string {
  const labelled = label === undefined ? undefined : "labelled";
  if (!ordered) return `<ul${attributes({ id, class: labelled })}>\n${items}</ul>\n`;
  const type = labelled ? undefined : listTypes[format];
  const numbering = attributes({ id, class: labelled, start: start === 1 ? undefined : start, type });
  return `<ol${numbering}>\n${items}</ol>\n`;
}

/** What stands before the item of that number in a list whose author wrote words around numbers: "Article V2.3". */
export function ownLabel(list: List, number: number): string {
  if (list.label === undefined) return "";
  return `<span class="label">${escaped(itemLabel({ ...list, start: number }, 0))}</span> `;
}

const millimetre = 96 / 25.4;

/** `width` and `height` keep the image's place before it comes; the wanted width is in CSS pixels (1/96 inch). */
export function imageToHtml(context: Context, { image, alt, width }: Figure): string {
  const shown = width === undefined ? image.width : width * millimetre;
  const size = { width: Math.round(shown), height: Math.round((shown * image.height) / image.width) };
  return `<img${attributes({ src: context.imageHref(image.hash), alt, ...size })}>`;
}

function figureToHtml(context: Context, figure: Figure): string {
  const legend = figure.caption ? `<figcaption>${inlinesToHtml(context, captionOf(figure))}</figcaption>` : "";
  return `<figure${attributes({ id: figure.id })}>${imageToHtml(context, figure)}${legend}</figure>\n${after(context, figure)}`;
}

function after(context: Context, { id }: Block): string {
  return context.afterBlock?.(id) ?? "";
}

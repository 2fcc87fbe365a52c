import { html } from "hono/html";
import type { Block, Cell, Table } from "../../../shared/document/tree.ts";
import { plainText, textOf } from "../../../shared/document/visit.ts";
import { scrolled } from "../components/facts.ts";
import { row } from "../components/row.ts";
import type { Html } from "../http/context.ts";

/**
 * A document of tables as a page: a section for each of its headings of the first level, so that the page says what the document says. What
 * stands below a heading of the second is folded.
 */
export function sectionsOf(blocks: readonly Block[]): Html[] {
  return partedAt(blocks, 1).map(({ title, body }, index) => {
    const id = `section-${index + 1}`;
    const [own, ...folded] = partedAt(body, 2, "");
    const details = folded.map(
      (part) =>
        html`<details><summary>${part.title}</summary>${part.body.map((block) => blockOf(block, part.title))}</details>`,
    );
    const inside = html`<h2 id="${id}">${title}</h2>${(own?.body ?? []).map((block) => blockOf(block, title))}${details}`;
    return html`<section aria-labelledby="${id}">${row("", inside, "wide")}</section>`;
  });
}

/** Blocks by the headings of a level that they stand below; `first`: what those before any are called, where they are kept. */
function partedAt(blocks: readonly Block[], level: number, first?: string): { title: string; body: Block[] }[] {
  const parts: { title: string; body: Block[] }[] = first === undefined ? [] : [{ title: first, body: [] }];
  for (const block of blocks) {
    if (block.type === "heading" && block.level === level) parts.push({ title: plainText(block.children), body: [] });
    else parts.at(-1)?.body.push(block);
  }
  return parts;
}

function blockOf(block: Block, heading: string): Html | "" {
  if (block.type === "paragraph") return html`<p>${plainText(block.children)}</p>`;
  if (block.type === "codeBlock") return html`<p><code>${block.value}</code></p>`;
  return block.type === "table" ? tableOf(block, heading) : "";
}

/** A table that becomes cards on a telephone, as `components/facts.ts` has it, with figures at the end of their cells. */
function tableOf({ rows: [heads, ...body], columns, caption }: Table, heading: string): Html {
  const names = (heads?.cells ?? []).map(({ children }) => children.map(textOf).join(" "));
  const end = (column: number) => (columns[column]?.align === "end" ? html` class="end"` : "");
  const cells = ([
    first,
    ...others
  ]: readonly Cell[]) => html`<th scope="row" role="rowheader">${first && linesOf(first)}</th>
${others.map((cell, at) => html`<td role="cell"${end(at + 1)} data-label="${names[at + 1] ?? ""}">${linesOf(cell)}</td>`)}`;
  const name = caption ? plainText(caption) : heading;
  const table = html`<table class="cards" role="table"><caption${caption ? "" : html` class="hidden"`}>${name}</caption>
<thead role="rowgroup"><tr role="row">${names.map((name, at) => html`<th scope="col" role="columnheader"${end(at)}>${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${body.map((each) => html`<tr role="row">${cells(each.cells)}</tr>`)}</tbody></table>`;
  return scrolled(name, table);
}

function linesOf({ children }: Cell): Html[] {
  return children.map((block, index) => {
    const strong = block.type === "paragraph" && block.children[0]?.type === "strong";
    const said = textOf(block);
    return html`${index > 0 ? html`<br>` : ""}${strong ? html`<strong>${said}</strong>` : said}`;
  });
}

import { html } from "hono/html";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import type { Block } from "../../../shared/document/tree.ts";
import { textOf } from "../../../shared/document/visit.ts";
import type { SentRemark } from "../../../shared/stored/batch.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** What stands in the margin of one block. `remark`: where a new one is begun, where one may. */
export type Margin = {
  block: Block;
  remark?: string;
  unsent: { number: number; remark: Remark }[];
  sent: SentRemark[];
};

/** Characters by which a link says which block it is about. */
const named = 40;

/** The margin of a block: its remarks by number, and the way to one more. */
export function margin(speak: Say, name: string, { block, remark, unsent, sent }: Margin): Html {
  const { text } = speak;
  const more = remark
    ? html`<a class="comment" href="${remark}">${text("remark.go")}<span class="hidden"> – ${firstWords(block)}</span></a>`
    : "";
  return html`<div class="beside" lang="${speak.language}">${more}${sent.map(
    ({ number, id }) => html` <a href="#remark-${id}">${text("remark.number", { number })}</a>`,
  )}${unsent.map(
    ({ number, remark: { id } }) =>
      html` <a href="?edit=${id}#${name}">${text("remark.number.unsent", { number })}</a>`,
  )}</div>`;
}

function firstWords(block: Block): string {
  return shortenAtWord(textOf(block).replace(/\s+/g, " ").trim(), named);
}

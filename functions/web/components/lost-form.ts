import { html } from "hono/html";
import { holdsToken } from "../../../shared/links/redact.ts";
import type { Html, PageContext } from "../http/context.ts";
import { isJson, wantsJson } from "../http/context.ts";
import { refererOf } from "../http/referer.ts";
import type { Say } from "../http/say.ts";
import { hidden } from "./fields.ts";
import { nothingFilled } from "./filled.ts";
import { linkForm } from "./link-form.ts";

/** A form that was sent when nobody was in any more: what it gives, and what of it somebody typed. */
export type LostForm = { fields: [name: string, value: string][] };

/** What a form of ours gave, whose sender's session had ended; undefined: it is no such request. */
export async function lostForm(c: PageContext): Promise<LostForm | undefined> {
  const isForm = c.req.method === "POST" && !isJson(c) && !wantsJson(c);
  if (!isForm || c.get("visitor") || holdsToken(c.req.path)) return undefined;
  const body = await c.req.parseBody({ all: true }).catch(() => undefined);
  const fields = Object.entries(body ?? {}).flatMap(([name, values]) =>
    [values].flat().flatMap((value): [string, string][] => (typeof value === "string" ? [[name, value]] : [])),
  );
  return fields.length > 0 && fields.length <= mostFields ? { fields } : undefined;
}

/** As many as any form of ours has that does not grow. */
const mostFields = 200;

/** How to come in again, and the form to send once more with what was typed, which is there to be copied. */
export function lostPage(c: PageContext, speak: Say, { fields }: LostForm): Html {
  const { text } = speak;
  const all = fields.map(([, value]) => value);
  const typed = fields.filter(([, value]) => isTyped(value, all));
  const others = fields.filter(([, value]) => !isTyped(value, all));
  const { pathname, search } = new URL(c.req.url);
  const form = refererOf(c);
  return html`<h1>${text("lost.title")}</h1>
<p>${text(typed.length > 0 ? "lost.lead" : "lost.lead.none")}</p>
<section aria-labelledby="again"><h2 id="again">${text("lost.again")}</h2>
<p>${text("lost.again.lead")}</p>
${linkForm(speak, nothingFilled, true)}</section>
<section aria-labelledby="typed"><h2 id="typed">${text(typed.length > 0 ? "lost.typed" : "lost.send")}</h2>
<form method="post" action="${pathname}${search}" data-unkept>
${others.map(([name, value]) => hidden(name, value))}
${typed.map(([name, value], index) => box(speak, { name, value, index, count: typed.length }))}
<button class="second">${text("lost.send")}</button></form>
${form ? html`<p><a href="${form}">${text("lost.form")}</a></p>` : ""}</section>`;
}

type Box = { name: string; value: string; index: number; count: number };

function box({ text }: Say, { name, value, index, count }: Box): Html {
  const id = `lost-${index + 1}`;
  const rows = Math.min(20, Math.max(2, Math.ceil(value.length / 60)));
  const label = count === 1 ? text("lost.typed.alone") : text("lost.typed.each", { number: index + 1 });
  // HTML, 13.1.2.5: a newline right after the start tag is dropped
  return html`<div class="field"><label for="${id}">${label}</label>
<textarea id="${id}" name="${name}" rows="${rows}">${value.startsWith("\n") ? `\n${value}` : value}</textarea></div>`;
}

/** Words in a row are what people type; ids, days and choices travel along, and what stands twice: the words that a remark is about. */
function isTyped(value: string, all: readonly string[]): boolean {
  return value.length >= 12 && /\S\s+\S/.test(value) && all.indexOf(value) === all.lastIndexOf(value);
}

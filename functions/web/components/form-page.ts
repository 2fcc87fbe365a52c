import { html } from "hono/html";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { say } from "../http/say.ts";
import { errorSummary } from "./filled.ts";
import { frame } from "./frame.ts";
import { row } from "./row.ts";

export type FormPage = {
  title: string;
  /** Where the page belongs, and the way back to it. */
  back: { href: string; label: string };
  filled: Filled;
  body: Html;
  scripts?: string[];
  styles?: string[];
};

/** A page with one form: 422 with its errors summed up when it was refused. */
export function formPage(
  c: PageContext,
  web: Web,
  { title, back, filled, body, scripts = [], styles = [] }: FormPage,
): Promise<Response> {
  const refused = filled.errors.length > 0;
  const main = row(
    html`<p><a href="${back.href}">${back.label}</a></p>`,
    html`${errorSummary(say(c, web), filled)}<h1>${title}</h1>${body}`,
  );
  return frame(c, web, { title, main, refused, scripts, styles });
}

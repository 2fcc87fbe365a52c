import { html } from "hono/html";
import type { Warning } from "../../../shared/errors.ts";
import { translate } from "../../../shared/i18n/translate.ts";
import { warningTexts } from "../../../shared/i18n/warnings.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** What reading noticed, in the author's words; each leads to its place in the text. `article`: where places are. */
export function warningList({ text, language }: Say, warnings: readonly Warning[], article: string): Html | "" {
  if (warnings.length === 0) return "";
  return html`<section aria-labelledby="warnings"><h2 id="warnings">${text("read.warnings", { count: warnings.length })}</h2>
<ol>${warnings.map(({ code, details, at }) => {
    const place = at !== undefined && article.includes(`id="${at}"`);
    return html`<li>${translate(language, warningTexts, code, details)}${
      place ? html` <a href="#${at}">${text("read.see")}</a>` : at ? html` <span class="muted">(${at})</span>` : ""
    }</li>`;
  })}</ol></section>`;
}

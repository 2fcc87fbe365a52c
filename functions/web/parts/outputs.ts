import { html } from "hono/html";
import type { Output, State } from "../../../shared/workflow/state.ts";
import type { Html } from "../context.ts";
import type { Say } from "../say.ts";

/** Links to the final documents; each says its format, pages, size and language. */
export function outputLinks(speak: Say, { id, title, language, final }: State): Html {
  const { text } = speak;
  const tongue = text(language.startsWith("en") ? "language.en" : "language.fr").toLowerCase();
  const words = ({ bytes, pages }: Output): string =>
    [pages === undefined ? "" : text("output.pages", { count: pages }), speak.bytes(bytes), tongue]
      .filter(Boolean)
      .join(", ");
  return html`<ul class="plain">${(final?.outputs ?? []).map(
    (
      output,
    ) => html`<li><a href="/deliverables/${id}/outputs/${output.format}">${text(`output.${output.format}`)}<span class="hidden"> – ${title}</span></a>
<span class="muted">(${words(output)})</span></li>`,
  )}</ul>`;
}

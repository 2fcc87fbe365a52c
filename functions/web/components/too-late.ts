import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { PageContext, Web } from "../http/context.ts";
import { say } from "../http/say.ts";
import { statuses } from "../http/statuses.ts";
import { frame } from "./frame.ts";
import { row } from "./row.ts";
import { stageTag } from "./stage.ts";

/** `typed`: what its writer would lose; `happened`: in the place of what the refusal says; `to`: where it leads, the text unless told. */
type More = { typed?: string; happened?: string; to?: string };

/**
 * Something said too late, or of a version that is no longer the one: what happened, and the way on.
 */
export function tooLatePage(
  c: PageContext,
  web: Web,
  state: State,
  code: "round-closed" | "version-replaced" | "not-reviewer",
  { typed, happened, to }: More = {},
): Promise<Response> {
  const speak = say(c, web);
  const { text, language } = speak;
  const title = text(`standing.${code}`);
  const last = state.rounds.at(-1);
  const main = row(
    html`<p>${stageTag(speak, state.stage)}</p>`,
    html`<h1>${title}</h1><p>${happened ?? refusalMessage(language, { code, details: {} })}</p>
${last?.outcome ? html`<p><strong>${text(`outcome.${last.outcome}`)}</strong></p>` : ""}
${typed ? html`<h2>${text("standing.typed")}</h2><blockquote><p class="said">${typed}</p></blockquote>` : ""}
<p><a class="button" href="${to ?? href("reading", { id: state.id })}">${text("standing.read")}</a></p>`,
  );
  return frame(c, web, { title, main, status: statuses[code] });
}

import { html } from "hono/html";
import type { Round, State } from "../../../shared/workflow/state.ts";
import type { Html } from "../context.ts";
import type { Say } from "../say.ts";

/** From a round that confirms, to what changed since the version of the round before. */
export function redlineLink({ text }: Say, { id, rounds }: State, { confirms, version }: Round): Html | "" {
  const before = rounds.find(({ number }) => number === confirms)?.version;
  if (before === undefined) return "";
  return html`<p><a href="/deliverables/${id}/redline?from=${before}&to=${version}">${text("confirming.redline")}</a></p>`;
}

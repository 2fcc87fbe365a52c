import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { roundBefore } from "../../../shared/deliverable/round/round.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** From a round to what changed since the version of the round before; nothing where its text did not. */
export function redlineLink({ text }: Say, state: State, round: Round): Html | "" {
  const before = roundBefore(state, round)?.version;
  if (before === undefined || before === round.version || round.unchanged !== undefined) return "";
  return html`<p><a href="${href("redline", { id: state.id }, { from: before, to: round.version })}">${text("before.redline")}</a></p>`;
}

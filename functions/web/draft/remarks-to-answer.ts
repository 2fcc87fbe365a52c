import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { hasRemarks, roundToConfirm, undisposed } from "../../../shared/deliverable/round/round.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Remarks of the round before that wait for their answer, where a confirming round waits for them. */
export function remarksToAnswer({ text }: Say, state: State): Html | undefined {
  const round = roundToConfirm(state);
  const left = round && state.stage === "draft" ? undisposed(round).length : 0;
  if (left === 0) return undefined;
  return html`<p>${text("step.answer", { count: left })}</p>
<p><a class="button" href="${href("contributions", { id: state.id })}">${text("contributions.go")}</a></p>`;
}

/** What a draft that can be submitted is ready for: a round, or one that confirms what remarks or reservations called for. */
export function readyKey(state: State) {
  const round = roundToConfirm(state);
  if (!round) return "step.submit";
  return hasRemarks(round) ? "step.confirm" : "step.confirm.reservations";
}

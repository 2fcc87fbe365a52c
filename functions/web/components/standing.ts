import { html } from "hono/html";
import { type Standing, standingOf } from "../../../shared/asking/standing.ts";
import { standingWords } from "../../../shared/asking/standing-words.ts";
import type { Now } from "../../../shared/asking/week.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { summarize } from "../../../shared/deliverable/summary.ts";
import type { Holder } from "../../../shared/values.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** How a deliverable stands and by when, as every page says it: `named` calls people as the reader may know them. */
export function standingLine(
  { language }: Say,
  standing: Standing,
  named: (people: readonly Holder[]) => string,
): Html {
  const { said, time, late } = standingWords(language, standing, named);
  return html`<p class="standing">${said}${time === undefined ? "" : html` <span class="${late ? "late-words" : "muted"}">${time}</span>`}</p>`;
}

/** How a deliverable stands, of which the state is at hand. */
export function standingNow(state: State, now: Now): Standing {
  return standingOf(summarize(state, ""), now);
}

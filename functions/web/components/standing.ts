import { html } from "hono/html";
import { type Standing, standingOf } from "../../../shared/asking/standing.ts";
import { standingWords } from "../../../shared/asking/standing-words.ts";
import type { Now } from "../../../shared/asking/week.ts";
import { isNamed } from "../../../shared/deliverable/holder.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { summarize } from "../../../shared/deliverable/summary.ts";
import type { Holder } from "../../../shared/values.ts";
import type { Opened } from "../http/access.ts";
import type { Html } from "../http/context.ts";
import { visitorAs } from "../http/rights.ts";
import type { Say } from "../http/say.ts";
import type { PanelKind } from "./panel.ts";

/** How a deliverable stands and by when, as every page says it: `named` calls people as the reader may know them. */
export function standingLine(
  { language }: Say,
  standing: Standing,
  named: (people: readonly Holder[]) => string,
): Html {
  const { said, time, late } = standingWords(language, standing, named);
  return html`<p class="standing">${said}${time === undefined ? "" : html` <span class="${late ? "late-words" : "muted"}">${time}</span>`}</p>`;
}

/** Whose what comes next is, as a panel shows it: late, the reader's own, done, or somebody else's. */
export function standingKind(
  { name, office, who, late }: Standing,
  { roles, visitor }: Pick<Opened, "roles" | "visitor">,
): PanelKind {
  if (late) return "late";
  if (name === "final") return "done";
  return office ? (roles.has("coordinator") ? "own" : "") : isNamed(who, visitorAs(visitor)) ? "own" : "";
}

/** How a deliverable stands, of which the state is at hand. */
export function standingNow(state: State, now: Now): Standing {
  return standingOf(summarize(state, ""), now);
}

import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered, deliveredEditions } from "../../../shared/deliverable/final/editions.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { editionLink } from "./editions.ts";

/** The editions of a document that has, or is to have, more than one, the newest first: what each is now, with its address. */
export function editionItems(speak: Say, state: State): Html[] {
  const { text } = speak;
  const there = deliveredEditions(state);
  const ahead = aheadOf(state);
  if (there.length + (ahead ? 1 : 0) < 2) return [];
  const coming = ahead ? [html`<li>${text("edition.title", { edition: ahead.edition })} – ${text(ahead.as)}</li>`] : [];
  const made = there.map((each) => html`<li>${editionLink(speak, state, each)} – ${standing(speak, state, each)}</li>`);
  return [...coming, ...made];
}

/** The edition whose files are not there yet: it is being made, or set. */
function aheadOf(state: State): { edition: number; as: "editions.making" | "editions.rendering" } | undefined {
  const { making, final, stage } = state;
  if (stage === "withdrawn") return undefined;
  if (making) return { edition: making.edition, as: "editions.making" };
  return final && delivered(state) !== final ? { edition: final.edition, as: "editions.rendering" } : undefined;
}

/** Whether it is what funders download, or which edition replaced it. */
function standing({ text }: Say, state: State, { edition }: Final): Html {
  if (delivered(state)?.edition !== edition) return html`${text("editions.replaced", { edition: edition + 1 })}`;
  const funders = html`<a href="${href("final", { id: state.id })}">${text("edition.see")}</a>`;
  return html`${text("editions.delivered")} (${funders})`;
}

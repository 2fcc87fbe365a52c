import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered, deliveredEditions, everyEdition } from "../../../shared/deliverable/final/editions.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** What is said of an edition, from the second on: why it was made, whether it was reviewed, what changed. */
export async function editionWords(web: Web, speak: Say, state: State, edition: Final): Promise<Html | ""> {
  if (edition.edition === 1) return "";
  const { text } = speak;
  const { id } = state;
  const values = { edition: edition.edition, before: edition.edition - 1, date: speak.instant(edition.approved) };
  const reason = await reasonOf(web, edition);
  const before = everyEdition(state).find((each) => each.edition === edition.edition - 1);
  const changed =
    before?.version === edition.version
      ? html`<p>${text("edition.sources")}</p>`
      : html`<p><a href="${href("editionRedline", { id, edition: String(edition.edition) })}">${text("edition.redline", values)}</a></p>`;
  return html`<p>${text(edition.corrected ? "edition.corrected" : "edition.replaces", values)}</p>
${reason === undefined ? "" : html`<p>${text("edition.because", values)}</p><blockquote><p>${reason}</p></blockquote>`}
${changed}`;
}

/** Why an edition was made; undefined of the first, or once it was erased. */
export async function reasonOf({ ports }: Web, { reason }: Pick<Final, "reason">): Promise<string | undefined> {
  return reason === undefined ? undefined : getText(ports.files, reason);
}

/** Links to the editions before the newest, each at its own address; nothing where there is one. */
export function earlierEditions(speak: Say, state: State): Html | "" {
  const earlier = deliveredEditions(state).slice(1);
  if (earlier.length === 0) return "";
  const { text } = speak;
  return html`<h2>${text("edition.earlier")}</h2><ul class="plain">${earlier.map(
    (each) => html`<li>${editionLink(speak, state, each)}</li>`,
  )}</ul>`;
}

/** "Édition 1, du 29 mai 2008", as a link to its own address. */
export function editionLink(speak: Say, { id }: State, { edition, approved }: Final): Html {
  const words = speak.text("edition.of", { edition, date: speak.day(approved) });
  return html`<a href="${href("edition", { id, edition: String(edition) })}">${words}</a>`;
}

/** That another edition is being made, or set. */
export function makingNote({ text }: Say, state: State): Html | "" {
  const newest = delivered(state);
  if (!newest || newest === state.final) return "";
  return html`<p class="muted">${text("edition.making", { edition: newest.edition + 1 })}</p>`;
}

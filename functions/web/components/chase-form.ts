import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Written } from "../../../shared/asking/written-today.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { tick } from "./confirmation.ts";
import { hidden } from "./fields.ts";

/** Characters of a coordinator's own lines: about two. */
export const longestNote = 300;

/** Of which deliverable people are chased; `from`: the page that has the form, where it is not the deliverable's. */
export type Chased = { id: string; from?: string };

/**
 * The form that chases people, with two lines of one's own, once a day; a program that sends forms as it finds them chases nobody.
 * `who`: how they are called.
 */
export function chaseForm({ text }: Say, { id, from }: Chased, people: readonly string[], who: string): Html {
  const [first = ""] = people;
  const isOne = people.length === 1;
  const note = `note-${id}-${isOne ? first : "all"}`;
  return html`<form method="post" action="${href("chases", { id })}" data-one-click>${isOne ? hidden("person", first) : hidden("people", people)}${from ? hidden("from", from) : ""}
<details><summary>${text("chase.note")}<span class="hidden"> – ${who}</span></summary>
<div class="field"><label for="${note}">${text("chase.note.label")}</label><textarea id="${note}" name="note" rows="2" maxlength="${longestNote}"></textarea></div></details>
${tick(text("chase.sure", { who }))}
${isOne ? html`<button class="second">${text("chase.do")}<span class="hidden"> ${who}</span></button>` : html`<button class="second">${text("chase.do.all")}</button>`}</form>`;
}

/** A chase in a list: its button, and below the words of its row the place for a word of one's own. */
export type ChaseParts = { act: Html; note?: Html };

/** The same form for a row of a list, whose button says how many it chases: "Relancer", "Relancer les 3". `key`: what its ids begin with. */
export function chaseParts(
  { text }: Say,
  { id, from, key = "chase" }: Chased & { key?: string },
  people: readonly string[],
  who: string,
): ChaseParts {
  const [first = ""] = people;
  const isOne = people.length === 1;
  const form = `${key}-${id}-${isOne ? first.replace(":", "-") : "all"}`;
  const act = html`<form method="post" id="${form}" action="${href("chases", { id })}" data-one-click>${isOne ? hidden("person", first) : hidden("people", people)}${from ? hidden("from", from) : ""}
${tick(html`${text("chase.yes")}<span class="hidden"> ${who}</span>`)}
<button class="second">${isOne ? text("chase.do") : text("chase.do.count", { count: people.length })}<span class="hidden"> – ${who}</span></button></form>`;
  const note = html`<details class="word"><summary>${text("chase.note")}<span class="hidden"> – ${who}</span></summary>
<label for="${form}-note">${text("chase.note.label")}</label><textarea id="${form}-note" form="${form}" name="note" rows="2" maxlength="${longestNote}"></textarea></details>`;
  return { act, note };
}

/** That somebody was written to today, so that they are not chased; "either": in one way or the other. */
export function writtenNote({ text }: Say, written: Written | "either"): Html {
  return html`<p class="muted">${text(`${written}.today`)}</p>`;
}

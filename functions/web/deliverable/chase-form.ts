import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Written } from "../../../shared/asking/written-today.ts";
import { tick } from "../components/confirmation.ts";
import { hidden } from "../components/fields.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { longestNote } from "./chase.ts";

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

/** That somebody was written to today, so that they are not chased. */
export function writtenNote({ text }: Say, written: Written): Html {
  return html`<p class="muted">${text(`${written}.today`)}</p>`;
}

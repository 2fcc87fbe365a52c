import { html } from "hono/html";
import type { Person } from "../../../shared/stored/person.ts";
import type { PersonId } from "../../../shared/values.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { checkboxes, type Option } from "./fields.ts";
import { typedIn } from "./filled.ts";
import { type Directory, findField, matching, mostFound } from "./picking.ts";

type View = { speak: Say; people: Directory; filled: Filled };
/** `kept`: people who stay chosen, there in the directory or not; `why` says so. */
type Field = { name: string; label: string; hint?: string; values?: readonly PersonId[]; kept?: readonly PersonId[] };

/**
 * People to choose: all of a small directory; of a large one those who are chosen, those one works with first, and those
 * that a search finds. Without a script the search sends the form, which comes back with whom it found.
 */
export function peoplePicker(view: View, { values = [], kept = [], ...field }: Field): Html {
  const { people, filled } = view;
  const { familiar } = people;
  const sent = Object.keys(filled.typed).length > 0;
  const chosen = sent ? (filled.typed[field.name] ?? []) : values;
  const found = familiar ? matching(people.present, typedIn(filled, findField(field.name))) : [];
  const shown = new Set([...chosen, ...kept, ...(familiar ?? []), ...found.slice(0, mostFound).map(({ id }) => id)]);
  const options = people.all
    .filter(({ id, removed }) => kept.includes(id) || (!removed && (!familiar || shown.has(id))))
    .map((person) => option(view, person, kept.includes(person.id)));
  const after = familiar ? { after: search(view, field, found.length) } : {};
  return checkboxes(filled, { ...field, ...after, options, values: [...values] });
}

/** The scripts of a page with such fields. */
export function pickerScripts({ familiar }: Directory): string[] {
  return familiar ? ["people.js"] : [];
}

function option({ speak }: View, { id, name, organisation }: Person, fixed: boolean): Option {
  if (!fixed) return { value: id, label: name, hint: organisation };
  const keeps = speak.text("field.reviewers.kept");
  return { value: id, label: name, hint: organisation ? `${organisation} – ${keeps}` : keeps, fixed };
}

/** The hidden button is the form's own: Enter in a line of the form sends it, rather than searches. */
function search({ speak: { text }, filled }: View, { name, label }: Field, count: number): Html {
  const find = findField(name);
  const words = typedIn(filled, find).trim();
  const said = words ? text("picker.found", { words, count, most: mostFound }) : "";
  const focus = words || typedIn(filled, "search") === name ? html` autofocus` : "";
  return html`<div class="find" data-find="${name}" data-found="${text("picker.found", { words: "{words}", count: "{count}", most: mostFound })}">
<label for="${find}">${text("picker.find")}<span class="hidden"> – ${label}</span></label>
<input id="${find}" name="${find}" type="search" autocomplete="off" maxlength="200"${focus}>
<button hidden></button><button class="second" name="search" value="${name}">${text("picker.do")}</button>
<p role="status">${said}</p>
<template><div class="choice"><input type="checkbox" name="${name}"><label></label></div></template></div>`;
}

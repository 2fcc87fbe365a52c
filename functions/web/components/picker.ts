import { html } from "hono/html";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { checkboxes, choiceRow, chosenIn, fieldset, type Option } from "./fields.ts";
import { typedIn } from "./filled.ts";
import { findField, mostFound } from "./picking.ts";

/** What one chooses among: people, organisations, or both. */
export type Among = "people" | "organisations" | "holders";

/**
 * Choices under a heading; `id`: the organisation they belong to, "" for none. `isFound`: a search found some of them; `isPart`:
 * the directory has more of them.
 */
export type ChoiceGroup = {
  id: string;
  title: string;
  note?: string;
  choices: Option[];
  isFound?: boolean;
  isPart?: boolean;
};

/** `unfolded`: the page itself folds the field. */
type Named = {
  name: string;
  label: string;
  hint?: string;
  values: readonly string[];
  among: Among;
  unfolded?: boolean;
};
/** `found`: how many a search found, where the page has not all there are; undefined: it has them all. */
type Field = Named & { groups: readonly ChoiceGroup[]; found?: number };

/** Choices from which on a field folds on a telephone. */
export const foldsFrom = 6;

/**
 * Choices one below the other, without a search: from some on they are folded on a telephone to what is chosen, open where
 * something is wrong; on a desk what is chosen is seen in its boxes alone.
 */
export function choicePicker(
  speak: Say,
  filled: Filled,
  { choices, unfolded, ...field }: Named & { choices: readonly Option[] },
): Html {
  const { name, values } = field;
  if (unfolded || choices.length < foldsFrom)
    return checkboxes(filled, { ...field, options: [...choices], values: [...values] });
  const chosen = chosenIn(filled, name, values);
  const isChosen = ({ value, fixed }: Option): boolean => fixed || chosen.has(value);
  const rows = choices.map((each) => choiceRow(name, `${name}-${each.value}`, each, isChosen(each)));
  const items = choices.filter(isChosen).map((each) => chosenItem(name, each, each.label));
  const body = html`${chosenList(speak, items)}
<details class="picking"${isWrong(filled, name) ? html` open` : ""}>${pickingSummary(speak, field)}
<div class="choices">${rows}</div></details>`;
  return picked(speak, filled, field, html`<div class="few">${body}</div>`);
}

/**
 * Many choices, folded on a telephone to what is chosen: a search, and groups that open. Open where something is wrong or was
 * searched. Without a script the names of what is chosen lead to its boxes, and the search sends the form where the page has not
 * all; with one, each is taken away by its button.
 */
export function groupedPicker(speak: Say, filled: Filled, field: Field): Html {
  const { name, groups, values } = field;
  const chosen = chosenIn(filled, name, values);
  const isChosen = ({ value, fixed }: Option): boolean => fixed || chosen.has(value);
  const items = groups.flatMap(({ id, title, choices }) =>
    choices.filter(isChosen).map((each) => {
      const { label } = each;
      return chosenItem(name, each, id === "" || label === title ? label : `${label} (${title})`);
    }),
  );
  const open = ({ choices, isFound }: ChoiceGroup) => (isFound || choices.some(isChosen) ? html` open` : "");
  const isOpen = field.unfolded || isWrong(filled, name) || isSearched(filled, name);
  const body = html`${chosenList(speak, items)}
<details class="picking"${isOpen ? html` open` : ""}>${pickingSummary(speak, field)}
${search(speak, filled, field)}
<div class="groups">${groups.map(
    (group) => html`<details data-group="${group.id}"${group.isPart ? html` data-part` : ""}${open(group)}>
<summary>${group.title}${group.note ? html` <span class="muted">${group.note}</span>` : ""}</summary>
<div class="choices">${group.choices.map((each) => choiceRow(name, `${name}-${each.value}`, each, isChosen(each)))}</div></details>`,
  )}</div></details>`;
  return picked(speak, filled, field, body);
}

/** One that is chosen: its name leads to its box. */
function chosenItem(name: string, { value }: Option, words: Html | string): Html {
  return html`<li><a href="#${name}-${value}">${words}</a></li>`;
}

function chosenList({ text }: Say, items: readonly Html[]): Html {
  const count = items.length > 0 ? text("picker.chosen", { count: items.length }) : "";
  return html`<p class="hint count" role="status">${count}</p><ul class="plain chosen">${items}</ul>`;
}

function pickingSummary({ text }: Say, { among, label }: Named): Html {
  return html`<summary>${text(`picker.open.${among}`)}<span class="hidden"> – ${label}</span></summary>`;
}

/** The field, with what its script says. */
function picked({ text }: Say, filled: Filled, { among, ...field }: Named, body: Html): Html {
  const words = {
    chosen: text("picker.chosen", { count: "{count}" }),
    found: text("picker.found", { words: "{words}", count: "{count}", most: mostFound }),
    remove: text("picker.remove"),
    none: text("picker.none"),
    whole: text("picker.organisation"),
  };
  const { name } = field;
  return html`<div data-pick="${name}" data-among="${among}" data-words="${JSON.stringify(words)}">${fieldset(filled, field, body, name)}</div>`;
}

function isWrong({ errors }: Filled, name: string): boolean {
  return errors.some(({ field }) => field === name);
}

/** Whether the form came to search in this field. */
function isSearched(filled: Filled, name: string): boolean {
  return typedIn(filled, findField(name)).trim() !== "" || typedIn(filled, "search") === name;
}

/** The hidden button is the form's own: Enter in a line of the form sends it, rather than searches. */
function search({ text }: Say, filled: Filled, { name, label, among, found }: Field): Html {
  const find = findField(name);
  const named = html`<label for="${find}">${text(`picker.find.${among}`)}<span class="hidden"> – ${label}</span></label>`;
  const input = (more: Html | "") => html`<input id="${find}" type="search" autocomplete="off" maxlength="200"${more}>`;
  if (found === undefined) return html`<div class="find" hidden>${named}\n${input("")}<p role="status"></p></div>`;
  const words = typedIn(filled, find).trim();
  const said = words ? text("picker.found", { words, count: found, most: mostFound }) : "";
  const focus = isSearched(filled, name) ? html` autofocus` : "";
  return html`<div class="find">${named}
${input(html` name="${find}"${focus}`)}
<button hidden></button><button class="second" name="search" value="${name}">${text("picker.do")}</button>
<p role="status">${said}</p></div>`;
}

import { html } from "hono/html";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { choiceRow, chosenIn, fieldset, type Option } from "./fields.ts";
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

/**
 * `found`: how many a search found, where the page has not all there are; undefined: it has them all. `unfolded`: the page itself
 * folds the field.
 */
type Field = {
  name: string;
  label: string;
  hint?: string;
  values: readonly string[];
  among: Among;
  groups: readonly ChoiceGroup[];
  found?: number;
  unfolded?: boolean;
};

/**
 * Many choices, folded on a telephone to what is chosen: a search, and groups that open. Open where something is wrong or was
 * searched. Without a script the names of what is chosen lead to its boxes, and the search sends the form where the page has not
 * all; with one, each is taken away by its button.
 */
export function groupedPicker(speak: Say, filled: Filled, field: Field): Html {
  const { name, among, groups, values } = field;
  const { text } = speak;
  const chosen = chosenIn(filled, name, values);
  const isChosen = ({ value, fixed }: Option): boolean => fixed || chosen.has(value);
  const items = groups.flatMap(({ id, title, choices }) =>
    choices.filter(isChosen).map(({ value, label }) => {
      const whole = id === "" || label === title ? label : `${label} (${title})`;
      return html`<li><a href="#${name}-${value}">${whole}</a></li>`;
    }),
  );
  const open = ({ choices, isFound }: ChoiceGroup) => (isFound || choices.some(isChosen) ? html` open` : "");
  const count = items.length > 0 ? text("picker.chosen", { count: items.length }) : "";
  const isOpen = field.unfolded || isWrong(filled, name) || isSearched(filled, name);
  const body = html`<p class="hint count" role="status">${count}</p><ul class="plain chosen">${items}</ul>
<details class="picking"${isOpen ? html` open` : ""}><summary>${text(`picker.open.${among}`)}<span class="hidden"> – ${field.label}</span></summary>
${search(speak, filled, field)}
<div class="groups">${groups.map(
    (group) => html`<details data-group="${group.id}"${group.isPart ? html` data-part` : ""}${open(group)}>
<summary>${group.title}${group.note ? html` <span class="muted">${group.note}</span>` : ""}</summary>
<div class="choices">${group.choices.map((each) => choiceRow(name, `${name}-${each.value}`, each, isChosen(each)))}</div></details>`,
  )}</div></details>`;
  const words = {
    chosen: text("picker.chosen", { count: "{count}" }),
    found: text("picker.found", { words: "{words}", count: "{count}", most: mostFound }),
    remove: text("picker.remove"),
    none: text("picker.none"),
    whole: text("picker.organisation"),
  };
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

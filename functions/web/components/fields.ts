import { html } from "hono/html";
import { languages, languageTitle } from "../../../shared/i18n/languages.ts";
import { writtenDay } from "../../../shared/time/written-day.ts";
import type { Html } from "../http/context.ts";
import type { FieldError, Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { typedIn } from "./filled.ts";

/** `key`: what ids begin with, where several fields of a form have one name. */
type Field = { name: string; key?: string; label: Html | string; hint?: string };
type TextField = Field & {
  type?: "text" | "email" | "date" | "time" | "number" | "color";
  autocomplete?: string;
  value?: string;
};
/** `fixed`: chosen, and to stay so: it is sent whatever is done of the others. */
export type Option = { value: string; label: Html | string; hint?: string; fixed?: boolean };

/** A line to type in. */
export function textField(filled: Filled, field: TextField): Html {
  const { name, type = "text", autocomplete, value } = field;
  const typed = typedIn(filled, name);
  const shown = type === "date" ? writtenDay(typed) : typed;
  const min = type === "number" ? html` min="1" inputmode="numeric"` : "";
  return labelled(filled, field, (described) => {
    const completes = autocomplete ? html` autocomplete="${autocomplete}"` : "";
    return html`<input id="${name}" name="${name}" type="${type}" value="${shown || value || ""}"${min}${completes}${described}>`;
  });
}

/** Several lines to type in; `focused`: the page opens with the focus there. */
export function textArea(filled: Filled, field: Field & { rows?: number; value?: string; focused?: boolean }): Html {
  const { name, rows = 5, value, focused } = field;
  const typed = filled.typed[name]?.join("\n") ?? value ?? "";
  // HTML, 13.1.2.5: a newline right after the start tag is dropped
  const shown = typed.startsWith("\n") ? `\n${typed}` : typed;
  return labelled(
    filled,
    field,
    (described) =>
      html`<textarea id="${name}" name="${name}" rows="${rows}"${described}${focused ? html` autofocus` : ""}>${shown}</textarea>`,
  );
}

/** One of many, in a list that opens; `value`: the one that is chosen before anything is. */
export function selectField(
  filled: Filled,
  field: Field & { options: { value: string; label: string }[]; value?: string },
): Html {
  const chosen = typedIn(filled, field.name) || field.value || "";
  const options = field.options.map(
    ({ value, label }) => html`<option value="${value}"${value === chosen ? html` selected` : ""}>${label}</option>`,
  );
  return labelled(
    filled,
    field,
    (described) => html`<select id="${field.name}" name="${field.name}"${described}>${options}</select>`,
  );
}

/** One of several; nothing is chosen unless it was before. */
export function radios(filled: Filled, field: Field & { options: Option[]; value?: string }): Html {
  const chosen = typedIn(filled, field.name) || field.value;
  return choices(filled, field, "radio", (value) => value === chosen);
}

/** Any of several. */
export function checkboxes(filled: Filled, field: Field & { options: Option[]; values?: string[] }): Html {
  const chosen = chosenIn(filled, field.name, field.values);
  return choices(filled, field, "checkbox", (value) => chosen.has(value));
}

/** Options under one heading; "": under none. */
export type OptionGroup = { label: string; options: { value: string; label: string }[] };

/** One of many, in groups; `none`: how to choose nothing. */
export function select(filled: Filled, field: Field & { groups: OptionGroup[]; none: string; value: string }): Html {
  const { name, groups, none, value } = field;
  const chosen = Object.keys(filled.typed).length > 0 ? typedIn(filled, name) : value;
  const option = (each: { value: string; label: string }): Html =>
    html`<option value="${each.value}"${each.value === chosen ? html` selected` : ""}>${each.label}</option>`;
  return labelled(
    filled,
    field,
    (described) => html`<select id="${name}" name="${name}"${described}><option value="">${none}</option>
${groups.map(({ label, options }) => (label === "" ? options.map(option) : html`<optgroup label="${label}">${options.map(option)}</optgroup>`))}</select>`,
  );
}

/** A value that travels unseen. */
export function hidden(name: string, values: string | readonly string[] | undefined): Html {
  return html`${[values ?? []].flat().map((value) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

/** What is chosen in a field: as the form was sent, else `values`. */
export function chosenIn(filled: Filled, name: string, values: readonly string[] = []): ReadonlySet<string> {
  return new Set(Object.keys(filled.typed).length > 0 ? filled.typed[name] : values);
}

/** One box with its words. */
export function choiceRow(
  name: string,
  id: string,
  { value, label, hint, fixed }: Option,
  isChosen: boolean,
  type: "radio" | "checkbox" = "checkbox",
): Html {
  const checked = fixed ? html` checked disabled` : isChosen ? html` checked` : "";
  return html`<div class="choice">${fixed ? hidden(name, value) : ""}<input id="${id}" name="${name}" type="${type}" value="${value}"${checked}>
<label for="${id}">${label}${hint ? html`<span class="hint">${hint}</span>` : ""}</label></div>`;
}

/** What belongs together under one label; `id`: its own, where an error leads to the whole of it. */
export function fieldset(filled: Filled, { name, key = name, label, hint }: Field, body: Html, id?: string): Html {
  const error = errorOf(filled, name);
  const place = id === undefined ? "" : html` id="${id}" tabindex="-1"`;
  return html`<fieldset${place} class="field${error ? " bad" : ""}"${describe(key, hint, error)}>
<legend>${label}</legend>${around(key, hint, error)}
${body}
</fieldset>`;
}

function choices(
  filled: Filled,
  { options, ...field }: Field & { options: Option[] },
  type: "radio" | "checkbox",
  chosen: (value: string) => boolean,
): Html {
  const { name, key = name } = field;
  const each = options.map((option, index) => {
    const id = index === 0 ? key : `${key}-${index + 1}`;
    return choiceRow(name, id, option, chosen(option.value), type);
  });
  const body = html`<div class="${type === "checkbox" ? "choices" : ""}">${each}</div>`;
  return fieldset(filled, field, body, options.length === 0 ? key : undefined);
}

function labelled(filled: Filled, { name, label, hint }: Field, control: (described: Html | "") => Html): Html {
  const error = errorOf(filled, name);
  return html`<div class="field${error ? " bad" : ""}">
<label for="${name}">${label}</label>${around(name, hint, error)}
${control(html`${describe(name, hint, error)}${error ? html` aria-invalid="true"` : ""}`)}
</div>`;
}

function around(name: string, hint: string | undefined, error: FieldError | undefined): Html {
  return html`${hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : ""}
${error ? wrongWords(name, error) : ""}`;
}

function wrongWords(name: string, { message, each }: FieldError): Html {
  if (!each) return html`<span class="wrong" id="${name}-error">${message}</span>`;
  return html`<ul class="plain wrong" id="${name}-error">${each.map((words) => html`<li>${words}</li>`)}</ul>`;
}

function describe(name: string, hint: string | undefined, error: FieldError | undefined): Html | "" {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(error ? [`${name}-error`] : [])];
  return ids.length > 0 ? html` aria-describedby="${ids.join(" ")}"` : "";
}

function errorOf({ errors }: Filled, name: string): FieldError | undefined {
  return errors.find(({ field }) => field === name);
}

/** The languages to choose from, called as the page's language calls them. */
export function languageOptions({ language }: Say): { value: string; label: string }[] {
  return languages.map((value) => ({ value, label: languageTitle(language, value) }));
}

import { html } from "hono/html";
import { type Language, languages, languageTitle } from "../../../shared/i18n/languages.ts";
import {
  checkboxes,
  fieldset,
  hidden,
  type Option,
  radios,
  selectField,
  textArea,
  textField,
} from "../components/fields.ts";
import { typedIn } from "../components/filled.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { places, sectionField, suffixOf, textFieldName } from "./kind-entry.ts";

/** Rooms for sections that are offered empty. */
const spare = 3;

type View = { speak: Say; filled: Filled };

/** All that a coordinator sets of a kind, as it is filled. */
export function kindFields(speak: Say, filled: Filled): Html {
  const view = { speak, filled };
  const { text } = speak;
  return html`${texts(view, "name")}${texts(view, "description", 2)}
<h2>${text("kinds.sections")}</h2><p>${text("kinds.sections.lead")}</p>
${placesShown(filled).map((place) => section(view, place))}
<h2>${text("kinds.round")}</h2>${roundFields(view)}
<h2>${text("kinds.draft")}</h2>
${textField(filled, { name: "draftReminders", label: text("kinds.draft.reminders"), hint: text("kinds.days.hint") })}
${textField(filled, { name: "draftAfter", label: text("kinds.draft.after"), hint: text("kinds.days.hint") })}
<h2>${text("kinds.texts")}</h2>${texts(view, "author", 3)}${texts(view, "reviewer", 3)}${texts(view, "asked")}
<h2>${text("kinds.stages")}</h2><p>${text("kinds.stages.three")}</p>${texts(view, "draft")}${texts(view, "review")}${texts(view, "final")}
<h2>${text("kinds.layout")}</h2>${layoutFields(view)}`;
}

/** A text in each language: a line, or an area of `rows`. */
function texts({ speak, filled }: View, name: Parameters<typeof textFieldName>[0], rows?: number): Html {
  const { text } = speak;
  return html`${languages.map((language) => {
    const field = {
      name: textFieldName(name, language),
      label: inLanguage(speak, text(`kinds.text.${name}`), language),
      ...(name === "name" || name === "asked" ? { hint: text(`kinds.text.${name}.hint`) } : {}),
    };
    return rows === undefined ? textField(filled, field) : textArea(filled, { ...field, rows });
  })}`;
}

/** "Nom, en anglais". */
function inLanguage({ text, language }: Say, label: string, of: Language): string {
  return text("kinds.in-language", { label, language: languageTitle(language, of).toLowerCase() });
}

/** The rooms that something is in, and some more. */
function placesShown({ typed }: Filled): number[] {
  const isTyped = (place: number) =>
    languages.some((language) => typed[textSection(place, language)]?.[0]) || typed[sectionField(place, "Id")]?.[0];
  const last = places.findLast(isTyped) ?? 0;
  return places.slice(0, last + spare);
}

function textSection(place: number, language: Language): string {
  return sectionField(place, suffixOf(language));
}

function section(view: View, place: number): Html {
  const { speak, filled } = view;
  const { text } = speak;
  const of = (field: string) => sectionField(place, field);
  const needs = (["required", "filled", "optional"] as const).map((value) => ({
    value,
    label: text(`kinds.need.${value}`),
  }));
  const body = html`${hidden(of("Id"), filled.typed[of("Id")])}
${languages.map((language) => textField(filled, { name: textSection(place, language), label: inLanguage(speak, text("kinds.section.title"), language) }))}
${selectField(filled, { name: of("Need"), label: text("kinds.section.need"), options: needs, value: "required" })}
${textArea(filled, { name: of("Also"), label: text("kinds.section.also"), hint: text("kinds.section.also.hint"), rows: 2 })}
${textField(filled, { name: of("Rank"), label: text("kinds.section.rank"), type: "number", value: `${place}` })}
${box(view, of("From"), text("kinds.section.from"))}
${typedIn(filled, of("Id")) ? box(view, of("Remove"), text("kinds.section.remove")) : ""}`;
  return fieldset({ ...filled, errors: [] }, { name: of(""), label: text("kinds.section", { number: place }) }, body);
}

/** One box, with what it says. */
function box({ filled }: View, name: string, label: string): Html {
  const checked = typedIn(filled, name) === "" ? "" : html` checked`;
  return html`<div class="choice"><input id="${name}" name="${name}" type="checkbox" value="true"${checked}>
<label for="${name}">${label}</label></div>`;
}

function roundFields(view: View): Html {
  const { speak, filled } = view;
  const { text } = speak;
  const rules = (["count", "members", "all"] as const).map((value) => ({ value, label: text(`kinds.rule.${value}`) }));
  const ends = (["extend", "close", "escalate"] as const).map((value) => ({
    value,
    label: text(`kinds.end.${value}`),
  }));
  const editions = (["round", "correction"] as const).map((value) => ({
    value,
    label: text(`kinds.editions.${value}`),
  }));
  return html`${choice(view, "quorum", rules)}${count(view, "quorumCount")}
${count(view, "veto")}${count(view, "days")}
${textField(filled, { name: "reminders", label: text("kinds.reminders"), hint: text("kinds.days.hint") })}
${choice(view, "atDeadline", ends)}${count(view, "extendDays")}
${choice(view, "confirming", [{ value: "none", label: text("kinds.rule.none") }, ...rules])}
${count(view, "confirmingCount")}${count(view, "confirmingDays")}
${box(view, "anonymous", text("kinds.anonymous"))}
${choice(view, "editions", editions)}`;
}

function choice(
  { speak, filled }: View,
  name: "quorum" | "atDeadline" | "confirming" | "editions",
  options: Option[],
): Html {
  return radios(filled, { name, label: speak.text(`kinds.${name}`), options });
}

type Counted = "quorumCount" | "veto" | "days" | "extendDays" | "confirmingCount" | "confirmingDays";

function count({ speak, filled }: View, name: Counted): Html {
  return textField(filled, { name, label: speak.text(`kinds.${name}`), type: "number" });
}

function layoutFields(view: View): Html {
  const { speak, filled } = view;
  const { text } = speak;
  const levels = (none: string) =>
    ["0", "1", "2", "3"].map((value) => ({
      value,
      label: value === "0" ? none : text("kinds.level", { level: value }),
    }));
  const member = { value: "member", label: text("kinds.parts.member") };
  return html`${checkboxes(filled, { name: "hasCover", label: text("kinds.cover"), options: [{ value: "true", label: text("kinds.cover.has") }] })}
${languages.map((language) => textArea(filled, { name: `cover${suffixOf(language)}`, label: inLanguage(speak, text("kinds.cover.lines"), language), hint: text("kinds.cover.lines.hint"), rows: 3 }))}
${selectField(filled, { name: "contents", label: text("kinds.contents"), options: levels(text("kinds.contents.none")) })}
${selectField(filled, { name: "numbered", label: text("kinds.numbered"), options: levels(text("kinds.numbered.none")) })}
${box(view, "lists", text("kinds.lists"))}${box(view, "orthotypography", text("kinds.orthotypography"))}
${radios(filled, { name: "parts", label: text("kinds.parts"), options: [{ value: "one", label: text("kinds.parts.single") }, member] })}`;
}

import { html } from "hono/html";
import { type Language, languageName, languages } from "../../../shared/i18n/languages.ts";
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
import { sectionField, suffixOf, textFieldName } from "./kind-entry.ts";
import { lastPlace, titleTyped } from "./kind-sections.ts";

/** Places for sections that are offered empty. */
const spare = 2;

/** `address`: where the form goes, so that a section that was moved is in sight when it comes back. */
type View = { speak: Say; filled: Filled; address: string };

/** All that a coordinator sets of a kind, as it is filled: its name, then what it has of a copy, folded. */
export function kindFields(speak: Say, filled: Filled, address: string): Html {
  const view = { speak, filled, address };
  const { text } = speak;
  const description = folded(view, ["description"], text("kinds.text.description"), "", texts(view, "description", 2));
  return html`${texts(view, "name")}
<div class="folds">${description}</div>
<h2>${text("kinds.sections")}</h2><p>${text("kinds.sections.lead")}</p>
<div class="folds">${placesShown(filled).map((place) => section(view, place))}</div>
<h2>${text("kinds.rest")}</h2>
<div class="folds">${groups(view).map(({ names, title, fact, body }) => folded(view, names, title, fact, body))}</div>`;
}

type Group = { names: readonly string[]; title: string; fact: string; body: Html };

/** What a kind has besides its name and its sections; `names`: how the names of a group's fields begin. */
function groups(view: View): Group[] {
  const { speak, filled } = view;
  const { text } = speak;
  const days = (name: string) =>
    textField(filled, { name, label: text(draftDays[name]!), hint: text("kinds.days.hint") });
  return [
    {
      ...{ names: roundNames, title: text("kinds.round"), fact: roundFact(view), body: roundFields(view) },
    },
    {
      ...{ names: ["draftReminders", "draftAfter"], title: text("kinds.draft"), fact: "" },
      body: html`${days("draftReminders")}${days("draftAfter")}`,
    },
    {
      ...{ names: ["author", "reviewer", "asked"], title: text("kinds.texts"), fact: "" },
      body: html`${texts(view, "author", 3)}${texts(view, "reviewer", 3)}${texts(view, "asked")}`,
    },
    {
      names: languages.flatMap((language) => stages.map((stage) => textFieldName(stage, language))),
      ...{ title: text("kinds.stages"), fact: stages.map((stage) => typedText(view, stage)).join(" → ") },
      body: html`<p>${text("kinds.stages.three")}</p>${stages.map((stage) => texts(view, stage))}`,
    },
    {
      ...{ names: ["hasCover", "cover", "contents", "numbered", "lists", "orthotypography", "parts"] },
      ...{ title: text("kinds.layout"), fact: "", body: layoutFields(view) },
    },
  ];
}

const stages = ["draft", "review", "final"] as const;
const draftDays = { draftReminders: "kinds.draft.reminders", draftAfter: "kinds.draft.after" } as Record<
  string,
  "kinds.draft.reminders" | "kinds.draft.after"
>;
const roundNames = [
  ...["quorum", "veto", "days", "reminders", "atDeadline", "extendDays", "confirming", "anonymous", "editions"],
];

/** "2 personnes, 21 jours". */
function roundFact({ speak: { text }, filled }: View): string {
  const [rule, of, days] = ["quorum", "quorumCount", "days"].map((name) => typedIn(filled, name));
  const count = Number(of) || 1;
  const demand =
    rule === "all"
      ? text("kinds.demand.all")
      : text(`kinds.demand.${rule === "members" ? "members" : "count"}`, { count });
  return [demand, days ? text("kinds.days.count", { count: Number(days) || 0 }) : ""].filter(Boolean).join(", ");
}

/** A text as it is typed, in the page's language, else in another. */
function typedText({ speak: { language }, filled }: View, name: Parameters<typeof textFieldName>[0]): string {
  const inOrder = [language, ...languages.filter((each) => each !== language)];
  return inOrder.map((each) => typedIn(filled, textFieldName(name, each))).find(Boolean) ?? "";
}

/** What opens where something in it is wrong; `fact`: what it says now. */
function folded({ filled }: View, names: readonly string[], title: string, fact: string, body: Html, id = ""): Html {
  const wrong = filled.errors.some(({ field }) => names.some((name) => field.startsWith(name)));
  const open = wrong || (id !== "" && typedIn(filled, "moved") === id) ? html` open` : "";
  return html`<details${id ? html` id="${id}"` : ""}${open}><summary><strong>${title}</strong>${fact ? html` <span class="muted">${fact}</span>` : ""}</summary>${body}</details>`;
}

/** A text in each language: a line, or an area of `rows`. */
function texts({ speak, filled }: View, name: Parameters<typeof textFieldName>[0], rows?: number): Html {
  const { text } = speak;
  const fields = languages.map((language) => {
    const field = {
      name: textFieldName(name, language),
      label: inLanguage(speak, text(`kinds.text.${name}`), language),
      ...(name === "name" || name === "asked" ? { hint: text(`kinds.text.${name}.hint`) } : {}),
    };
    return rows === undefined ? textField(filled, field) : textArea(filled, { ...field, rows });
  });
  return html`<div class="filters">${fields}</div>`;
}

/** "Nom, en anglais". */
function inLanguage({ text, language }: Say, label: string, of: Language): string {
  return text("kinds.in-language", { label, language: languageName(language, of) });
}

/** The places that a section is in, and some more. */
function placesShown(filled: Filled): number[] {
  return Array.from({ length: lastPlace(filled) + spare }, (_, index) => index + 1);
}

/** A section, folded under its heading; its buttons move it, with nothing that was typed lost. */
function section(view: View, place: number): Html {
  const { speak, filled, address } = view;
  const { text } = speak;
  const of = (field: string) => sectionField(place, field);
  const needs = (["required", "filled", "optional"] as const).map((value) => ({
    value,
    label: text(`kinds.need.${value}`),
  }));
  const title = titleTyped(speak, filled, place);
  const need = needs.find(({ value }) => value === typedIn(filled, of("Need")));
  const last = lastPlace(filled);
  const ways =
    place > last ? [] : [...(place > 1 ? (["up"] as const) : []), ...(place < last ? (["down"] as const) : [])];
  const moves = ways.map(
    (to) =>
      html`<button class="second" name="move" value="${place}-${to}" formaction="${address}#section${to === "up" ? place - 1 : place + 1}">${text(`kinds.move.${to}`)}</button>`,
  );
  const body = html`${hidden(of("Id"), filled.typed[of("Id")])}
<div class="filters">${languages.map((language) => textField(filled, { name: sectionField(place, suffixOf(language)), label: inLanguage(speak, text("kinds.section.title"), language) }))}</div>
${selectField(filled, { name: of("Need"), label: text("kinds.section.need"), options: needs, value: "required" })}
${textArea(filled, { name: of("Also"), label: text("kinds.section.also"), hint: text("kinds.section.also.hint"), rows: 2 })}
${box(view, of("From"), text("kinds.section.from"))}
${typedIn(filled, of("Id")) ? box(view, of("Remove"), text("kinds.section.remove")) : ""}
${moves.length > 0 ? html`<p class="buttons">${moves}</p>` : ""}`;
  const field = fieldset(
    { ...filled, errors: [] },
    { name: of(""), label: text("kinds.section", { number: place }) },
    body,
  );
  const removed = typedIn(filled, of("Remove")) ? text("kinds.section.removed") : "";
  const heading = title === "" ? text("kinds.section.new") : text("kinds.section.of", { number: place, title });
  const names = ["Id", "Also", "Need", "From", "Remove", ...languages.map(suffixOf)].map(of);
  return folded(view, names, heading, removed || (title && (need?.label ?? "")), field, `section${place}`);
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

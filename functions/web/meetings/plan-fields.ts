import { html } from "hono/html";
import { meetingKinds } from "../../../shared/programme/state.ts";
import { writtenDay } from "../../../shared/time/written-day.ts";
import { warningBox } from "../components/confirmation.ts";
import { checkboxes, type OptionGroup, radios, select, textArea, textField } from "../components/fields.ts";
import { typedIn } from "../components/filled.ts";
import { kindWords } from "../components/meeting.ts";
import type { MeetingSay } from "../components/meeting-words.ts";
import { peoplePicker } from "../components/people-picker.ts";
import type { Directory } from "../components/picking.ts";
import { type ActionChoices, actionGroups } from "../deliverable/action-fields.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { agendaFields } from "./agenda-fields.ts";
import { actionNamed, answersValue, type Begun, offeredRefs } from "./beginning.ts";
import type { Offered } from "./proposals.ts";

/** What the form of a meeting shows; `isNew`: further days of a series may be given with it. */
export type PlanView = {
  speak: MeetingSay;
  filled: Filled;
  people: Directory;
  choices: ActionChoices;
  offered: readonly Offered[];
  today: string;
  isNew: boolean;
};

/** The fields of a meeting: what it is, when and where, what is discussed, who comes. */
export function planFields(view: PlanView, values: Begun): Html {
  const { speak, filled } = view;
  const { told, text } = speak;
  const people = withPeople(view.people);
  return html`<div class="pairs">${radios(filled, { name: "kind", label: told("kind"), options: meetingKinds.map((kind) => ({ value: kind, label: kindWords(speak, kind) })), value: values.kind ?? "" })}</div>
${textField(filled, { name: "title", label: told("title"), hint: told("title.hint"), value: values.title ?? "" })}
${whenFields(view, values)}
${warningBox(filled, text("confirm.legend"), told("days.confirm", { count: daysIn(filled).length }), daysValue(daysIn(filled).map(writtenDay)))}
${textField(filled, { name: "place", label: told("place"), hint: told("place.hint"), value: values.place ?? "" })}
${textField(filled, { name: "call", label: told("call"), hint: told("call.hint"), value: values.call ?? "" })}
${actionsField(view, values.actions)}${answersField(view, values.answers)}
${agendaFields(view, view.offered, values)}
<p class="buttons"><button class="second" name="search" value="agenda">${told("agenda.propose")}</button> <span class="muted">${told("agenda.propose.hint")}</span></p>
<h2>${told("people")}</h2>
${peoplePicker({ speak, people, filled }, { name: "invited", label: told("invited"), hint: told("invited.hint"), values: values.invited, first: "member" })}`;
}

/** Without organisations that have nobody to come. */
function withPeople(people: Directory): Directory {
  const some = new Set(people.present.map(({ belongs }) => belongs));
  return { ...people, organisations: people.organisations.filter(({ id }) => some.has(id)) };
}

/** Its day and hours; what few meetings have, several days or a series, is folded unless it is there. */
function whenFields({ speak: { told }, filled, isNew }: PlanView, { date, until = "", starts, ends }: Begun): Html {
  const names = ["until", "dates"];
  const given = until !== "" || names.some((name) => typedIn(filled, name) !== "");
  const open = given || filled.errors.some(({ field }) => names.includes(field)) ? html` open` : "";
  return html`<div class="filters">${textField(filled, { name: "date", label: told("date"), type: "date", value: date ?? "" })}
${textField(filled, { name: "starts", label: told("starts"), type: "time", value: starts ?? "" })}
${textField(filled, { name: "ends", label: told("ends"), type: "time", value: ends ?? "" })}</div>
<details${open}><summary>${told(isNew ? "days.several" : "until")}</summary>
${textField(filled, { name: "until", label: told("until"), hint: told("until.hint"), type: "date", value: until })}
${isNew ? textArea(filled, { name: "dates", label: told("dates"), hint: told("dates.hint"), rows: 3 }) : ""}</details>`;
}

/** The days of a form, as they are typed. */
function daysIn(filled: Filled): string[] {
  const days = [typedIn(filled, "date"), ...(filled.typed.dates ?? []).flatMap((lines) => lines.split(/\r?\n/))];
  return days.filter((each) => each.trim() !== "");
}

/** Days as one value, which is confirmed as long as they stay the same. */
export function daysValue(days: readonly string[]): string {
  return days.join(" ").slice(0, 100);
}

/** The actions of the programmes of now, and those that it is of already. */
function actionsField({ speak: { told }, filled, choices }: PlanView, values: readonly string[]): Html | "" {
  const offered = actionGroups(choices).flatMap(({ options }) => options);
  const chosen = [...new Set([...values, ...(filled.typed.actions ?? [])])];
  const kept = chosen
    .filter((ref) => !offered.some(({ value }) => value === ref))
    .flatMap((ref) => {
      const action = actionNamed(choices, ref);
      return action ? [{ value: ref, label: action.title }] : [];
    });
  const options = [...offered, ...kept];
  if (options.length === 0) return "";
  return checkboxes(filled, {
    name: "actions",
    label: told("actions"),
    hint: told("actions.hint"),
    options,
    values: [...values],
  });
}

/** Which meeting that the programme expects it is. */
function answersField({ speak: { told }, filled, choices }: PlanView, value = ""): Html | "" {
  const refs = [...new Set([...offeredRefs(choices), ...(value ? [value.split("#", 1)[0]!] : [])])];
  const groups = refs.flatMap((ref): OptionGroup[] => {
    const action = actionNamed(choices, ref);
    const meetings = action?.expected.filter(({ what }) => what === "meeting") ?? [];
    if (!action || meetings.length === 0) return [];
    const options = meetings.map(({ id, title, when }) => ({
      value: answersValue(ref, id),
      label: when ? `${title} (${when.said})` : title,
    }));
    return [{ label: action.title, options }];
  });
  if (groups.length === 0) return "";
  return select(filled, {
    name: "answers",
    label: told("answers"),
    hint: told("answers.hint"),
    groups,
    none: told("answers.none"),
    value,
  });
}

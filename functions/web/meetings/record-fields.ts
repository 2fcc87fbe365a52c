import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { organisationHolder } from "../../../shared/deliverable/holder.ts";
import type { Meeting, Resolution } from "../../../shared/meeting/state.ts";
import type { OpenResolution } from "../../../shared/stored/meeting.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { checkboxes, type OptionGroup, radios, select, textField } from "../components/fields.ts";
import { dueWords } from "../components/meeting-lines.ts";
import { type MeetingSay, meetingTitle } from "../components/meeting-words.ts";
import { peoplePicker } from "../components/people-picker.ts";
import type { Directory } from "../components/picking.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { ShownItem } from "./agenda-list.ts";
import { beforeField, itemField, mostRows } from "./record-entry.ts";

/** What the form of a record shows; `points`: what was put off before and is not on its agenda; `before`: decisions that are not done, `given`: those that it took
 * already, with their words. */
export type RecordView = {
  speak: MeetingSay;
  filled: Filled;
  people: Directory;
  meeting: Meeting;
  agenda: readonly ShownItem[];
  points: readonly ShownItem[];
  before: readonly { decision: OpenResolution; words: string }[];
  given: readonly { decision: Resolution; words: string }[];
  today: LocalDate;
};

/** Who was there: each who was invited by one touch, others found in the directory, and those who are in none counted. */
export function attendanceFields({ speak, filled, people, meeting }: RecordView): Html {
  const { told } = speak;
  const present = meeting.record?.present ?? [];
  const uninvited = present.filter((person) => !meeting.invited.includes(person));
  const invited =
    meeting.invited.length === 0
      ? ""
      : checkboxes(filled, {
          ...{ name: "present", label: told("present.legend"), hint: told("present.hint") },
          options: meeting.invited.map((person) => ({ value: person, label: people.name(person) })),
          values: present.filter((person) => meeting.invited.includes(person)),
        });
  const picker = peoplePicker(
    { speak, people: without(people, meeting.invited), filled },
    { name: "others", label: told("others"), hint: told("others.hint"), values: uninvited, unfolded: true },
  );
  const some =
    uninvited.length > 0 || (filled.typed.others ?? []).length > 0 || (filled.typed["find-others"]?.[0] ?? "") !== "";
  return html`${invited}
<details${some || invited === "" ? html` open` : ""}><summary>${told("others.summary")}</summary>${picker}</details>
${textField(filled, { name: "outsiders", label: told("outsiders"), hint: told("outsiders.hint"), type: "number", value: `${meeting.record?.outsiders ?? 0}` })}`;
}

function without(people: Directory, invited: readonly string[]): Directory {
  const others = <T extends { id: string }>(all: readonly T[]) => all.filter(({ id }) => !invited.includes(id));
  return { ...people, all: others(people.all), present: others(people.present) };
}

/** What became of each item; decisions of before are closed in their own part. */
export function outcomeFields(view: RecordView): Html {
  const { agenda, points, speak } = view;
  const items = agenda.filter(({ what }) => what !== "resolution");
  return html`${itemFields(view, items, speak.told("agenda"), speak.told("outcome.lead"))}
${itemFields(view, points, speak.told("points"), speak.told("points.lead"))}`;
}

function itemFields(
  { speak: { told }, filled }: RecordView,
  items: readonly ShownItem[],
  title: string,
  lead: string,
): Html | "" {
  if (items.length === 0) return "";
  const options = (["settled", "postponed"] as const).map((value) => ({ value, label: told(`outcome.${value}`) }));
  const fields = items.map(({ id, title, outcome }) =>
    radios(filled, { name: itemField(id), label: title, options, ...(outcome && { value: outcome }) }),
  );
  return html`<h2>${title}</h2><p>${lead}</p><div class="outcomes">${fields}</div>`;
}

/** Decisions of meetings of before that are not done: done, dropped, or left as they are. */
export function beforeFields({ speak, filled, people, before, today }: RecordView): Html | "" {
  const { told } = speak;
  if (before.length === 0) return "";
  const options = (["done", "dropped"] as const).map((value) => ({ value, label: told(`decision.${value}`) }));
  const fields = before.map(({ decision, words }) => {
    const { person, due, of } = decision;
    const hint = html`${people.name(person)} – ${dueWords(speak, due, today)}${meetingTitle(speak, of)}`;
    return html`${radios(filled, { name: beforeField(decision), label: words, options })}<p class="muted after">${hint}</p>`;
  });
  return html`<h2>${told("before")}</h2><p>${told("before.lead")}</p><div class="outcomes">${fields}</div>`;
}

const firstRows = 3;

/** New decisions, a few rows of them; the button below gives more, with nothing that was typed lost. */
export function decisionFields(view: RecordView): Html {
  const { speak, filled } = view;
  const { told } = speak;
  const rows = rowsShown(filled);
  const groups = personGroups(view);
  const fields = (
    number: number,
  ) => html`<fieldset class="field decision"><legend>${told("decision.row", { number: number + view.given.length })}</legend>
${textField(filled, { name: `words${number}`, label: told("decision.words") })}
<div class="filters">${select(filled, { name: `person${number}`, label: told("decision.person"), none: told("decision.person.none"), groups, value: "" })}
${textField(filled, { name: `due${number}`, label: told("decision.due"), type: "date" })}</div></fieldset>`;
  return html`<h2>${told("decisions.new")}</h2><p>${told("decisions.lead")}</p>${givenList(view)}
${fields(1)}<div class="folds">${Array.from({ length: rows - 1 }, (_, at) => foldedRow(view, at + 2, fields(at + 2)))}</div>
${rows < mostRows ? html`<p><button class="second" name="search" value="rows">${told("decisions.more")}</button></p>` : ""}`;
}

/** The decisions that were recorded before, each leading to where it is changed. */
function givenList({ speak, meeting, people, given, today }: RecordView): Html | "" {
  if (given.length === 0) return "";
  const items = given.map(({ decision: { id, person, due, closed }, words }) => {
    const how = closed ? html`${speak.told(`decision.${closed.as}`)} · ` : dueWords(speak, due, today);
    return html`<li><p><a href="${href("resolution", { meeting: meeting.id, resolution: id })}">${words}</a><br><span class="muted">${how}${people.name(person)}</span></p></li>`;
  });
  return html`<p>${speak.told("decisions.given")}</p><ul class="plain">${items}</ul>`;
}

/** A row that nothing is in opens under its number. */
function foldedRow({ speak: { told }, filled, given }: RecordView, number: number, body: Html): Html {
  const names = ["words", "person", "due"].map((name) => `${name}${number}`);
  const used = names.some((name) => (filled.typed[name]?.[0] ?? "") !== "");
  const open = used || filled.errors.some(({ field }) => names.includes(field)) ? html` open` : "";
  return html`<details${open}><summary>${told("decision.row", { number: number + given.length })}</summary>${body}</details>`;
}

/** As many as were filled and one more at least; three more where they were asked for. */
function rowsShown({ typed }: Filled): number {
  const filled = Object.keys(typed).flatMap((name) => {
    const [, number] = /^(?:words|person|due)(\d+)$/.exec(name) ?? [];
    return number === undefined ? [] : [{ number: Number(number), given: (typed[name]?.[0] ?? "") !== "" }];
  });
  const shown = Math.max(firstRows, ...filled.map(({ number }) => number));
  return Math.min(mostRows, typed.search?.[0] === "rows" ? shown + firstRows : shown);
}

/** Who may be given a decision: those of the meeting first, then organisations, then the directory as forms show it. */
function personGroups({
  speak: { told },
  people,
  meeting,
}: Pick<RecordView, "speak" | "people" | "meeting">): OptionGroup[] {
  const here = new Set([...meeting.invited, ...(meeting.record?.present ?? [])]);
  const option = (id: string) => ({ value: id, label: people.name(id) });
  const own = people.present.filter(({ id }) => here.has(id)).map(({ id }) => option(id));
  const organisations = people.organisations.map(({ id, short }) => ({ value: organisationHolder(id), label: short }));
  const others = people.present.filter(({ id }) => !here.has(id) && (!people.familiar || people.familiar.has(id)));
  const groups = [
    { label: told("group.here"), options: own },
    { label: told("group.organisations"), options: organisations.slice(0, mostOrganisations) },
    { label: told("group.others"), options: others.map(({ id }) => option(id)) },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

const mostOrganisations = 60;

/** The same choice, for the form of one decision, whose holder stays in it. */
export function holderGroups(speak: MeetingSay, people: Directory, meeting: Meeting, holder: string): OptionGroup[] {
  const groups = personGroups({ speak, people, meeting });
  if (groups.some(({ options }) => options.some(({ value }) => value === holder))) return groups;
  return [{ label: "", options: [{ value: holder, label: people.name(holder) }] }, ...groups];
}

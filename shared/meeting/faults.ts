import type { Details, RefusalCode } from "../errors.ts";
import { meetingKinds, parseActionRef } from "../programme/state.ts";
import { isDay } from "../time/written-day.ts";
import { type AgendaItem, bounds, type MeetingPlan, type MeetingRecord, type NewResolution } from "./state.ts";

/** Why something asked of a meeting does not agree. */
export type Fault = { code: Extract<RefusalCode, "request-invalid" | "date-invalid">; details: Details };

/** The first thing of a plan that does not agree: `date-invalid`, or `request-invalid` with its field. */
export function planFault(plan: MeetingPlan): Fault | undefined {
  const { kind, title, actions, answers, organiser, place, call = "", invited, agenda, series } = plan;
  return (
    unless(meetingKinds.includes(kind), "kind") ??
    unless(title.length <= bounds.name, "title") ??
    unless(isWithin(actions, bounds.actions) && actions.every(parseActionRef), "actions") ??
    unless(answers === undefined || actions.includes(answers.action), "answers") ??
    unless(organiser !== "", "organiser") ??
    daysFault(plan) ??
    unless(place.length <= bounds.name, "place") ??
    unless(call.length <= bounds.name, "call") ??
    unless(isWithin(invited, bounds.invited), "invited") ??
    unless(isWithin(agenda, bounds.agenda) && isEachOnce(agenda), "agenda") ??
    unless(agenda.every(saysSomething), "agenda") ??
    unless(series === undefined || (Number.isInteger(series.number) && series.number > 0), "series")
  );
}

/** Days that do not exist, or an end that comes before its beginning. */
function daysFault({ date, until, starts, ends }: MeetingPlan): Fault | undefined {
  const days = isDay(date) && (until === undefined || (isDay(until) && until > date));
  const ordered = ends === undefined || (starts !== undefined && (until !== undefined || starts < ends));
  return days && [starts, ends].every(isTime) && ordered ? undefined : { code: "date-invalid", details: {} };
}

/** Of what is said of a meeting that was held: `request-invalid` with its field. */
export function recordFault({ present, outsiders }: Pick<MeetingRecord, "present" | "outsiders">): Fault | undefined {
  return (
    unless(isWithin(present, bounds.present), "present") ??
    unless(Number.isInteger(outsiders) && outsiders >= 0 && outsiders <= 9_999, "outsiders")
  );
}

/** Of what its agenda has besides once it was held: `request-invalid` with its field. */
export function pointsFault({ agenda }: Pick<MeetingPlan, "agenda">, points: readonly AgendaItem[]): Fault | undefined {
  const known = new Set(agenda.map(({ id }) => id));
  const all = [...agenda, ...points.filter(({ id }) => !known.has(id))];
  return unless(isWithin(all, bounds.agenda) && isEachOnce(all) && points.every(saysSomething), "points");
}

/** Of a resolution: `date-invalid`, or `request-invalid` with its field. */
export function resolutionFault({ id, words, person, due }: NewResolution): Fault | undefined {
  return (
    unless(id !== "" && words !== "", "words") ??
    unless(person !== "", "person") ??
    (due === undefined || isDay(due) ? undefined : { code: "date-invalid", details: {} })
  );
}

/** Hours and minutes of a day, "14:30", or none. */
function isTime(time: string | undefined): boolean {
  return time === undefined || /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
}

function isWithin(list: readonly unknown[], most: number): boolean {
  return list.length <= most && new Set(list).size === list.length;
}

function saysSomething({ what, words }: AgendaItem): boolean {
  return what !== "words" || words !== undefined;
}

function isEachOnce(items: readonly { id: string }[]): boolean {
  return new Set(items.map(({ id }) => id)).size === items.length && items.every(({ id }) => id !== "");
}

function unless(holds: boolean, field: string): Fault | undefined {
  return holds ? undefined : { code: "request-invalid", details: { field } };
}

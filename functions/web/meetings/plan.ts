import { peopleOf } from "../../../shared/deliverable/holder.ts";
import { type AgendaItem, bounds, type Meeting, type MeetingPlan, matterKey } from "../../../shared/meeting/state.ts";
import type { ActionRef } from "../../../shared/programme/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { getText, putText } from "../../../shared/stored/text.ts";
import { isDay } from "../../../shared/time/written-day.ts";
import type { Hash, Holder, LocalDate, PersonId } from "../../../shared/values.ts";
import { dayWarnings, meetingDayWarnings } from "../components/date-warnings.ts";
import { nowOf } from "../components/duties.ts";
import type { MeetingSay } from "../components/meeting-words.ts";
import type { ActionChoices } from "../deliverable/action-fields.ts";
import type { People } from "../http/access.ts";
import type { Web } from "../http/context.ts";
import type { FieldError, Filled } from "../http/input.ts";
import { inAgendaOrder } from "./agenda-order.ts";
import { actionNamed, offeredRefs } from "./beginning.ts";
import type { PlanEntry } from "./plan-entry.ts";
import { matterOf, titleOf } from "./proposals.ts";
import { seriesOf } from "./series.ts";

type Of = { web: Web; speak: MeetingSay; choices: ActionChoices; people: People; organiser: PersonId };

/** The plan that a form gives; `before`: what the meeting was planned as, whose items keep what was said of them. */
export async function planFrom(
  { web, choices, people, organiser }: Of,
  entry: PlanEntry,
  before?: Meeting,
): Promise<MeetingPlan> {
  const { kind, title, date, until, starts, ends, place, call, answers } = entry;
  const agenda = await agendaFrom(web, entry, before);
  // no form shows an action that is in no programme: it stays
  const unseen = (before?.actions ?? []).filter((ref) => !actionNamed(choices, ref));
  const actions = [...new Set([...(await actionsFrom(web, choices, entry)), ...unseen])];
  const [action = "", expected = ""] = answers?.split("#") ?? [];
  const series = before?.series ?? (await seriesAfter(web, entry.after));
  return {
    ...{ kind, title, actions, organiser, date, place, agenda, invited: peopleInvited(people.present, entry.invited) },
    ...{ ...(until && { until }), ...(starts && { starts }), ...(ends && { ends }), ...(call && { call }) },
    ...(answers && { answers: { action: action as ActionRef, expected } }),
    ...(series && { series }),
  };
}

/** People, and those who belong today to an organisation that was chosen, each once. */
function peopleInvited(present: readonly Person[], invited: readonly Holder[]): PersonId[] {
  const those = peopleOf(present, invited).map(({ id }) => id);
  return [...new Set([...invited.filter((each) => those.includes(each)), ...those])];
}

/** Those chosen; the actions of its documents, and of what it answers, go with them. */
async function actionsFrom(
  { ports }: Web,
  choices: ActionChoices,
  { actions, matters, answers }: PlanEntry,
): Promise<ActionRef[]> {
  const of = matters.map(async (key): Promise<string> => {
    const matter = matterOf(key);
    if (matter?.what === "action") return matter.action;
    if (matter?.what !== "version") return "";
    return (await loadState(ports.store, matter.deliverable))?.state.action ?? "";
  });
  const all = [...actions, ...(answers ? [answers.split("#", 1)[0]!] : []), ...(await Promise.all(of))];
  return [...new Set(all)].filter((ref) => actionNamed(choices, ref) || actions.includes(ref)) as ActionRef[];
}

/** Matters, then lines of words; what was there keeps its place, its id, and what was said of it. */
async function agendaFrom(web: Web, { matters, lines }: PlanEntry, before?: Meeting): Promise<AgendaItem[]> {
  const { ports } = web;
  const known = new Map((before?.agenda ?? []).map((item) => [matterKey(item, item.words), item]));
  const items = matters.flatMap((key): AgendaItem[] => {
    const matter = matterOf(key);
    return matter ? [known.get(key) ?? { id: ports.ids(), ...matter }] : [];
  });
  const carried = await Promise.all(matters.filter((key) => !matterOf(key)).map((key) => wordsOf(web, key)));
  const said = await Promise.all(
    [...known.values()]
      .filter(({ what }) => what === "words")
      .map(async (item) => [await wordsOf(web, matterKey(item, item.words)), item] as const),
  );
  const words = [...new Set([...carried, ...lines])].filter((line) => line !== "");
  const own = words.map(async (line): Promise<AgendaItem> => {
    const same = said.find(([text]) => text === line)?.[1];
    return same ?? { id: ports.ids(), what: "words", words: await putText(ports, line) };
  });
  return inAgendaOrder(before?.agenda ?? [], items, await Promise.all(own));
}

/** The words of an item of another meeting, "words:<hash>"; "" once erased. */
async function wordsOf({ ports }: Web, key: string): Promise<string> {
  return (await getText(ports.files, key.slice("words:".length) as Hash)) ?? "";
}

async function seriesAfter({ ports }: Web, after: string | undefined): Promise<MeetingPlan["series"]> {
  const before = after === undefined ? undefined : (await loadMeeting(ports.store, after))?.state;
  if (!before) return undefined;
  const { id, number } = seriesOf(before);
  return { id, number: number + 1 };
}

/** What the schema alone cannot see: hours and days in order, somewhere to be, people who are there, an action, its matters. */
export async function planErrors(
  { web, speak, choices, people }: Of,
  entry: PlanEntry,
  plan: MeetingPlan,
): Promise<FieldError[]> {
  const { told, text } = speak;
  const { date, until, starts, ends, place, call, dates, answers, invited } = entry;
  const holders = new Set([...people.all.map(({ id }) => id), ...people.organisations.map(({ id }) => `org:${id}`)]);
  const wrong: [boolean, string, string][] = [
    [until !== undefined && until <= date, "until", told("wrong.until")],
    [ends !== undefined && !(starts && (until !== undefined || starts < ends)), "ends", text("input.time.order")],
    [!place && !call, "place", text("input.place")],
    [isOfNothing(choices, plan), "actions", told("wrong.actions")],
    [!entry.actions.every((ref) => actionNamed(choices, ref)), "actions", told("wrong.action")],
    [answers !== undefined && !isExpected(choices, answers), "answers", told("wrong.answers")],
    [!invited.every((each) => holders.has(each)), "invited", text("input.people")],
    [plan.invited.length > bounds.invited, "invited", text("input.many")],
    [plan.actions.length > bounds.actions, "actions", text("input.many")],
    [plan.agenda.length > bounds.agenda, "lines", text("input.many")],
    [[date, ...dates].length !== new Set([date, ...dates]).size, "dates", told("wrong.dates")],
    [!(await areThere(web, choices, plan)), "matters", told("wrong.matters")],
  ];
  return wrong.flatMap(([is, field, message]) => (is ? [{ field, message }] : []));
}

/** What a form lacks that its schema does not ask for, so that an empty form names all it lacks at once: somewhere to be, an action. */
export function lackingIn({ speak, choices }: Pick<Of, "speak" | "choices">, { typed, errors }: Filled): Filled {
  const isThere = (name: string) => (typed[name] ?? []).some((value) => value.trim() !== "");
  const isOfDocument = (typed.matters ?? []).some((key) => matterOf(key)?.what === "version");
  const isLacking: [boolean, string, string][] = [
    [!isThere("place") && !isThere("call"), "place", speak.text("input.place")],
    [!isThere("actions") && !isOfDocument && offeredRefs(choices).length > 0, "actions", speak.told("wrong.actions")],
  ];
  const lacks = isLacking.flatMap(([is, field, message]) => (is ? [{ field, message }] : []));
  const known = new Set(errors.map(({ field }) => field));
  return { typed, errors: [...errors, ...lacks.filter(({ field }) => !known.has(field))] };
}

/** Whether it names no action and no document, though there are actions to choose from. */
function isOfNothing(choices: ActionChoices, { actions, agenda }: MeetingPlan): boolean {
  const isOfDocument = agenda.some(({ what }) => what === "version");
  return actions.length === 0 && !isOfDocument && offeredRefs(choices).length > 0;
}

function isExpected(choices: ActionChoices, answers: string): boolean {
  const [ref = "", id] = answers.split("#");
  return actionNamed(choices, ref)?.expected.some((each) => each.what === "meeting" && each.id === id) ?? false;
}

async function areThere(web: Web, choices: ActionChoices, { agenda }: MeetingPlan): Promise<boolean> {
  const titles = await Promise.all(
    agenda.filter(({ what }) => what !== "words").map((item) => titleOf(web, choices, item, item.words)),
  );
  return titles.every((title) => title !== "");
}

/** What is unusual of the days of a meeting, a sentence each; nothing of a day that was its own before. */
export async function planWarnings(
  { web, speak }: Pick<Of, "web" | "speak">,
  { date, until, agenda }: MeetingPlan,
  dates: readonly LocalDate[],
  before?: Meeting,
): Promise<string[]> {
  const known = before && before.stage !== "cancelled" ? [before.date, before.until] : [];
  const rounds = await roundsOn(web, agenda);
  const first = [date, ...(until ? [until] : [])].filter((day) => !known.includes(day));
  const others = dates.filter(isDay);
  const [today, several] = [nowOf(web).today, first.length + others.length > 1];
  const all = [...first.map((day) => ({ day, rounds })), ...others.map((day) => ({ day, rounds: [] }))];
  return [
    ...new Set(
      all.flatMap(({ day, rounds }) => [
        ...dayWarnings(speak, "unlikely.meeting", today, day),
        ...meetingDayWarnings(speak, web, day, rounds, several),
      ]),
    ),
  ];
}

/** The open rounds of the documents on an agenda. */
async function roundsOn({ ports }: Web, agenda: readonly AgendaItem[]): Promise<{ title: string; deadline: string }[]> {
  const ids = agenda.flatMap((item) => (item.what === "version" ? [item.deliverable] : []));
  const loaded = await Promise.all(ids.map((id) => loadState(ports.store, id)));
  return loaded.flatMap((each) => {
    const round = each?.state.rounds.at(-1);
    return each && round && round.closed === undefined ? [{ title: each.state.title, deadline: round.deadline }] : [];
  });
}

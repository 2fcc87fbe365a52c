import { html } from "hono/html";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { href } from "../../../shared/addresses.ts";
import type { Job } from "../../../shared/jobs/job.ts";
import { owed } from "../../../shared/meeting/owed.ts";
import { type Meeting, type MeetingPlan, matterKey, planOf } from "../../../shared/meeting/state.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { unconfirmed } from "../components/date-warnings.ts";
import { nowOf } from "../components/duties.ts";
import { hidden } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { kindWords, whenWords } from "../components/meeting.ts";
import { type MeetingSay, meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { pickerScripts } from "../components/people-picker.ts";
import { theDirectory } from "../components/picking.ts";
import { type Shown, type Stale, seenField, staleNote, staleOf } from "../components/stale.ts";
import { type ActionChoices, actionChoices } from "../deliverable/action-fields.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { say } from "../http/say.ts";
import { by } from "../programme/who.ts";
import { answersValue, type Begun, begun } from "./beginning.ts";
import { lackingIn, planErrors, planFrom, planWarnings } from "./plan.ts";
import type { PlanEntry } from "./plan-entry.ts";
import { daysValue, planFields } from "./plan-fields.ts";
import { offeredMatters, titleOf } from "./proposals.ts";
import { seriesOf } from "./series.ts";
import type { OpenedMeeting } from "./who.ts";

const refusals = { "date-invalid": "date", "request-invalid": "title", "meeting-exists": "date" } as const;
const staleOrToCome = { "meeting-changed": "title", "meeting-to-come": "date" } as const;

/** The form of a new meeting, with what is known by where one comes from (`begun`). */
export async function newMeeting(
  c: PageContext,
  web: Web,
  _: Visitor,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const speak = tellingMeetings(say(c, web));
  const { told } = speak;
  const choices = await actionChoices(web);
  const people = await theDirectory(web);
  const start = await begun(c, web, choices, people.present);
  const id = typedIn(filled, "id") || web.ports.ids();
  const after = typedIn(filled, "after") || start.after;
  const body = html`<p>${told(after ? "new.lead.after" : "new.lead")}</p>
<form method="post" action="${href("newMeeting")}" novalidate>${hidden("id", id)}${hidden("after", after)}
${await fieldsOf(web, { speak, choices, people, filled, isNew: true }, start)}
<button>${told("new.do")}</button></form>`;
  const back = { href: href("meetings"), label: told("list") };
  return formPage(c, web, {
    title: told(after ? "new.after" : "new"),
    back,
    filled,
    body,
    scripts: pickerScripts(people),
  });
}

type View = Omit<Parameters<typeof planFields>[0], "offered" | "today">;

async function fieldsOf(web: Web, view: View, start: Begun): Promise<Html> {
  const { filled, choices } = view;
  const sent = Object.keys(filled.typed).length > 0;
  const asked = {
    actions: sent ? (filled.typed.actions ?? []) : start.actions,
    kind: sent ? filled.typed.kind?.[0] : start.kind,
    chosen: sent ? (filled.typed.matters ?? []) : start.matters,
    ...(start.series && { series: start.series }),
  };
  const offered = await offeredMatters(web, choices, asked);
  return planFields({ ...view, offered, today: nowOf(web).today }, start);
}

/** Plans it, and the others of its series; the same form sent twice plans each once. A day that is unusual is asked about first. */
export async function planMeeting(
  c: PageContext,
  web: Web,
  visitor: Visitor,
  { ok, filled }: Input<PlanEntry>,
): Promise<Response> {
  if (!ok) return newMeeting(c, web, visitor, await withLacking(c, web, filled));
  const again = (errors: Filled) => newMeeting(c, web, visitor, errors);
  const id = ok.id ?? web.ports.ids();
  // what was sent before, so that its agenda is the same again
  const sent = (await loadMeeting(web.ports.store, id))?.state;
  const checked = await checkedPlan(c, web, visitor, { ok, filled }, sent);
  if (!("plan" in checked)) return again(checked);
  const { plan } = checked;
  const result = await attempt(c, filled, refusals, async () => {
    const told = await planTogether(web, visitor, id, inSeries(id, plan, ok.dates));
    if (told > 0) tell(c, { count: told }, "done.newMeeting.told");
    return done(c, href("meeting", { meeting: id }), { id }, 201);
  });
  return result instanceof Response ? result : again(result);
}

/** A form that was refused, with all that it lacks; one that only asks for an agenda lacks nothing. */
async function withLacking(c: PageContext, web: Web, filled: Filled): Promise<Filled> {
  if (filled.errors.length === 0) return filled;
  return lackingIn({ speak: tellingMeetings(say(c, web)), choices: await actionChoices(web) }, filled);
}

/** The meeting, and with its other days a series, whose later agendas are proposed when they come. */
function inSeries(id: string, plan: MeetingPlan, dates: readonly LocalDate[]): [MeetingPlan, ...MeetingPlan[]] {
  if (dates.length === 0) return [plan];
  const { id: of, number } = plan.series ?? seriesOf({ id });
  const { until: _, ...day } = plan;
  const others = dates.map((date, at) => ({ ...day, date, agenda: [], series: { id: of, number: number + at + 1 } }));
  return [{ ...plan, series: { id: of, number } }, ...others];
}

/** The first comes last: its letter, the one that leaves, is of all of them. Gives how many people that letter goes to. */
async function planTogether(
  { ports }: Web,
  visitor: Visitor,
  first: string,
  [plan, ...others]: readonly [MeetingPlan, ...MeetingPlan[]],
): Promise<number> {
  const ask = { type: "plan", by: by(visitor) } as const;
  const ids = others.map((_, at) => `${first}-${at + 2}`);
  for (const [at, id] of ids.entries())
    await issueMeeting(ports, id, { ...ask, id, ...others[at]!, announcedBy: first });
  const of = { ...ask, id: first, ...plan, ...(ids.length > 0 && { announces: ids }) };
  const { state, events } = await issueMeeting(ports, first, of);
  return peopleMailed(owed(state, events, undefined));
}

type Checked = { plan: MeetingPlan } | Filled;

/** The plan that was sent, or the form with what is wrong with it, or is to be confirmed. Throws both for JSON. */
async function checkedPlan(
  c: PageContext,
  web: Web,
  visitor: Visitor,
  { ok, filled }: { ok: PlanEntry; filled: Filled },
  before?: Meeting,
): Promise<Checked> {
  const speak = tellingMeetings(say(c, web));
  const choices = await actionChoices(web);
  const people = await theDirectory(web);
  const there = before && people.present.some(({ id, coordinator }) => id === before.organiser && coordinator);
  const of = { web, speak, choices, people, organiser: there ? before.organiser : visitor.person.id };
  const plan = await planFrom(of, ok, before);
  const errors = await planErrors(of, ok, plan);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return { ...filled, errors };
  const value = daysValue([ok.date, ...ok.dates]);
  const asked = { field: "date", value, confirmed: ok.confirmed };
  return unconfirmed(c, filled, asked, await planWarnings(of, plan, ok.dates, before)) ?? { plan };
}

/** The plan of a meeting, to change; of one that was cancelled, to call it again. */
export async function meetingPlan(
  c: PageContext,
  web: Web,
  { meeting }: OpenedMeeting,
  filled: Filled = nothingFilled,
  stale?: Stale,
): Promise<Response> {
  const speak = tellingMeetings(say(c, web));
  const { told } = speak;
  const choices = await actionChoices(web);
  const people = await theDirectory(web);
  const again = meeting.stage === "cancelled";
  const start = await asPlanned(web, meeting);
  const body = html`${staleNote(speak, stale)}<p>${told(again ? "plan.lead.again" : meeting.stage === "held" ? "plan.lead.held" : "plan.lead")}</p>
<form method="post" novalidate>${seenField(filled, planOf(meeting), stale)}
${await fieldsOf(web, { speak, choices, people, filled, isNew: false }, start)}
<button>${told(again ? "plan.do.again" : meeting.stage === "held" ? "plan.do.held" : "plan.do")}</button></form>`;
  const back = { href: href("meeting", { meeting: meeting.id }), label: meetingTitle(speak, meeting) };
  const title = told(again ? "plan.again" : meeting.stage === "held" ? "plan.correct" : "plan");
  return formPage(c, web, { title, back, filled, body, scripts: pickerScripts(people) });
}

/** A meeting as its form shows it; the day of one that was called off is asked for anew. */
async function asPlanned({ ports }: Web, meeting: Meeting): Promise<Begun> {
  const { kind, title, place, call, starts, ends, date, until, actions, invited, agenda, answers, stage } = meeting;
  const lines = await Promise.all(
    agenda.flatMap(({ what, words }) => (what === "words" && words ? [getText(ports.files, words)] : [])),
  );
  return {
    ...{ kind, title, place, actions, invited, series: seriesOf(meeting) },
    ...(stage === "cancelled" ? {} : { date, ...(until && { until }) }),
    ...{ ...(call && { call }), ...(starts && { starts }), ...(ends && { ends }) },
    ...(answers && { answers: answersValue(answers.action, answers.expected) }),
    matters: agenda.flatMap((item) => (item.what === "words" ? [] : [matterKey(item)])),
    lines: lines.flatMap((line) => line ?? []),
  };
}

/** Changes it; whom the change concerns is told once. */
export async function changePlan(
  c: PageContext,
  web: Web,
  opened: OpenedMeeting,
  { ok, filled }: Input<PlanEntry>,
): Promise<Response> {
  if (!ok) return meetingPlan(c, web, opened, await withLacking(c, web, filled));
  const { meeting, visitor } = opened;
  const checked = await checkedPlan(c, web, visitor, { ok, filled }, meeting);
  if (!("plan" in checked)) return meetingPlan(c, web, opened, checked);
  const { plan } = checked;
  const { seen } = ok;
  const result = await attempt(c, filled, { ...refusals, ...staleOrToCome }, async () => {
    const how = { today: nowOf(web).today, ...(seen && { seen }) };
    const ask = { type: "change", by: by(visitor), ...plan, ...how } as const;
    const { state, events } = await issueMeeting(web.ports, meeting.id, ask);
    const told = peopleMailed(owed(state, events, meeting));
    if (told > 0) tell(c, { count: told }, "done.meetingPlan.told");
    return done(c, href("meeting", { meeting: meeting.id }), { id: meeting.id, told });
  });
  if (result instanceof Response) return result;
  return meetingPlan(c, web, opened, result, await staleIn(web, c, meeting, plan, seen));
}

/** How many people the letters that are owed go to. */
function peopleMailed(jobs: readonly Job[]): number {
  return jobs.reduce((sum, { type, ...job }) => {
    if (type === "mail") return sum + 1;
    return "to" in job && Array.isArray(job.to) ? sum + job.to.length : sum;
  }, 0);
}

async function staleIn(
  web: Web,
  c: PageContext,
  meeting: Meeting,
  plan: MeetingPlan,
  seen: string | undefined,
): Promise<Stale | undefined> {
  const speak = tellingMeetings(say(c, web));
  const choices = await actionChoices(web);
  const people = await theDirectory(web);
  const shown = (each: MeetingPlan) => shownPlan({ web, speak, choices, named: people.named }, each);
  const [now, typed] = [await shown(planOf(meeting)), await shown(plan)];
  return staleOf(seen, planOf(meeting), () => ({ now, typed }));
}

type Showing = { web: Web; speak: MeetingSay; choices: ActionChoices; named: (ids: readonly string[]) => string };

/** What the form of a meeting says, as people read it. */
async function shownPlan({ web, speak, choices, named }: Showing, plan: MeetingPlan): Promise<Shown> {
  const { told } = speak;
  const { kind, title, place, call = "", invited, agenda, actions } = plan;
  const items = await Promise.all(agenda.map((item) => titleOf(web, choices, item, item.words)));
  const refs = await Promise.all(actions.map((action) => titleOf(web, choices, { what: "action", action })));
  return [
    [told("kind"), kindWords(speak, kind)],
    [told("title"), title],
    [told("date"), whenWords(speak, plan)],
    [told("place"), place],
    [told("call"), call],
    [told("actions"), refs.join(" · ")],
    [told("agenda"), items.join(" · ")],
    [told("invited"), invited.length > 0 ? named(invited) : ""],
  ];
}

import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { issue } from "../../../shared/chain/issue.ts";
import { hasEnded } from "../../../shared/deliverable/place.ts";
import type { Round, Seminar } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { getText, putChangedText, putText } from "../../../shared/stored/text.ts";
import { confirmation, confirmedValue, readConfirmed, unusualBox } from "../components/confirmation.ts";
import { hidden, textArea, textField } from "../components/fields.ts";
import { type Filled, nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { nowOf } from "../components/owed.ts";
import { peoplePicker, pickerScripts } from "../components/people-picker.ts";
import { readPicked, theDirectory } from "../components/picking.ts";
import { unconfirmed, unusualSeminar } from "../components/unusual.ts";
import { type Opened, theDeliverable, thePeople } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type PageContext, type Variables, type Web, wantsJson } from "../http/context.ts";
import { day, writtenDay } from "../http/day.ts";
import { InvalidRequest, identifier, line } from "../http/input.ts";
import { say } from "../http/say.ts";
import { openRoundAsked, roundNumber, roundToRecord } from "./open-round.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "input.time");
const planning = z.strictObject({
  round: roundNumber,
  date: day,
  starts: time.optional(),
  ends: time.optional(),
  place: line(undefined, 300).default(""),
  call: line(undefined, 300).optional(),
  invited: z.array(identifier).max(200, "input.many").default([]),
  agenda: z.string().trim().max(10_000, "input.long").optional(),
  /** The day, although it is unusual. */
  confirmed: confirmedValue,
});
type Planned = z.infer<typeof planning>;
const cancelling = z.strictObject({
  round: roundNumber,
  reason: z.string("input.reason").trim().min(1, "input.reason").max(4000, "input.long"),
});

/** The coordinator plans the seminar of an open round, changes it, calls it off. */
export function seminarPlanPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/:id/seminar/plan", (c) => form(c, web))
    .post("/deliverables/:id/seminar/plan", (c) => plan(c, web))
    .get("/deliverables/:id/seminar/cancellation", (c) => cancellation(c, web))
    .post("/deliverables/:id/seminar/cancellation", (c) => cancel(c, web));
}

async function form(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const { state, round } = await openRoundAsked(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const { seminar } = round;
  const here = `/deliverables/${state.id}/seminar`;
  const people = await theDirectory(web);
  const agenda = seminar?.agenda && (await getText(web.ports.files, seminar.agenda));
  const concerned = [...new Set([...round.reviewers, ...state.authors, state.coordinator])];
  const invited = seminar?.invited ?? concerned.filter((person) => !hasEnded(state, person));
  const body = html`<p>${text("seminar.lead")}</p>
<form method="post" action="${here}/plan" novalidate>${hidden("round", String(round.number))}
${textField(filled, { name: "date", label: text("seminar.date"), type: "date", value: seminar?.date ?? "" })}
${unusualBox(filled, text("confirm.legend"), text("unusual.day.confirm"), writtenDay(typedIn(filled, "date")))}
${textField(filled, { name: "starts", label: text("seminar.starts"), hint: text("seminar.time.hint"), type: "time", value: seminar?.starts ?? "" })}
${textField(filled, { name: "ends", label: text("seminar.ends"), type: "time", value: seminar?.ends ?? "" })}
${textField(filled, { name: "place", label: text("seminar.place"), hint: text("seminar.place.hint"), value: seminar?.place ?? "" })}
${textField(filled, { name: "call", label: text("seminar.call"), hint: text("seminar.call.hint"), value: seminar?.call ?? "" })}
${peoplePicker({ speak, people, filled }, { name: "invited", label: text("seminar.invited"), hint: text("seminar.invited.hint"), values: invited })}
${textArea(filled, { name: "agenda", label: text("seminar.agenda"), hint: text("seminar.agenda.hint"), rows: 8, value: agenda ?? "" })}
<button>${text(seminar && !seminar.cancelled ? "seminar.change" : "seminar.do")}</button></form>`;
  const back = { href: seminar ? here : `/deliverables/${state.id}`, label: state.title };
  return formPage(c, web, { title: text("seminar.title"), back, filled, body, scripts: pickerScripts(people) });
}

async function plan(c: PageContext, web: Web): Promise<Response> {
  const opened = await openRoundAsked(c, web);
  const { state, by, still, round } = opened;
  const { ok, filled } = await readPicked(c, planning, ["invited"]);
  if (!ok) return form(c, web, filled);
  const errors = await lacking(c, web, ok);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return form(c, web, { ...filled, errors });
  const { confirmed, ...planned } = ok;
  const asked = unconfirmed(c, filled, { field: "date", value: ok.date, confirmed }, unusual(c, web, round, ok));
  if (asked) return form(c, web, asked);
  const fields = { "date-invalid": "date", "request-invalid": "place" } as const;
  const answered = await attempt(c, filled, fields, async () => {
    const { agenda, ...asked } = planned;
    const kept = agenda ? { agenda: await putChangedText(web.ports, agenda, round.seminar?.agenda) } : {};
    await issue(deliverables, web.ports, state.id, { type: "planSeminar", by, ...asked, ...kept }, still);
    return done(c, `/deliverables/${state.id}/seminar`);
  });
  return answered instanceof Response ? answered : form(c, web, answered);
}

/** Nothing of a day that was planned before. */
function unusual(c: PageContext, web: Web, round: Round, { date }: Planned): string[] {
  const { seminar } = round;
  const known = seminar && !seminar.cancelled && seminar.date === date;
  return known ? [] : unusualSeminar(say(c, web), web, date, round);
}

/** What the schema alone cannot see: hours in order, somewhere to be, people who are there. */
async function lacking(c: PageContext, web: Web, { starts, ends, place, call, invited }: Planned) {
  const { text } = say(c, web);
  const { all } = await thePeople(web);
  const known = new Set(all.map(({ id }) => id));
  return [
    ...(ends && !(starts && starts < ends) ? [{ field: "ends", message: text("input.time.order") }] : []),
    ...(place || call ? [] : [{ field: "place", message: text("input.place") }]),
    ...(invited.every((id) => known.has(id)) ? [] : [{ field: "invited", message: text("input.people") }]),
  ];
}

async function cancellation(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const { state, round, seminar } = await thePlanned(c, web);
  const { text } = say(c, web);
  const past = seminar.date < nowOf(web).today;
  const body = html`<p>${text(past ? "cancellation.lead.past" : "cancellation.lead")}</p>
<form method="post" novalidate>${hidden("round", String(round.number))}
${textArea(filled, { name: "reason", label: text("cancellation.reason"), hint: text("cancellation.reason.hint"), rows: 4 })}
${confirmation(filled, text("confirm.legend"), text(past ? "cancellation.confirm.past" : "cancellation.confirm"))}
<button>${text(past ? "cancellation.do.past" : "cancellation.do")}</button></form>`;
  const back = { href: `/deliverables/${state.id}/seminar`, label: state.title };
  const title = text(past ? "cancellation.title.past" : "cancellation.title");
  return formPage(c, web, { title, back, filled, body });
}

async function cancel(c: PageContext, web: Web): Promise<Response> {
  const { state, by, still, seminar } = await thePlanned(c, web);
  const { ok, filled } = await readConfirmed(c, cancelling);
  if (!ok) return cancellation(c, web, filled);
  const page = `/deliverables/${state.id}/seminar`;
  if (seminar.cancelled) return done(c, page);
  const reason = await putText(web.ports, ok.reason);
  await issue(deliverables, web.ports, state.id, { type: "cancelSeminar", by, round: ok.round, reason }, still);
  return done(c, page);
}

/** The seminar to record, whose round may have closed, else that of the open round. Throws `not-found`, `round-closed`. */
async function thePlanned(c: PageContext, web: Web): Promise<Opened & { round: Round; seminar: Seminar }> {
  const opened = await theDeliverable(c, web, "coordinator");
  const round = roundToRecord(web, opened.state) ?? (await openRoundAsked(c, web)).round;
  const { seminar } = round;
  if (!seminar) throw new Refusal("not-found");
  return { ...opened, round, seminar };
}

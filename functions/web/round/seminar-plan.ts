import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { peopleOf } from "../../../shared/deliverable/holder.ts";
import { hasEnded } from "../../../shared/deliverable/place.ts";
import { type Seminar, seminarOf } from "../../../shared/deliverable/round/sittings.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { getText, putChangedText } from "../../../shared/stored/text.ts";
import { writtenDay } from "../../../shared/time/written-day.ts";
import type { PersonId } from "../../../shared/values.ts";
import { warningBox } from "../components/confirmation.ts";
import { seminarDateWarnings, unconfirmed } from "../components/date-warnings.ts";
import { hidden, textArea, textField } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { peoplePicker, pickerScripts } from "../components/people-picker.ts";
import { theDirectory } from "../components/picking.ts";
import { type Opened, thePeople } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { say } from "../http/say.ts";
import { theOpenRound } from "./open-round.ts";
import type { Planned } from "./seminar-entry.ts";

/** The coordinator plans the seminar of an open round, or changes it. Throws `round-closed`. */
export async function seminarPlan(
  c: PageContext,
  web: Web,
  { state }: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const round = theOpenRound(state);
  const speak = say(c, web);
  const { text } = speak;
  const seminar = seminarOf(state, round);
  const { id } = state;
  const people = await theDirectory(web);
  const agenda = seminar?.agenda && (await getText(web.ports.files, seminar.agenda));
  const invited = seminar?.invited ?? concernedBy(state, round, people.present);
  const body = html`<p>${text("seminar.lead")}</p>
<form method="post" action="${href("seminarPlan", { id })}" novalidate>${hidden("round", String(round.number))}
${textField(filled, { name: "date", label: text("seminar.date"), type: "date", value: proposedDay(seminar) })}
${warningBox(filled, text("confirm.legend"), text("unusual.day.confirm"), writtenDay(typedIn(filled, "date")))}
${textField(filled, { name: "starts", label: text("seminar.starts"), hint: text("seminar.time.hint"), type: "time", value: seminar?.starts ?? "" })}
${textField(filled, { name: "ends", label: text("seminar.ends"), type: "time", value: seminar?.ends ?? "" })}
${textField(filled, { name: "place", label: text("seminar.place"), hint: text("seminar.place.hint"), value: seminar?.place ?? "" })}
${textField(filled, { name: "call", label: text("seminar.call"), hint: text("seminar.call.hint"), value: seminar?.call ?? "" })}
${peoplePicker({ speak, people, filled }, { name: "invited", label: text("seminar.invited"), hint: text("seminar.invited.hint"), values: invited })}
${textArea(filled, { name: "agenda", label: text("seminar.agenda"), hint: text("seminar.agenda.hint"), rows: 8, value: agenda ?? "" })}
<button>${text(seminar && !seminar.cancelled ? "seminar.change" : "seminar.do")}</button></form>`;
  const back = { href: href(seminar ? "seminar" : "deliverable", { id }), label: state.title };
  return formPage(c, web, { title: text("seminar.title"), back, filled, body, scripts: pickerScripts(people) });
}

/** Who is invited until something else is said: reviewers, authors and the people of organisations that write, the coordinator. */
function concernedBy(state: State, { reviewers }: Round, present: readonly Person[]): PersonId[] {
  const holders = [...reviewers, ...state.authors, state.coordinator].filter((holder) => !hasEnded(state, holder));
  return peopleOf(present, holders).flatMap(({ id }) => (hasEnded(state, id) ? [] : [id]));
}

/** The day of a seminar that is planned; of one that was called off, none: another has a day of its own. */
function proposedDay(seminar: Seminar | undefined): string {
  return seminar && !seminar.cancelled ? seminar.date : "";
}

/** Plans it; a day that is unusual is asked about first. */
export async function planSeminar(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Planned>,
): Promise<Response> {
  const { state, by, still } = opened;
  const round = theOpenRound(state);
  if (!ok) return seminarPlan(c, web, opened, filled);
  const errors = await lacking(c, web, ok);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return seminarPlan(c, web, opened, { ...filled, errors });
  const { confirmed, ...planned } = ok;
  const asked = unconfirmed(
    c,
    filled,
    { field: "date", value: ok.date, confirmed },
    warningsOf(c, web, state, round, ok),
  );
  if (asked) return seminarPlan(c, web, opened, asked);
  const fields = { "date-invalid": "date", "request-invalid": "place" } as const;
  const result = await attempt(c, filled, fields, async () => {
    const { agenda, ...asked } = planned;
    const kept = agenda ? { agenda: await putChangedText(web.ports, agenda, seminarOf(state, round)?.agenda) } : {};
    await issue(deliverables, web.ports, state.id, { type: "planSeminar", by, ...asked, ...kept }, still);
    return done(c, href("seminar", { id: state.id }));
  });
  return result instanceof Response ? result : seminarPlan(c, web, opened, result);
}

/** Nothing of a day that was planned before. */
function warningsOf(c: PageContext, web: Web, state: State, round: Round, { date }: Planned): string[] {
  const seminar = seminarOf(state, round);
  const known = seminar && !seminar.cancelled && seminar.date === date;
  return known ? [] : seminarDateWarnings(say(c, web), web, date, round);
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

import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { Refusal } from "../../../shared/errors.ts";
import { endOfDay, lastDay } from "../../../shared/line/calendar.ts";
import { issue } from "../../../shared/line/issue.ts";
import { putText } from "../../../shared/line/text.ts";
import type { Asker } from "../../../shared/workflow/command.ts";
import { openRound, outcomeOf } from "../../../shared/workflow/round.ts";
import type { Round, State } from "../../../shared/workflow/state.ts";
import { theDeliverable, thePeople } from "../access.ts";
import { attempt, done } from "../answer.ts";
import type { Html, PageContext, Variables, Web } from "../context.ts";
import { readInput } from "../input.ts";
import { hidden, textArea, textField } from "../parts/fields.ts";
import { type Filled, nothingFilled } from "../parts/filled.ts";
import { formPage } from "../parts/form-page.ts";
import { roundState } from "../parts/round.ts";
import { day } from "../plan.ts";
import { say } from "../say.ts";

const number = z.int("input.wrong").min(1, "input.wrong");
const closing = z.strictObject({ round: number, unresolved: z.boolean().default(false) });
const moving = z.strictObject({ round: number, deadline: day });
const planning = z.strictObject({
  round: number,
  date: day,
  place: z.string("input.place").trim().min(1, "input.place").max(200, "input.long"),
});
const holding = z.strictObject({ round: number, minutes: z.string().max(20_000, "input.long").optional() });

/** What the coordinator does with an open round: closes it, moves its deadline, plans and holds its seminar. */
export function roundPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/:id/closure", (c) => closure(c, web))
    .post("/deliverables/:id/closure", (c) => close(c, web))
    .get("/deliverables/:id/deadline", (c) => deadline(c, web))
    .post("/deliverables/:id/deadline", (c) => move(c, web))
    .get("/deliverables/:id/seminar", (c) => seminar(c, web))
    .post("/deliverables/:id/seminar", (c) => plan(c, web))
    .post("/deliverables/:id/seminar/held", (c) => hold(c, web));
}

type View = { state: State; by: Asker; round: Round };

/** Throws `not-found`, `round-closed`. */
async function theRound(c: PageContext, web: Web): Promise<View> {
  const { state, by } = await theDeliverable(c, web, "coordinator");
  const round = openRound(state);
  if (!round) throw new Refusal("round-closed", { round: state.rounds.length });
  return { state, by, round };
}

function page(c: PageContext, web: Web, { state }: View, title: string, filled: Filled, body: Html): Promise<Response> {
  const back = { href: `/deliverables/${state.id}`, label: state.title };
  return formPage(c, web, { title, back, filled, body });
}

async function closure(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const view = await theRound(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const outcome = outcomeOf(view.round);
  const shown = await roundState(web, speak, await thePeople(web), view.round);
  const words = outcome ?? "unresolved";
  const body = html`${shown}
<div class="note ${outcome === "approved" ? "done" : "warning"}"><p>${text(`closure.${words}`)}</p></div>
<form method="post">${hidden("round", String(view.round.number))}${outcome ? "" : hidden("unresolved", "true")}
<button>${text(`closure.do.${words}`)}</button></form>`;
  return page(c, web, view, text("closure.title"), filled, body);
}

async function close(c: PageContext, web: Web): Promise<Response> {
  const { state, by } = await theDeliverable(c, web, "coordinator");
  const { ok, filled } = await readInput(c, closing);
  if (!ok) return closure(c, web, filled);
  await issue(web.ports, state.id, { type: "closeRound", by, ...ok });
  return done(c, `/deliverables/${state.id}`);
}

async function deadline(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const view = await theRound(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const value = lastDay(view.round.deadline, web.settings.timeZone);
  const body = html`<p>${text("deadline.now", { date: speak.until(view.round.deadline) })}</p>
<form method="post" novalidate>${hidden("round", String(view.round.number))}
${textField(filled, { name: "deadline", label: text("deadline.new"), hint: text("deadline.hint"), type: "date", value })}
<button>${text("deadline.do")}</button></form>`;
  return page(c, web, view, text("deadline.title"), filled, body);
}

async function move(c: PageContext, web: Web): Promise<Response> {
  const { state, by } = await theDeliverable(c, web, "coordinator");
  const { ok, filled } = await readInput(c, moving);
  if (!ok) return deadline(c, web, filled);
  const instant = endOfDay(ok.deadline, web.settings.timeZone);
  const answered = await attempt(c, filled, { "date-invalid": "deadline" }, async () => {
    await issue(web.ports, state.id, { type: "moveDeadline", by, round: ok.round, deadline: instant });
    return done(c, `/deliverables/${state.id}`);
  });
  return answered instanceof Response ? answered : deadline(c, web, answered);
}

async function seminar(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const view = await theRound(c, web);
  const { text } = say(c, web);
  const { number, seminar } = view.round;
  const body = html`<p>${text("seminar.lead")}</p>
<form method="post" novalidate>${hidden("round", String(number))}
${textField(filled, { name: "date", label: text("seminar.date"), type: "date", value: seminar?.date ?? "" })}
${textField(filled, { name: "place", label: text("seminar.place"), hint: text("seminar.place.hint"), value: seminar?.place ?? "" })}
<button class="${seminar ? "second" : ""}">${text(seminar ? "seminar.change" : "seminar.do")}</button></form>
${
  seminar && !seminar.held
    ? html`<hr><h2>${text("seminar.hold")}</h2><form method="post" action="/deliverables/${view.state.id}/seminar/held" novalidate>${hidden("round", String(number))}
${textArea(filled, { name: "minutes", label: text("seminar.minutes"), hint: text("seminar.minutes.hint"), rows: 8 })}
<button>${text("seminar.hold.do")}</button></form>`
    : ""
}`;
  return page(c, web, view, text("seminar.title"), filled, body);
}

async function plan(c: PageContext, web: Web): Promise<Response> {
  const { state, by } = await theDeliverable(c, web, "coordinator");
  const { ok, filled } = await readInput(c, planning);
  if (!ok) return seminar(c, web, filled);
  const answered = await attempt(c, filled, { "date-invalid": "date" }, async () => {
    await issue(web.ports, state.id, { type: "planSeminar", by, invited: state.reviewers, ...ok });
    return done(c, `/deliverables/${state.id}`);
  });
  return answered instanceof Response ? answered : seminar(c, web, answered);
}

async function hold(c: PageContext, web: Web): Promise<Response> {
  const { state, by } = await theDeliverable(c, web, "coordinator");
  const { ok, filled } = await readInput(c, holding);
  if (!ok) return seminar(c, web, filled);
  const minutes = ok.minutes?.trim() ? { minutes: await putText(web.ports, ok.minutes.trim()) } : {};
  await issue(web.ports, state.id, { type: "holdSeminar", by, round: ok.round, ...minutes });
  return done(c, `/deliverables/${state.id}`);
}

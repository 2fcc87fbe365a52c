import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { issue } from "../../../shared/chain/issue.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import { endOfDay, lastDay } from "../../../shared/time/calendar.ts";
import { confirmedValue, unusualBox } from "../components/confirmation.ts";
import { hidden, textField } from "../components/fields.ts";
import { type Filled, nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { nowOf } from "../components/owed.ts";
import { writtenDay } from "../deliverable/day.ts";
import { day } from "../deliverable/plan.ts";
import { unconfirmed, unusualDeadline } from "../deliverable/unusual.ts";
import { theDeliverable } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import type { PageContext, Variables, Web } from "../http/context.ts";
import { readInput } from "../http/input.ts";
import { say } from "../http/say.ts";
import { roundNumber, theOpenRound } from "./open-round.ts";

/** `confirmed`: the deadline, although it is unusual. */
const moving = z.strictObject({ round: roundNumber, deadline: day, confirmed: confirmedValue });

/** The coordinator moves the deadline of an open round. */
export function deadlinePages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/:id/deadline", (c) => deadline(c, web))
    .post("/deliverables/:id/deadline", (c) => move(c, web));
}

async function deadline(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const { state, round } = await theOpenRound(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const value = lastDay(round.deadline, web.settings.timeZone);
  const body = html`<p>${text("deadline.now", { date: speak.until(round.deadline) })}</p>
<form method="post" novalidate>${hidden("round", String(round.number))}
${textField(filled, { name: "deadline", label: text("deadline.new"), hint: text("deadline.hint"), type: "date", value })}
${unusualBox(filled, text("confirm.legend"), text("unusual.deadline.confirm"), writtenDay(typedIn(filled, "deadline")))}
<button>${text("deadline.do")}</button></form>`;
  const back = { href: `/deliverables/${state.id}`, label: state.title };
  return formPage(c, web, { title: text("deadline.title"), back, filled, body });
}

async function move(c: PageContext, web: Web): Promise<Response> {
  const { state, by, still } = await theDeliverable(c, web, "coordinator");
  const { ok, filled } = await readInput(c, moving);
  if (!ok) return deadline(c, web, filled);
  const round = openRound(state);
  const warnings = round ? unusualDeadline(say(c, web), nowOf(web).today, ok.deadline, round) : [];
  const asked = { field: "deadline", value: ok.deadline, confirmed: ok.confirmed };
  const again = unconfirmed(c, filled, asked, warnings);
  if (again) return deadline(c, web, again);
  const instant = endOfDay(ok.deadline, web.settings.timeZone);
  const answered = await attempt(c, filled, { "date-invalid": "deadline" }, async () => {
    await issue(web.ports, state.id, { type: "moveDeadline", by, round: ok.round, deadline: instant }, still);
    return done(c, `/deliverables/${state.id}`);
  });
  return answered instanceof Response ? answered : deadline(c, web, answered);
}

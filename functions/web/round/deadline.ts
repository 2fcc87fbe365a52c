import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import { awaitedSitting } from "../../../shared/deliverable/round/sittings.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { endOfDay, lastDay } from "../../../shared/time/calendar.ts";
import { writtenDay } from "../../../shared/time/written-day.ts";
import { confirmedValue, warningBox } from "../components/confirmation.ts";
import { deadlineWarnings, unconfirmed } from "../components/date-warnings.ts";
import { nowOf } from "../components/duties.ts";
import { hidden, textField } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { day } from "../http/day.ts";
import type { Filled, Input } from "../http/input.ts";
import { say } from "../http/say.ts";
import { roundNumber, theOpenRound } from "./open-round.ts";

/** `confirmed`: the deadline, although it is unusual. */
export const moving = z.strictObject({ round: roundNumber, deadline: day, confirmed: confirmedValue });
type Moving = z.infer<typeof moving>;

/** The coordinator moves the deadline of an open round. */
export async function deadline(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { state } = opened;
  const round = theOpenRound(state);
  const speak = say(c, web);
  const { text } = speak;
  const value = lastDay(round.deadline, web.settings.timeZone);
  const body = html`<p>${text("deadline.now", { date: speak.until(round.deadline) })}</p>
<form method="post" novalidate>${hidden("round", String(round.number))}
${textField(filled, { name: "deadline", label: text("deadline.new"), hint: text("deadline.hint"), type: "date", value })}
${warningBox(filled, text("confirm.legend"), text("unusual.deadline.confirm"), writtenDay(typedIn(filled, "deadline")))}
<button>${text("deadline.do")}</button></form>`;
  const back = { href: href("deliverable", { id: state.id }), label: state.title };
  return formPage(c, web, { title: text("deadline.title"), back, filled, body });
}

/** Moves it; a day that is unusual is asked about first. */
export async function moveDeadline(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Moving>,
): Promise<Response> {
  if (!ok) return deadline(c, web, opened, filled);
  const { state, by, still } = opened;
  const round = openRound(state);
  const warnings = round
    ? deadlineWarnings(say(c, web), nowOf(web).today, ok.deadline, awaitedSitting(state, round))
    : [];
  const asked = { field: "deadline", value: ok.deadline, confirmed: ok.confirmed };
  const again = unconfirmed(c, filled, asked, warnings);
  if (again) return deadline(c, web, opened, again);
  const instant = endOfDay(ok.deadline, web.settings.timeZone);
  const result = await attempt(c, filled, { "date-invalid": "deadline" }, async () => {
    await issue(
      deliverables,
      web.ports,
      state.id,
      { type: "moveDeadline", by, round: ok.round, deadline: instant },
      still,
    );
    return done(c, href("deliverable", { id: state.id }));
  });
  return result instanceof Response ? result : deadline(c, web, opened, result);
}

import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { type Seminar, seminarOf } from "../../../shared/deliverable/round/sittings.ts";
import type { Round } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { putText } from "../../../shared/stored/text.ts";
import { confirmation } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import { hidden, textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { say } from "../http/say.ts";
import { roundNumber, roundToRecord, theOpenRound } from "./open-round.ts";

export const cancelling = z.strictObject({
  round: roundNumber,
  reason: z.string("input.reason").trim().min(1, "input.reason").max(4000, "input.long"),
});
type Cancelled = z.infer<typeof cancelling>;

/** The coordinator calls a seminar off, or says that it did not take place. */
export async function seminarCancellation(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { state, round, seminar } = thePlanned(web, opened);
  const { text } = say(c, web);
  const past = seminar.date < nowOf(web).today;
  const body = html`<p>${text(past ? "cancellation.lead.past" : "cancellation.lead")}</p>
<form method="post" novalidate>${hidden("round", String(round.number))}
${textArea(filled, { name: "reason", label: text("cancellation.reason"), hint: text("cancellation.reason.hint"), rows: 4 })}
${confirmation(filled, text("confirm.legend"), text(past ? "cancellation.confirm.past" : "cancellation.confirm"))}
<button>${text(past ? "cancellation.do.past" : "cancellation.do")}</button></form>`;
  const back = { href: href("seminar", { id: state.id }), label: state.title };
  const title = text(past ? "cancellation.title.past" : "cancellation.title");
  return formPage(c, web, { title, back, filled, body });
}

/** Calls it off, once. Throws `not-found`, `round-closed`. */
export async function cancelSeminar(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Cancelled>,
): Promise<Response> {
  const { state, by, still, seminar } = thePlanned(web, opened);
  if (!ok) return seminarCancellation(c, web, opened, filled);
  const page = href("seminar", { id: state.id });
  if (seminar.cancelled) return done(c, page);
  const reason = await putText(web.ports, ok.reason);
  await issue(deliverables, web.ports, state.id, { type: "cancelSeminar", by, round: ok.round, reason }, still);
  return done(c, page);
}

/** The seminar to record, whose round may have closed, else that of the open round. Throws `not-found`, `round-closed`. */
function thePlanned(web: Web, opened: Opened): Opened & { round: Round; seminar: Seminar } {
  const round = roundToRecord(web, opened.state) ?? theOpenRound(opened.state);
  const seminar = seminarOf(opened.state, round);
  if (!seminar) throw new Refusal("not-found");
  return { ...opened, round, seminar };
}

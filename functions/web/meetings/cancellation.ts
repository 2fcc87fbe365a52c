import { html } from "hono/html";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { href } from "../../../shared/addresses.ts";
import { putText } from "../../../shared/stored/text.ts";
import { lastDayOf } from "../../../shared/time/period.ts";
import { confirmation } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import { textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { whenWords } from "../components/meeting.ts";
import { meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { say } from "../http/say.ts";
import { by } from "../programme/who.ts";
import type { Cancelled } from "./entries.ts";
import type { OpenedMeeting } from "./who.ts";

/** The coordinator calls a meeting off, or says that it did not take place. */
export function meetingCancellation(
  c: PageContext,
  web: Web,
  { meeting }: OpenedMeeting,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const speak = tellingMeetings(say(c, web));
  const { told, text } = speak;
  const past = lastDayOf(meeting) < nowOf(web).today;
  const title = told(past ? "off.title.past" : "off.title");
  const back = { href: href("meeting", { meeting: meeting.id }), label: meetingTitle(speak, meeting) };
  const body = html`<p>${told(past ? "off.lead.past" : "off.lead", { when: whenWords(speak, meeting) })}</p>
<form method="post" novalidate>${textArea(filled, { name: "reason", label: told("off.reason"), ...(past ? {} : { hint: told("off.reason.hint") }), rows: 4 })}
${confirmation(filled, text("confirm.legend"), told(past ? "off.confirm.past" : "off.confirm"))}
<button>${told(past ? "off.do.past" : "off.do")}</button></form>`;
  return formPage(c, web, { title, back, filled, body });
}

/** Calls it off, once. Throws `meeting-held`. */
export async function cancelMeeting(
  c: PageContext,
  web: Web,
  opened: OpenedMeeting,
  { ok, filled }: Input<Cancelled>,
): Promise<Response> {
  if (!ok) return meetingCancellation(c, web, opened, filled);
  const { meeting, visitor } = opened;
  const page = href("meeting", { meeting: meeting.id });
  if (meeting.stage === "cancelled") return done(c, page);
  const reason = await putText(web.ports, ok.reason);
  await issueMeeting(web.ports, meeting.id, { type: "cancel", by: by(visitor), reason });
  return done(c, page);
}

import { type AddressName, href } from "../../../shared/addresses.ts";
import { seminarOf } from "../../../shared/deliverable/round/sittings.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { PageContext } from "../http/context.ts";

type MeetingPage = Extract<AddressName, "meeting" | "meetingCalendar" | "meetingMinutes" | "meetingRecord">;

/**
 * On to the last meeting of a deliverable, where it has no seminar of before any more: what mails and calendars of then lead to.
 * Undefined: it has one, or no meeting.
 */
export function onToMeeting(c: PageContext, state: State, page: MeetingPage): Response | undefined {
  if (state.rounds.some((round) => seminarOf(state, round))) return undefined;
  const meeting = state.meetings.findLast(({ seminar }) => seminar === undefined)?.meeting;
  return meeting === undefined ? undefined : c.redirect(href(page, { meeting }), 302);
}

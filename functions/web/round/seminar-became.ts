import { html } from "hono/html";
import { type AddressName, href } from "../../../shared/addresses.ts";
import { isNamed } from "../../../shared/deliverable/holder.ts";
import { isSeminarOf } from "../../../shared/deliverable/round/sittings.ts";
import type { Sitting, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { visitorAs } from "../http/rights.ts";
import { say } from "../http/say.ts";

type MeetingPage = Extract<
  AddressName,
  "meeting" | "meetingCalendar" | "meetingMinutes" | "meetingPlan" | "meetingCancellation" | "meetingRecord"
>;
type Led = (c: PageContext, web: Web, opened: Opened) => Promise<Response>;

/** The page of the meeting that the seminar of a document became: where the mails of then lead. */
export const meetingInstead: Led = led("meeting");
export const calendarInstead: Led = led("meetingCalendar");
export const minutesInstead: Led = led("meetingMinutes");
/** For coordinators, what they did of a seminar. */
export const planInstead: Led = led("meetingPlan");
export const cancellationInstead: Led = led("meetingCancellation");
export const recordInstead: Led = led("meetingRecord");

/**
 * On to a page of the meeting; of who left, and was not of it, to what they were given of the document. Where there is none, a page
 * that says so; throws `not-found` then for JSON.
 */
function led(page: MeetingPage): Led {
  return async (c, web, opened) => {
    const { state, past } = opened;
    const sitting = seminarIn(state);
    const there = sitting && c.redirect(href(page, { meeting: sitting.meeting }), 302);
    // who left has the document as it was then, when its seminar was no meeting yet
    if (past) return there && wasOf(opened, sitting) ? there : c.redirect(href("reading", { id: state.id }), 303);
    return there && !sitting.seminar ? there : noMeetingPage(c, web, opened, sitting !== undefined);
  };
}

/** The last of its meetings that was the seminar of a round. */
function seminarIn({ id, meetings }: State): Sitting | undefined {
  return meetings.findLast(({ meeting }) => isSeminarOf(meeting, id));
}

function wasOf({ visitor }: Opened, { invited, present = [] }: Sitting): boolean {
  return isNamed([...invited, ...present], visitorAs(visitor));
}

/** `soon`: the seminar is still to become a meeting. */
async function noMeetingPage(c: PageContext, web: Web, { state, roles }: Opened, soon: boolean): Promise<Response> {
  if (wantsJson(c)) throw new Refusal("not-found");
  const speak = say(c, web);
  const { text } = speak;
  const office = roles.has("coordinator");
  const { id } = state;
  const title = text("became.none");
  const main = row(
    "",
    html`<h1>${title}</h1><p>${text(soon ? "became.soon" : "became.lead", { title: state.title })}</p>
<p><a class="button" href="${href(office ? "deliverable" : "reading", { id })}">${text(office ? "became.deliverable" : "standing.read")}</a></p>
${office && !soon ? html`<p><a href="${href("discussion", {}, { deliverable: id })}">${text("meetings.discuss")}</a></p>` : ""}`,
  );
  return frame(c, web, { title, main, status: 404 });
}

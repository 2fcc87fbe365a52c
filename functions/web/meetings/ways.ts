import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Meeting } from "../../../shared/meeting/state.ts";
import type { Summary } from "../../../shared/meeting/summary.ts";
import { lastDayOf } from "../../../shared/time/period.ts";
import type { MeetingSay } from "../components/meeting-words.ts";
import type { Html } from "../http/context.ts";
import type { ShownItem } from "./agenda-list.ts";
import { seriesOf } from "./series.ts";

type Way = { to: string; label: string };
/** `first`: the one thing to do next. */
type Ways = { first?: Way | undefined; others: Way[] };
type View = {
  speak: MeetingSay;
  meeting: Meeting;
  office: boolean;
  agenda: readonly ShownItem[];
  series: readonly Summary[];
  today: string;
  /** To its missions, for who may enter some. */
  missions: Way | undefined;
};

/** What can be done of a meeting, by who looks and how it stands: its one button, then links; "" where there is nothing. */
export function ways(view: View): Html | "" {
  const { first, others } = view.office ? officeWays(view) : goersWays(view);
  if (!first && others.length === 0) return "";
  const links = others.map(({ to, label }) => html`<li><a href="${to}">${label}</a></li>`);
  return html`${first ? html`<p><a class="button" href="${first.to}">${first.label}</a></p>` : ""}
${links.length > 0 ? html`<ul class="ways">${links}</ul>` : ""}`;
}

function goersWays({ speak, meeting, agenda, missions }: View): Ways {
  if (meeting.stage !== "planned") return { others: missions ? [missions] : [] };
  const read = agenda.find(({ page, what }) => page && what === "version");
  return {
    first: read && { to: read.page!, label: speak.told("read") },
    others: [{ to: href("meetingCalendar", { meeting: meeting.id }), label: speak.told("ics") }],
  };
}

function officeWays(view: View): Ways {
  const { speak, meeting: shown, today } = view;
  const { told } = speak;
  const meeting = shown.id;
  const plan = (key: "plan" | "plan.again" | "plan.correct"): Way => ({
    to: href("meetingPlan", { meeting }),
    label: told(key),
  });
  const record = (key: "record" | "record.again"): Way => ({
    to: href("meetingRecord", { meeting }),
    label: told(key),
  });
  if (shown.stage === "cancelled") return { first: plan("plan.again"), others: [] };
  const paid = view.missions ? [view.missions] : [];
  if (shown.stage === "held")
    return { first: nextWay(view), others: [...paid, record("record.again"), plan("plan.correct")] };
  const off = told(lastDayOf(shown) < today ? "off.title.past" : "off.title");
  const others = [
    { to: href("meetingCalendar", { meeting }), label: told("ics") },
    { to: href("meetingCancellation", { meeting }), label: off },
  ];
  if (shown.date > today) return { first: plan("plan"), others };
  return { first: record("record"), others: [plan("plan"), ...others] };
}

/** To the next of its series: to prepare the one that is planned, to plan one after the last. */
function nextWay({ series, meeting, speak }: View): Way | undefined {
  const { number } = seriesOf(meeting);
  const later = series.filter((each) => each.stage !== "cancelled" && seriesOf(each).number > number);
  const next = later.find(({ stage }) => stage === "planned");
  if (next) {
    const label = speak.told("next.prepare", { date: speak.date(next.date) });
    return { to: href("meetingPlan", { meeting: next.id }), label };
  }
  if (later.length > 0) return undefined;
  return { to: href("newMeeting", {}, { after: meeting.id }), label: speak.told("new.after") };
}

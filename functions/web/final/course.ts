import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { deliveredEditions } from "../../../shared/deliverable/final/editions.ts";
import { countingDecisions } from "../../../shared/deliverable/round/round.ts";
import type { Round, Sitting } from "../../../shared/deliverable/state.ts";
import { everyRound } from "../../../shared/stored/history.ts";
import { meetingsNamed } from "../../../shared/stored/meeting.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { panel } from "../components/panel.ts";
import { roundTitle } from "../components/round-title.ts";
import type { Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import { isOfMeeting } from "../http/rights.ts";
import type { Say } from "../http/say.ts";

/** Something on the way to a final, on its day. */
type Step = { day: LocalDate; words: Html };

/**
 * How a final came about: its rounds with how many gave a decision and how many remarks came, its meetings, its editions, by date; nobody is
 * named. Each leads to what whoever looks may see.
 */
export async function courseOf(web: Web, speak: Say, opened: Opened): Promise<Html> {
  const { text } = speak;
  const { state, roles } = opened;
  const rounds = await everyRound(web.ports.store, state);
  const steps = [
    ...rounds.filter(({ closed }) => closed !== undefined).map((round) => roundStep(web, speak, opened, round)),
    ...(await meetingSteps(web, speak, opened)),
    ...deliveredEditions(state).map((edition) => editionStep(web, speak, opened, edition)),
  ].sort((a, b) => a.day.localeCompare(b.day));
  const all = roles.has("coordinator")
    ? html`<p><a href="${href("deliverable", { id: state.id })}">${text("course.all")}</a></p>`
    : "";
  const body = html`<ol class="plain course">${steps.map(({ words }) => html`<li>${words}</li>`)}</ol>${all}`;
  return panel("course", text("course.title"), body);
}

function roundStep({ settings }: Web, speak: Say, { state, roles }: Opened, round: Round): Step {
  const { text } = speak;
  const until = round.closedOn ?? localDate(round.closed ?? round.deadline, settings.timeZone);
  const named = { title: roundTitle(speak, state, round), until: speak.date(until) };
  const from = localDate(round.opened, settings.timeZone);
  const title =
    from === until ? text("course.round.day", named) : text("course.round", { ...named, from: speak.date(from) });
  const opinions = countingDecisions(round).length;
  const remarks = Object.keys(round.contributions).length;
  const words = [
    // French has one form for none and for one
    opinions === 0
      ? text("course.opinions.none", { asked: round.reviewers.length })
      : text("course.opinions", { count: opinions, asked: round.reviewers.length }),
    ...(remarks > 0 ? [text("course.remarks", { count: remarks })] : []),
    ...(round.rule.anonymous ? [text("course.anonymous")] : []),
  ];
  const reads = ["coordinator", "author", "reviewer"] as const;
  const address = href("reading", { id: state.id }, { version: round.version });
  const link = reads.some((role) => roles.has(role))
    ? html` <a href="${address}">${text("course.read")}<span class="hidden"> – ${roundTitle(speak, state, round)}</span></a>`
    : "";
  return { day: until, words: html`<strong>${title}</strong><br>${words.join(", ")}.${link}` };
}

/** The meetings at which it was discussed, those that were held. */
async function meetingSteps({ ports }: Web, speak: Say, { state, visitor }: Opened): Promise<Step[]> {
  const held = state.meetings.filter(({ stage }) => stage === "held");
  if (held.length === 0) return [];
  const known = await meetingsNamed(
    ports.store,
    held.map(({ meeting }) => meeting),
  );
  const opens = ({ meeting }: Sitting) => {
    const found = known.find(({ id }) => id === meeting);
    return found !== undefined && isOfMeeting(visitor, found);
  };
  return held.map((sitting) => {
    const words = html`${speak.text("course.meeting")} – ${speak.date(sitting.date)}${sitting.place ? html`, ${sitting.place}` : ""}`;
    const address = href("meeting", { meeting: sitting.meeting });
    return { day: sitting.date, words: opens(sitting) ? html`<a href="${address}">${words}</a>` : words };
  });
}

function editionStep(
  { settings }: Web,
  speak: Say,
  { state }: Opened,
  { edition, approved }: { edition: number; approved: string },
): Step {
  const isOnly = deliveredEditions(state).length === 1;
  const what = isOnly ? speak.text("course.final") : speak.text("course.edition", { edition });
  return {
    day: localDate(approved, settings.timeZone),
    words: html`<strong>${what}</strong> – ${speak.day(approved)}`,
  };
}

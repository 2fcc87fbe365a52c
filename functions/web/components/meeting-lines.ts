import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { lateness } from "../../../shared/asking/week.ts";
import type { Resolution } from "../../../shared/meeting/state.ts";
import type { Summary } from "../../../shared/meeting/summary.ts";
import type { OpenResolution } from "../../../shared/stored/meeting.ts";
import { getText } from "../../../shared/stored/text.ts";
import { without } from "../../../shared/values.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { nowOf } from "./duties.ts";
import { kindWords, whenWords, whereWords } from "./meeting.ts";
import { type MeetingSay, meetingTitle } from "./meeting-words.ts";

/** Who is called by an id; absent: of one's own, nobody needs to be named. */
type Naming = { name: (holder: string) => string } | undefined;

/**
 * Meetings of a list for a program: to who does not coordinate, how many people are of each instead of who, as on the page, since a document
 * of its agenda may be reviewed anonymously.
 */
export function meetingsAsJson(office: boolean, meetings: readonly Summary[]): object[] {
  if (office) return [...meetings];
  return meetings.map((meeting) => {
    const { invited, present, outsiders = 0 } = meeting;
    const came = present && { present: present.length + outsiders };
    return {
      ...without(meeting, "invited", "present", "outsiders", "holders"),
      counts: { invited: invited.length, ...came },
    };
  });
}

/** A decision for a program; `words`: as they read. */
export function resolutionShown({ id, person, due, closed }: Resolution, words: string): object {
  const how = closed && { closed: { as: closed.as, on: closed.on } };
  return { ...{ id, words, person }, ...(due && { due }), ...how };
}

/** Decisions that are not done, for a program: each with its meeting. */
export async function decisionsAsJson(
  web: Web,
  { told }: MeetingSay,
  decisions: readonly OpenResolution[],
): Promise<object[]> {
  return Promise.all(
    decisions.map(async ({ meeting, of, ...resolution }) => {
      const words = (await getText(web.ports.files, resolution.words)) ?? told("erased");
      return { ...resolutionShown(resolution, words), meeting, of: without(of, "organiser") };
    }),
  );
}

/** Decisions that are not done, a line each, leading to where they are closed. */
export async function decisionItems(
  web: Web,
  speak: MeetingSay,
  people: Naming,
  decisions: readonly OpenResolution[],
): Promise<Html[]> {
  const { today } = nowOf(web);
  const items = decisions.map(async ({ meeting, id, words, person, due, of }) => {
    const said = (await getText(web.ports.files, words)) ?? speak.told("erased");
    const who = people ? `${people.name(person)} – ` : "";
    return html`<li><p>${who}<a href="${href("resolution", { meeting, resolution: id })}">${said}</a><br>
<span class="muted">${dueWords(speak, due, today)}${meetingTitle(speak, of)}</span></p></li>`;
  });
  return Promise.all(items);
}

/** A tag "en retard de 3 jours" and "pour le 20 juin 2008 · "; "" without a day. */
export function dueWords({ text, date }: Say, due: string | undefined, today: string): Html | "" {
  if (due === undefined) return "";
  const by = text("owed.by", { date: date(due) });
  if (due >= today) return html`${by} · `;
  const { unit, count } = lateness(due, today);
  return html`<span class="tag error">${text(`late.${unit}`, { count })}</span> ${by} · `;
}

/** Meetings, a line each: "12 mai 2008, de 14 h à 16 h 30 – Séminaire interne, Strasbourg". */
export function meetingItems(speak: MeetingSay, meetings: readonly Summary[]): Html[] {
  return meetings.map(
    (meeting) =>
      html`<li><time datetime="${meeting.date}">${whenWords(speak, meeting)}</time> – <a href="${href("meeting", { meeting: meeting.id })}">${meeting.title || kindWords(speak, meeting.kind)}</a>, ${whereWords(speak, meeting)}${stageWords(speak, meeting)}</li>`,
  );
}

/** What is to be known of one that is not simply to come: it was called off, or it is to be recorded. */
function stageWords({ told }: MeetingSay, { stage }: Summary): Html | "" {
  return stage === "cancelled" ? html` <span class="tag error">${told("stage.cancelled")}</span>` : "";
}

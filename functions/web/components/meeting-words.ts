import { type MeetingKey, meetingTexts } from "../../../shared/i18n/meetings.ts";
import { translate, type Values } from "../../../shared/i18n/translate.ts";
import type { MeetingPlan } from "../../../shared/meeting/state.ts";
import type { Say } from "../http/say.ts";
import { kindWords } from "./meeting.ts";

/** A page that speaks of meetings: its own texts besides, which pages that do not never load. */
export type MeetingSay = Say & { told: (key: MeetingKey, values?: Values) => string };

/** The same page, with what is said of meetings. */
export function tellingMeetings(speak: Say): MeetingSay {
  return { ...speak, told: (key, values) => translate(speak.language, meetingTexts, key, values) };
}

/** How a meeting is called: by its title; without one, "Réunion du réseau du 3 juillet 2008". */
export function meetingTitle(speak: MeetingSay, meeting: Pick<MeetingPlan, "kind" | "title" | "date">): string {
  const { kind, title, date } = meeting;
  return title || speak.told("called", { kind: kindWords(speak, kind), date: speak.date(date) });
}

import { languageRecord } from "../../../shared/i18n/languages.ts";
import type { MeetingPlan } from "../../../shared/meeting/state.ts";
import { wordFor } from "../../../shared/programme/file/words.ts";
import type { Say } from "../http/say.ts";

/** A sort of meeting, as a sentence begins with it: "Séminaire interne". */
export function kindWords({ language }: Pick<Say, "language">, kind: MeetingPlan["kind"]): string {
  const words = wordFor(language, "meeting", kind);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type When = Pick<MeetingPlan, "date" | "until" | "starts" | "ends">;

/** When a meeting is: "3 juillet 2008, de 14 h à 16 h 30"; of several days, "du 3 juillet 2008 au 4 juillet 2008". */
export function whenWords(speak: Say, { date, until, starts, ends }: When): string {
  const { text } = speak;
  const day =
    until === undefined ? speak.date(date) : text("meeting.days", { from: speak.date(date), to: speak.date(until) });
  if (starts === undefined) return day;
  const from = hourWords(speak, starts);
  if (ends === undefined) return text("meeting.from", { date: day, from });
  return text("meeting.between", { date: day, from, to: hourWords(speak, ends) });
}

/** Where it is: a place, a call, or both. */
export function whereWords({ text }: Say, { place, call }: Pick<MeetingPlan, "place" | "call">): string {
  return [place, call ? text("meeting.call") : ""].filter(Boolean).join(", ") || text("meeting.nowhere");
}

/** "14:30" as it is said: "14 h 30". */
function hourWords({ language }: Say, time: string): string {
  const [hours = "", minutes = ""] = time.split(":");
  return languageRecord(language).time(hours, minutes);
}

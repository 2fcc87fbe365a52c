import { languageRecord } from "../../../shared/i18n/languages.ts";
import type { MeetingPlan } from "../../../shared/meeting/state.ts";
import type { Say } from "../http/say.ts";

/** A sort of meeting, as a sentence begins with it: "Séminaire interne". */
export function kindWords({ text }: Pick<Say, "text">, kind: MeetingPlan["kind"]): string {
  return text(`meeting.kind.${kind}`);
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

/** Its hours alone, "de 14 h à 16 h 30"; "" where none were said. */
export function hoursWords(speak: Say, { starts, ends }: Pick<When, "starts" | "ends">): string {
  if (starts === undefined) return "";
  const from = hourWords(speak, starts);
  return ends === undefined
    ? speak.text("meeting.hours.from", { from })
    : speak.text("meeting.hours", { from, to: hourWords(speak, ends) });
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

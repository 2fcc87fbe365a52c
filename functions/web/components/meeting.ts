import type { Seminar } from "../../../shared/deliverable/state.ts";
import { languageRecord } from "../../../shared/i18n/languages.ts";
import type { Say } from "../http/say.ts";

type When = Pick<Seminar, "date" | "starts" | "ends">;

/** When a seminar is: "3 juillet 2008, de 14 h à 16 h 30". */
export function whenWords(speak: Say, { date, starts, ends }: When): string {
  const { text } = speak;
  const day = speak.date(date);
  if (starts === undefined) return day;
  const from = hourWords(speak, starts);
  if (ends === undefined) return text("meeting.from", { date: day, from });
  return text("meeting.between", { date: day, from, to: hourWords(speak, ends) });
}

/** Where it is: a place, a call, or both. */
export function whereWords({ text }: Say, { place, call }: Pick<Seminar, "place" | "call">): string {
  return [place, call ? text("meeting.call") : ""].filter(Boolean).join(", ") || text("meeting.nowhere");
}

/** "14:30" as it is said: "14 h 30". */
function hourWords({ language }: Say, time: string): string {
  const [hours = "", minutes = ""] = time.split(":");
  return languageRecord(language).time(hours, minutes);
}

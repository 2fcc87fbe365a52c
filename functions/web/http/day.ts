import * as z from "zod";
import { isDay } from "../../../shared/deliverable/plan/planning.ts";
import { monthNamed } from "../../../shared/i18n/dates.ts";

/**
 * A day as people write it, "31/12/2026", "31.12.2026", "31 décembre 2026" or "2026-12-31", as it is kept: "2026-12-31". What
 * is none stays as it is: whether the day exists is checked after.
 */
export function writtenDay(text: string): string {
  const written = text.trim();
  const [, day = "", month = "", year = ""] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written) ??
    /^(\d{1,2})(?:er|st|nd|rd|th)?\s+(\p{L}+)\s+(\d{4})$/u.exec(written) ??
    [];
  const number = /^\d/.test(month) ? Number(month) : monthNamed(month);
  return year && number ? `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}` : written;
}

/** A calendar day, "12/05/2008" or "2008-05-12", kept as the latter. */
export const day = z.string("input.date").overwrite(writtenDay).refine(isDay, "input.date");

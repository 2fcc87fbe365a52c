import * as z from "zod";
import { isDay } from "../../../shared/deliverable/plan/planning.ts";

/**
 * A day as people write it, "31/12/2026", "31.12.2026" or "2026-12-31", as it is kept: "2026-12-31". What is none stays as it
 * is: whether the day exists is checked after.
 */
export function writtenDay(text: string): string {
  const written = text.trim();
  const [, day = "", month = "", year = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : written;
}

/** A calendar day, "12/05/2008" or "2008-05-12", kept as the latter. */
export const day = z.string("input.date").overwrite(writtenDay).refine(isDay, "input.date");

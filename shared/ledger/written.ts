import { type AstraySign, readCount } from "../i18n/amounts.ts";
import type { Language } from "../i18n/languages.ts";
import type { Unit } from "../programme/state.ts";

/** Words that may follow a quantity, by its unit. */
const unitWords: Partial<Record<Unit, RegExp>> = {
  hour: /(?:h|heures?|hours?)$/i,
  day: /(?:j|jours?|d|days?)$/i,
  mission: /missions?$/i,
};

/**
 * A quantity as people type it, in hundredths of its unit: 350 of "3,5", of "3,5 h" and, of hours, of "3 h 30"; 75 of "45 min".
 * Undefined: none, less than nothing, more than two decimals, or of another unit. Money is no quantity: its sign is astray.
 */
export function readQuantity(language: Language, typed: string, unit: Unit): number | AstraySign | undefined {
  const onClock = unit === "hour" ? hoursAndMinutes(typed) : undefined;
  return onClock ?? readCount(language, typed.trim().replace(unitWords[unit] ?? /$/, ""));
}

/** "3 h 30", "3:30", "45 min", in hundredths of an hour, the nearest. */
function hoursAndMinutes(typed: string): number | undefined {
  const text = typed.replace(/\s/gu, "");
  const [, hours = "0", minutes] =
    /^(\d{1,4})[h:](\d{1,2})(?:mi?n?)?$/i.exec(text) ?? /^()(\d{1,3})min$/i.exec(text) ?? [];
  if (minutes === undefined || (hours !== "" && Number(minutes) > 59)) return undefined;
  return Number(hours) * 100 + Math.round((Number(minutes) * 100) / 60);
}

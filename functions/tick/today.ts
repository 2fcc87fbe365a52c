import { isOpen } from "../../shared/asking/open-hours.ts";
import type { Clock } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import { localDate } from "../../shared/time/calendar.ts";
import { type Holidays, holidaysOf } from "../../shared/time/holidays.ts";
import type { LocalDate } from "../../shared/values.ts";

/** The day it is at the network's place; `open`: whether what time brings may leave now. */
export type Today = { date: LocalDate; open: boolean; timeZone: string; holidays: Holidays };

/** Today by the clock, in the network's time zone and with its holidays. */
export function todayOf({ clock }: { clock: Clock }, settings: Settings): Today {
  const { timeZone } = settings;
  const now = clock();
  const date = localDate(new Date(now).toISOString(), timeZone);
  return { date, open: isOpen(settings, now), timeZone, holidays: holidaysOf(settings.holidays) };
}

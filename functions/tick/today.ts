import { localDate } from "../../shared/line/calendar.ts";
import { type Holidays, holidaysOf } from "../../shared/line/holidays.ts";
import { isOpen } from "../../shared/line/open-hours.ts";
import type { Clock } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import type { LocalDate } from "../../shared/workflow/state.ts";

/** The day it is at the network's place; `open`: whether what time brings may leave now. */
export type Today = { date: LocalDate; open: boolean; timeZone: string; holidays: Holidays };

export function todayOf({ clock }: { clock: Clock }, settings: Settings): Today {
  const { timeZone } = settings;
  const now = clock();
  const date = localDate(new Date(now).toISOString(), timeZone);
  return { date, open: isOpen(settings, now), timeZone, holidays: holidaysOf(settings.holidays) };
}

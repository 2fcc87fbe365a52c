import { localDate } from "../../shared/line/calendar.ts";
import { type Holidays, holidaysOf } from "../../shared/line/holidays.ts";
import { isWorkingDay } from "../../shared/line/working-days.ts";
import type { Clock } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import type { LocalDate } from "../../shared/workflow/state.ts";

/** The day it is at the network's place; `open`: reminders may leave, on a working day from eight o'clock. */
export type Today = { date: LocalDate; open: boolean; timeZone: string; holidays: Holidays };

const opening = 8;

export function todayOf({ clock }: { clock: Clock }, settings: Settings): Today {
  const { timeZone } = settings;
  const now = new Date(clock());
  const date = localDate(now.toISOString(), timeZone);
  const hour = Number(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(now));
  const holidays = holidaysOf(settings.holidays);
  return { date, open: hour >= opening && isWorkingDay(holidays, date), timeZone, holidays };
}

import { html } from "hono/html";
import { type DatedDuty, datedDuties, datedDutiesOf } from "../../../shared/asking/digest.ts";
import type { Now } from "../../../shared/asking/week.ts";
import { lateness } from "../../../shared/asking/week.ts";
import type { Acting } from "../../../shared/deliverable/holder.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import { holidaysOf } from "../../../shared/time/holidays.ts";
import type { Holder } from "../../../shared/values.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** The day it is where the network is. */
export function nowOf({ ports, settings }: Web): Now {
  const { timeZone } = settings;
  return { today: localDate(new Date(ports.clock()).toISOString(), timeZone), timeZone };
}

/** What each person, or organisation, owes of some deliverables, the most pressing first. */
export function owedIn(web: Web, summaries: readonly Summary[]): Promise<Map<Holder, DatedDuty[]>> {
  const { ports, settings } = web;
  return datedDuties(ports.assets, summaries, { ...nowOf(web), holidays: holidaysOf(settings.holidays) });
}

/** What one person owes of some deliverables, the most pressing first. */
export function owedBy(web: Web, who: Acting, summaries: readonly Summary[]): Promise<DatedDuty[]> {
  const { ports, settings } = web;
  return datedDutiesOf(who, ports.assets, summaries, { ...nowOf(web), holidays: holidaysOf(settings.holidays) });
}

/** "brouillon (ORIV), pour le 20 mars 2008, en retard de 3 jours". */
export function thingWords({ text, date }: Say, thing: DatedDuty, { today }: Now): Html {
  const { what, parts, date: day, late } = thing;
  const { unit, count } = lateness(day ?? today, today);
  const owed =
    thing.count === undefined ? text(`owed.${what}`) : text("owed.translation.count", { count: thing.count });
  const words = [
    parts ? `${owed} (${parts.join(", ")})` : owed,
    ...(day ? [text("owed.by", { date: date(day) })] : []),
    ...(late ? [text(`late.${unit}`, { count })] : []),
  ];
  return html`${late ? html`<span class="tag error">${text("late")}</span> ` : ""}${words.join(", ")}`;
}

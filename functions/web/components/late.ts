import { html } from "hono/html";
import { type Item, lateness } from "../../../shared/asking/week.ts";
import type { LocalDate } from "../../../shared/values.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** What is late, since when, and whom it waits for: `named` calls people as the reader may know them. */
export function lateWords(
  { text, date }: Say,
  { what, date: day, who, rendering }: Item,
  today: LocalDate,
  named: (people: string[]) => string,
): Html {
  const { unit, count } = lateness(day, today);
  return html`<span class="tag error">${text("late")}</span> ${text(`late.${what}`, { date: date(day) })}, ${text(`late.${unit}`, { count })}. ${
    who.length > 0 ? text("late.who", { who: named(who) }) : text(rendering ? "late.rendering" : "late.nobody")
  }`;
}

import { html } from "hono/html";
import * as z from "zod";
import { formatMoney } from "../../../shared/i18n/amounts.ts";
import type { Statement } from "../../../shared/statement/statement.ts";
import { table } from "../components/facts.ts";
import type { StatementSay } from "../components/statement-words.ts";
import type { Html } from "../http/context.ts";

/** What a statement comes to in few figures, by what it calls each: money first, in cents. */
const figures = ["planned-cost", "done-cost", "payments", "lines", "finals", "meetings", "receipts"] as const;
const money: readonly string[] = figures.slice(0, 3);

/** The field of a form by which it tells which figures it showed: "610000.35000.0.1.0.0.0". */
export const figuresShown = z
  .string("input.wrong")
  .regex(/^-?\d{1,16}(?:\.-?\d{1,16}){6}$/, "input.wrong")
  .optional();

/** The figures of a statement as such a field has them. */
export function figuresOf({ totals, lines, finals, meetings, receipts }: Statement): string {
  const counts = [lines, finals, meetings, receipts].map(({ length }) => length);
  return [totals.planned ?? 0, totals.done, totals.paid, ...counts].join(".");
}

/** Figures that were shown and are others now, side by side; "": those that are told are the same. */
export function changedNote({ told, language }: StatementSay, shown: string, statement: Statement): Html | "" {
  const [before, now] = [shown, figuresOf(statement)].map((told) => told.split(".").map(Number));
  const words = (name: string, value = 0) =>
    money.includes(name) ? formatMoney(language, value, statement.currency) : String(value);
  const rows = figures.flatMap((name, at) =>
    before![at] === undefined || before![at] === now![at]
      ? []
      : [[told(name), words(name, before![at]), words(name, now![at])]],
  );
  if (rows.length === 0) return "";
  return html`<div class="note warning">${table(told("send-changed"), [told("send-what"), told("send-read"), told("send-now")], rows)}</div>`;
}

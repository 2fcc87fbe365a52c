import { formatMoney, formatQuantity } from "../../shared/i18n/amounts.ts";
import { monthName } from "../../shared/i18n/dates.ts";
import { languageRecord } from "../../shared/i18n/languages.ts";
import { language, say } from "../say.ts";
import type { Played, Watch } from "./replay.ts";
import type { Tally } from "./tally.ts";

/** Tells a replay as it goes on: a line a month, once it is over; `end` tells the last. */
export function monthsTold(tell: (line: string) => void): { watch: Watch; end(so: Played): Promise<void> } {
  let month = { name: "", steps: 0, mails: 0, began: performance.now() };
  const end = async ({ mailbox }: Played) => {
    const mails = (await mailbox.heads()).length;
    const seconds = (performance.now() - month.began) / 1000;
    const { steps, name } = month;
    if (name)
      tell(
        say("replay.month", {
          month: monthWords(name),
          steps,
          mails: mails - month.mails,
          seconds: seconds.toFixed(1),
        }),
      );
    month = { name, steps: 0, mails, began: performance.now() };
  };
  const watch: Watch = async ({ at }, so) => {
    const name = at.slice(0, 7);
    if (name !== month.name) {
      await end(so);
      month.name = name;
    }
    month.steps++;
  };
  return { watch, end };
}

/** "janvier 2008" of "2008-01". */
function monthWords(month: string): string {
  return `${monthName(language, Number(month.slice(5)))} ${month.slice(0, 4)}`;
}

const counted = ["documents", "rounds", "decisions", "remarks", "meetings", "mails", "pages", "downloads"] as const;
const columns = [...counted, "hours", "days", "cents"] as const;
type Column = (typeof columns)[number];

/** What a year came to, as a table: a line an action, and their sum; of mails, all that left. */
export function tableOf(tallies: readonly Tally[], mails: number): string {
  const sum = (column: Column) => tallies.reduce((all, each) => all + each[column], 0);
  const rows = [
    [say("replay.action"), ...columns.map((column) => say(`replay.${column}`))],
    ...tallies.map((tally) => [tally.track, ...columns.map((column) => shown(column, tally[column]))]),
    [say("replay.sum"), ...columns.map((column) => shown(column, column === "mails" ? mails : sum(column)))],
  ];
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  const line = (row: string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join("  ");
  return rows.map(line).join("\n");
}

/** Nothing is a dash, so that what there is stands out. */
function shown(column: Column, count: number): string {
  return count === 0 ? "–" : (inHundredths[column] ?? formatCount)(count);
}

/** Columns whose figures are hundredths of an hour, of a day, of a euro. */
const inHundredths: Partial<Record<Column, (hundredths: number) => string>> = {
  hours: (hours) => formatQuantity(language, hours),
  days: (days) => formatQuantity(language, days),
  cents: (cents) => formatMoney(language, cents, "EUR"),
};

function formatCount(count: number): string {
  return new Intl.NumberFormat(languageRecord(language).locale).format(count);
}

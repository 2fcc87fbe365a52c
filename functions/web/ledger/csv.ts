import { termOf } from "../../../shared/agreement/state.ts";
import { typedAmount } from "../../../shared/i18n/amounts.ts";
import { csvText } from "../../../shared/i18n/csv.ts";
import { wordFor } from "../../../shared/programme/file/words.ts";
import type { LedgerEntry } from "../../../shared/stored/ledger.ts";
import type { PageContext } from "../http/context.ts";
import type { LineView } from "./lines.ts";
import { termWords } from "./lines.ts";

/** Those that a list of entries has too, and whether a line counts. */
const columns = [
  ...(["date", "agreement", "action", "term", "organisation", "person"] as const),
  ...(["quantity", "unit", "amount", "note", "state"] as const),
];

/**
 * Lines for a spreadsheet, the first day first: a list that an import reads. Sent back as it is it enters nothing, since what counts is there
 * already and what does not is marked so.
 */
export function entriesCsv(view: LineView, entries: readonly LedgerEntry[]): string {
  const heads = columns.map((column) => view.speak.told(`column.${column}`));
  const rows = entries.map((entry) => columns.map((column) => cellsOf(view, entry)[column]));
  return csvText(view.speak.language, [heads, ...rows]);
}

/** The file of such lines. */
export function csvFile(c: PageContext, text: string, name: string): Response {
  return c.body(text, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}.csv"`,
  });
}

function cellsOf(view: LineView, entry: LedgerEntry): Record<(typeof columns)[number], string> {
  const { speak, people, agreements, title, notes } = view;
  const { holder, person, note, undone, undoes } = entry;
  const agreement = agreements.get(entry.agreement);
  const term = agreement && termOf(agreement, entry.term);
  return {
    ...{ date: entry.date, agreement: agreement?.reference || entry.agreement, action: title(entry.action) },
    ...{ term: termWords(view, entry), organisation: holder.startsWith("org:") ? people.name(holder) : "" },
    person: people.all.find(({ id }) => id === person)?.name ?? "",
    quantity: typedAmount(speak.language, entry.quantity),
    unit: term ? wordFor(speak.language, "unit", term.unit) : "",
    amount: typedAmount(speak.language, entry.cents, 2),
    note: (note && notes.get(note)) ?? "",
    state: undone ? speak.told(undoes ? "counter" : "undone") : "",
  };
}

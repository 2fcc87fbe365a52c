import Papa from "papaparse";
import type { Language } from "../../i18n/languages.ts";
import { wordFor } from "../file/words.ts";
import type { Called } from "../file/write.ts";
import { paymentLine } from "../payment-line.ts";
import { type Action, type Programme, presentActions } from "../state.ts";
import { harmless, joined, tableColumns } from "./columns.ts";

/** The actions of a programme as a table, a line each: all of them that is flat (RFC 4180, UTF-8 with its mark). */
export function writeActionsTable(
  language: Language,
  programme: Pick<Programme, "id" | "families" | "actions">,
  called: Pick<Called, "organisation">,
): string {
  const head = tableColumns.map((column) => wordFor(language, "column", column));
  const rows = presentActions(programme).map((action) => {
    const cells = cellsOf(language, programme, action, called);
    return tableColumns.map((column) => harmless(cells[column] ?? ""));
  });
  return `\ufeff${Papa.unparse([head, ...rows])}\r\n`;
}

function cellsOf(
  language: Language,
  { id: programme, families }: Pick<Programme, "id" | "families">,
  action: Action,
  { organisation }: Pick<Called, "organisation">,
): Record<string, string | undefined> {
  const { id, title, heading, period, intent, strands, interventions, steering, concerned, results, funding } = action;
  const names = (ids: readonly string[]) => joined(ids.map(organisation));
  const none = wordFor(language, "key", "none");
  return {
    ...{ programme, id, title, heading, intent, from: period?.from, until: period?.until },
    family: families.find((each) => each.id === action.family)?.title,
    strands: joined(strands.map((strand) => strand.title)),
    ...{ interventions: joined(interventions), results: joined(results), concerned: names(concerned) },
    ...{ steering: names(steering.organisations), "steering-words": steering.words },
    funding: "by" in funding ? names(funding.by) : none,
    "why-none": "none" in funding ? funding.none : "",
    payment: joined(action.payment.map((term) => paymentLine(language, term))),
  };
}

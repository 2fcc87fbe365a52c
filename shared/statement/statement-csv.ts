import { typedAmount } from "../i18n/amounts.ts";
import { csvText } from "../i18n/csv.ts";
import type { Language } from "../i18n/languages.ts";
import { pageTexts } from "../i18n/pages.ts";
import { statementTexts } from "../i18n/statements.ts";
import { translate } from "../i18n/translate.ts";
import type { Line } from "./facts.ts";
import { type Statement, termOfLine } from "./statement.ts";

/** The columns of the file, in their order. */
const columns = [
  ...(["date", "agreement", "holder", "person", "action", "term", "unit", "quantity", "amount", "currency"] as const),
  ...(["proof", "line", "undoes"] as const),
];
type Column = (typeof columns)[number];

/**
 * The lines of a statement for a spreadsheet of that language (RFC 4180, UTF-8 with its mark): an entry a line, what undoes one with its
 * sign, and no line of totals, so that each column adds up to what the statement says.
 */
export function statementCsv(statement: Statement, language: Language): string {
  const head = columns.map((column) => translate(language, statementTexts, `csv-${column}`));
  const rows = statement.lines.map((line) => {
    const cells = cellsOf(statement, line, language);
    return columns.map((column) => cells[column]);
  });
  return csvText(language, [head, ...rows]);
}

function cellsOf(statement: Statement, line: Line, language: Language): Record<Column, string> {
  const { names, agreements, currency } = statement;
  const agreement = agreements.find(({ id }) => id === line.agreement);
  const term = termOfLine(statement, line);
  const named = (name: string | undefined) => (name === undefined ? "" : (names[name] ?? name));
  return {
    date: line.date,
    agreement: agreement?.reference || (agreement?.title ?? line.agreement),
    holder: named(line.holder),
    person: named(line.person),
    action: named(line.action),
    term: term.words,
    unit: translate(language, pageTexts, `unit.${term.unit}`, { count: 1 }),
    quantity: line.quantity === undefined ? "" : typedAmount(language, line.quantity, 2),
    amount: typedAmount(language, line.cents, 2),
    currency,
    proof: line.proof?.name ?? "",
    line: line.id,
    undoes: line.undoes ?? "",
  };
}

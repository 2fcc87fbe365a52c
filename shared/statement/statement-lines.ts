import type { Block } from "../document/tree.ts";
import type { Line } from "./facts.ts";
import { type Statement, termOfLine } from "./statement.ts";
import type { Words } from "./statement-words.ts";
import { type Column, heading, tableOf, text } from "./tables.ts";

/** A column of the lines, and what it says of one. */
type LineColumn = Column & { cell: (line: Line) => string | string[] };

/** Every line, a table an agreement, on pages that lie on their side where a table is too wide for upright ones. */
export function lineBlocks(statement: Statement, words: Words): Block[] {
  const { say } = words;
  const columns = columnsOf(statement, words);
  const tables = statement.agreements.flatMap(({ id, title }) => {
    const own = statement.lines.filter(({ agreement }) => agreement === id);
    const rows = own.map((line) => ({ cells: columns.map(({ cell }) => cell(line)) }));
    return rows.length > 0 ? [tableOf(columns, rows, title)] : [];
  });
  return [heading(1, say("lines")), ...(tables.length > 0 ? tables : [text(say("no-line"))])];
}

/** Who, which action and what is marked have a column only where some line says it, or where it differs. */
function columnsOf(statement: Statement, { say, named, date, money, quantity }: Words): LineColumn[] {
  const { lines } = statement;
  const termOf = (line: Line) => termOfLine(statement, line);
  const person: LineColumn = {
    head: say("person"),
    cell: (line) => (line.person === undefined ? "–" : named(line.person)),
  };
  const action: LineColumn = { head: say("action"), cell: (line) => named(line.action) };
  const mark: LineColumn = { head: say("mark"), cell: (line) => marksOf(line, say) };
  return [
    { head: say("date"), cell: (line) => date(line.date) },
    { head: say("holder"), cell: (line) => named(line.holder) },
    ...(lines.some((line) => line.person !== undefined) ? [person] : []),
    ...(new Set(lines.map((line) => line.action)).size > 1 ? [action] : []),
    { head: say("term"), cell: (line) => termOf(line).words },
    { head: say("quantity"), align: "end", cell: (line) => quantity(termOf(line).unit, line.quantity) },
    { head: say("cost"), align: "end", cell: (line) => money(line.cents) },
    ...(lines.some((line) => line.undoes !== undefined || line.proof !== undefined) ? [mark] : []),
  ];
}

/** That it undoes another, and its receipt. */
function marksOf({ undoes, proof }: Line, say: Words["say"]): string[] {
  return [undoes === undefined ? "" : say("undoes"), proof === undefined ? "" : say("proof", { name: proof.name })];
}

import Papa from "papaparse";
import type { Details } from "../../errors.ts";
import { faultsOf } from "../faults.ts";
import type { FileFault, Path, Read, Said } from "../file/lines.ts";
import {
  actionMade,
  inFile,
  inOrder,
  maxActions,
  maxBytes,
  type ProgrammeFile,
  parsed,
  placeholder,
} from "../file/read.ts";
import { actionSchema, type Names } from "../file/schema.ts";
import { meant } from "../file/words.ts";
import { retitled } from "../naming.ts";
import { readPaymentLine } from "../payment-line.ts";
import { type Action, actionOf, type Programme } from "../state.ts";
import { columnNamed, delimiterOf, neededColumns, parted, unharmed } from "./columns.ts";

/** A table of actions as it was pasted. `programme`: what its lines say they are of, "" where there is none to tell. */
export type ActionsTable = { programme: string; columns: readonly string[]; rows: TableRow[]; faults: FileFault[] };
/** A line of it: where it begins, from 1, and its cells by column; empty ones are left out. */
type TableRow = { line: number; cells: Readonly<Record<string, string>> };

/** Reads the cells of a table: what can be told of it before its programme is known. */
export function readTable(text: string): ActionsTable {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > maxBytes) return refused([fault(1, "file-large", { bytes, most: maxBytes })]);
  const clean = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const { data, errors } = Papa.parse<string[]>(clean, { delimiter: delimiterOf(text) ?? ",", newline: "\n" });
  const lines = linesOf(data);
  const quotes = errors.filter(({ type }) => type === "Quotes");
  if (quotes.length > 0) return refused(quotes.slice(0, 1).map(({ row = 0 }) => fault(lines[row] ?? 1, "quotes")));
  const head = data[0]!.map((title) => title.trim());
  const faults = headFaults(head);
  if (faults.length > 0) return refused(faults);
  const rows = data.flatMap((cells, index) => (index === 0 ? [] : rowOf(head, cells, lines[index]!)));
  const columns = head.flatMap((title) => columnNamed(title) ?? []);
  return { ...tableOf(rows), columns };
}

type Row = TableRow & { astray: string[] };

function rowOf(head: readonly string[], cells: readonly string[], line: number): Row[] {
  const filled = cells.map((cell, index) => [columnNamed(head[index] ?? ""), cell.trim()] as const);
  const present = filled.filter(([, cell]) => cell !== "");
  if (present.length === 0) return [];
  const named = present.flatMap(([column, cell]) => (column === undefined ? [] : [[column, unharmed(cell)] as const]));
  const astray = present.flatMap(([column, cell]) => (column === undefined ? [cell] : []));
  return [{ line, cells: Object.fromEntries(named), astray }];
}

function tableOf(rows: readonly Row[]): Omit<ActionsTable, "columns"> {
  if (rows.length === 0) return refused([fault(1, "table-empty")]);
  const programme = rows.find(({ cells }) => cells.programme !== undefined)?.cells.programme ?? "";
  const faults = rows.flatMap(({ line, cells, astray }) => [
    ...astray.map((text) => fault(line, "cell-astray", { text })),
    ...(cells.programme === undefined ? [fault(line, "key-missing", { key: "programme" })] : []),
    ...(cells.programme !== undefined && cells.programme !== programme
      ? [fault(line, "programme-other", { programme: cells.programme, first: programme })]
      : []),
  ]);
  return { programme, rows: rows.map(({ line, cells }) => ({ line, cells })), faults };
}

/** Where each row begins: a cell may have several lines. */
function linesOf(data: readonly string[][]): number[] {
  let line = 1;
  return data.map((cells) => {
    const begun = line;
    line += 1 + cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
    return begun;
  });
}

function headFaults(head: readonly string[]): FileFault[] {
  const named = head.map(columnNamed);
  const isLater = (index: number) => named[index] !== undefined && named.indexOf(named[index]) < index;
  return [
    ...head.flatMap((key, index) =>
      key !== "" && named[index] === undefined ? [fault(1, "column-unknown", { key, expected: "column" })] : [],
    ),
    ...head.flatMap((key, index) => (isLater(index) ? [fault(1, "column-twice", { key })] : [])),
    ...neededColumns.flatMap((key) => (named.includes(key) ? [] : [fault(1, "column-missing", { key })])),
  ];
}

/**
 * What a table says of its programme: each line adds an action, or changes what is flat of the one that has its id; the others stay,
 * and what is expected of each. `present`: the programmes there are, as a fault lists them.
 */
export function readTableActions(
  table: ActionsTable,
  programme: Programme | undefined,
  known: Names,
  present: readonly string[],
): ProgrammeFile {
  if (table.rows.length === 0) return { faults: table.faults };
  if (!programme) return { faults: inOrder([...table.faults, ...unknownProgramme(table, present)]) };
  const { id, title, from, until, families } = programme;
  const plan = { title, from, until, families };
  const { actions, faults } = actionsIn(table, programme, known);
  const unlisted = programme.actions.filter((each) => !actions.some((action) => action.id === each.id));
  const read = readOf(table);
  const all = inOrder([
    ...table.faults,
    ...faults,
    ...faultsOf({ ...plan, actions: [...unlisted, ...actions] }).map((each) => {
      const [name = "", index = 0, ...rest] = each.path;
      return inFile(read, { ...each, path: [name, Number(index) - unlisted.length, ...rest] });
    }),
  ]);
  if (all.length > 0) return { faults: all };
  const merged = mergedActions(programme, actions);
  if (merged.length > maxActions) {
    return { faults: [fault(1, "list-long", { key: "actions", length: merged.length, most: maxActions })] };
  }
  return { ok: { id, plan, actions: merged, organisations: [] } };
}

function unknownProgramme({ programme, rows }: ActionsTable, present: readonly string[]): FileFault[] {
  if (programme === "") return [];
  return [fault(rows[0]!.line, "programme-unknown", { programme, expected: present.join("\n") })];
}

/** The table as if a programme's file had said it, for what reads those. */
function readOf({ rows }: ActionsTable): Read {
  const lineOf = ([, index]: Path) => (typeof index === "number" ? (rows[index]?.line ?? 1) : 1);
  return { said: { actions: rows.map(({ cells }) => saidBy(cells)) }, lineOf, faults: [] };
}

function actionsIn(
  table: ActionsTable,
  programme: Programme,
  known: Names,
): { actions: Action[]; faults: FileFault[] } {
  const read = readOf(table);
  const schema = actionSchema(known);
  const said = (read.said as { actions: Said[] }).actions;
  const results = said.map((each, index) => parsed(read, schema, each, ["actions", index]));
  const actions = results.map(({ ok }, index) =>
    ok ? keeping(programme, table, actionMade(ok, programme.families)) : placeholder(index),
  );
  return { actions, faults: results.flatMap(({ faults }) => faults.map(ofTable)) };
}

/** A table declares no organisations: an unknown one is to be added elsewhere. */
function ofTable(each: FileFault): FileFault {
  return each.code === "organisation-unknown" ? { ...each, code: "organisation-strange" } : each;
}

/** What the columns of a table say of an action; where a table has none of them, that stays as it was. */
const columnsOf: Partial<Record<keyof Action, readonly string[]>> = {
  ...{ heading: ["heading"], period: ["from", "until"], intent: ["intent"], strands: ["strands"] },
  ...{ interventions: ["interventions"], steering: ["steering", "steering-words"], concerned: ["concerned"] },
  ...{ results: ["results"], payment: ["payment"] },
};

/** With what a table does not say of an action: columns that it lacks, what is expected, what strands are for. */
function keeping(programme: Programme, { columns }: ActionsTable, action: Action): Action {
  const before = actionOf(programme, action.id);
  if (!before) return action;
  const titles = action.strands.map(({ title }) => title);
  const strands = retitled(before.strands, titles, "strand", (named) => ({ ...named, intent: "" }));
  const unsaid = Object.entries(before).filter(
    ([name]) => columnsOf[name as keyof Action]?.every((column) => !columns.includes(column)) ?? false,
  );
  const funding = columns.includes("why-none") ? action.funding : fundingKept(before, action);
  return { ...action, strands, funding, expected: before.expected, ...Object.fromEntries(unsaid) };
}

/** Why there is no funding, which the column of funders alone does not say. */
function fundingKept(before: Action, { funding }: Action): Action["funding"] {
  return "none" in funding && "none" in before.funding ? before.funding : funding;
}

/** Those that were there in their order, those that were changed in their place, then the new ones. */
function mergedActions(programme: Programme, actions: readonly Action[]): Action[] {
  const changed = new Map(actions.map((action) => [action.id, action]));
  const kept = programme.actions.filter(({ id, removed }) => !removed || changed.has(id));
  const fresh = actions.filter(({ id }) => !actionOf(programme, id));
  return [...kept.map((action) => changed.get(action.id) ?? action), ...fresh];
}

/** What the cells of a line say, as a programme's file would. */
function saidBy(cells: TableRow["cells"]): Said {
  const list = (column: string) => parted(cells[column] ?? "");
  const plain = ["id", "title", "heading", "family", "from", "until", "intent"];
  const words = cells["steering-words"];
  const funding = fundingSaid(cells);
  return {
    ...Object.fromEntries(plain.flatMap((column) => (cells[column] === undefined ? [] : [[column, cells[column]]]))),
    strands: list("strands").map((title) => ({ title })),
    ...{ interventions: list("interventions"), results: list("results"), concerned: list("concerned") },
    steering: { organisations: list("steering"), ...(words !== undefined && { words }) },
    ...(funding && { funding }),
    payment: list("payment").map(readPaymentLine),
  };
}

function fundingSaid(cells: TableRow["cells"]): Said | undefined {
  const why = cells["why-none"];
  if (cells.funding === undefined) return why === undefined ? undefined : { none: why };
  if (meant("key", cells.funding) === "none") return { none: why ?? "" };
  return { by: parted(cells.funding), ...(why !== undefined && { none: why }) };
}

function refused(faults: FileFault[]): ActionsTable {
  return { programme: "", columns: [], rows: [], faults };
}

function fault(line: number, code: string, details: Details = {}): FileFault {
  return { line, code, details };
}

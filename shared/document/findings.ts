import type { Texts } from "../i18n/languages.ts";
import { blocksOf } from "./checks.ts";
import type { SectionDemand } from "./demands.ts";
import { columnsOf } from "./grid.ts";
import { foldHeading } from "./headings.ts";
import type { DocumentTree, Row, Table } from "./tree.ts";
import { textOf } from "./visit.ts";

/** What a column of a table of findings holds. */
type Column = "number" | "finding" | "owner" | "status" | "due";
/** How far a finding is. */
export type FindingStatus = "open" | "underway" | "closed";

type Called<Is extends string> = { is: Is; title: Texts; also: readonly string[] };
/** Where a kind says that its findings are: in the tables of a section, whose columns are known by their heads. */
export type FindingsPlace = {
  section: string;
  columns: readonly (Called<Column> & { optional?: true | undefined })[];
  statuses: readonly Called<FindingStatus>[];
};

/** A row of the table: `status` is undefined where its word is none of the kind's. */
export type Finding = { number?: string; words: string; owner: string; status?: FindingStatus; due?: string };

/**
 * What a reader of the table is told: no table in the section, no table with the columns that are needed (`title`: what one is
 * called), a word that is no state, a row without a finding.
 */
export type FindingsFault =
  | { code: "no-table" }
  | { code: "column"; title: Texts }
  | { code: "status"; word: string; finding: string }
  | { code: "empty"; row: number };

/** The findings of a document, in the order of their rows, and what is amiss. A table without any of the columns is another thing. */
export function findingsIn(
  tree: Pick<DocumentTree, "blocks">,
  place: FindingsPlace,
  sections: readonly SectionDemand[],
): { findings: Finding[]; faults: FindingsFault[] } {
  const section = sections.find(({ id }) => id === place.section);
  const tables = section ? blocksOf(section, tree.blocks).filter((block) => block.type === "table") : [];
  const read = tables.map((table) => readTable(table, place));
  const ours = read.filter(({ known }) => known > 0);
  if (ours.length === 0) return { findings: [], faults: [{ code: "no-table" }] };
  return { findings: ours.flatMap(({ findings }) => findings), faults: ours.flatMap(({ faults }) => faults) };
}

type TableRead = { known: number; findings: Finding[]; faults: FindingsFault[] };

function readTable(table: Table, place: FindingsPlace): TableRead {
  const starts = columnsOf(table.rows);
  const [head, ...rows] = table.rows;
  const at = new Map<Column, number>();
  for (const cell of head?.cells ?? []) {
    const column = meant(place.columns, cell.children.map(textOf).join(" "));
    if (column && !at.has(column.is)) at.set(column.is, starts.get(cell) ?? 0);
  }
  const lacking = place.columns.filter(({ is, optional }) => !optional && !at.has(is));
  const faults = lacking.map(({ title }): FindingsFault => ({ code: "column", title }));
  if (!at.has("finding")) return { known: at.size, findings: [], faults };
  const said = (row: Row, column: Column) => {
    const cell = row.cells.find((each) => starts.get(each) === at.get(column));
    return at.has(column) && cell ? cell.children.map(textOf).join(" ").replace(/\s+/g, " ").trim() : "";
  };
  const findings = rows.flatMap((row, index): Finding[] => {
    const [number, words, owner, word, due] = (["number", "finding", "owner", "status", "due"] as const).map((column) =>
      said(row, column),
    ) as [string, string, string, string, string];
    if (words === "") {
      if ([number, owner, word, due].some((each) => each !== "")) faults.push({ code: "empty", row: index + 1 });
      return [];
    }
    const status = meant(place.statuses, word)?.is;
    if (at.has("status") && !status) faults.push({ code: "status", word, finding: words });
    return [{ ...(number && { number }), words, owner, ...(status && { status }), ...(due && { due }) }];
  });
  return { known: at.size, findings, faults };
}

/** What a word means, in any language, whatever its case, accents and punctuation. */
function meant<T extends Called<string>>(all: readonly T[], word: string): T | undefined {
  const folded = foldHeading(word);
  if (folded === "") return undefined;
  return all.find(({ title, also }) =>
    [...Object.values(title), ...also].some((each) => foldHeading(String(each)) === folded),
  );
}

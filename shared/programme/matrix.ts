import type { OrganisationId } from "../values.ts";
import { type Action, type Family, type Programme, presentActions } from "./state.ts";

/** The rows of the matrix, in their order. */
export const matrixRows = ["interventions", "steering", "results", "payment"] as const;
export type MatrixRow = (typeof matrixRows)[number];

/** A cell: its lines, and the part of the action's page where what it says is shown. */
export type Cell = { row: MatrixRow; action: string; lines: string[] };

/** The programme at a glance: a column an action, in families; a row a question asked of each. */
export type Matrix = {
  title: string;
  families: (Family & { actions: Action[] })[];
  rows: { row: MatrixRow; cells: Cell[] }[];
};

/** What a cell takes from elsewhere: names of organisations, the words for no funding. */
export type Words = { organisation: (id: OrganisationId) => string; noFunding: string };

/** The matrix of a programme, from what its actions say now. */
export function matrixOf(programme: Pick<Programme, "title" | "families" | "actions">, words: Words): Matrix {
  const actions = presentActions(programme);
  const families = programme.families
    .map((family) => ({ ...family, actions: actions.filter((action) => action.family === family.id) }))
    .filter((family) => family.actions.length > 0);
  const columns = families.flatMap((family) => family.actions);
  const rows = matrixRows.map((row) => ({
    row,
    cells: columns.map((action) => ({ row, action: action.id, lines: lines[row](action, words) })),
  }));
  return { title: programme.title, families, rows };
}

const lines: Record<MatrixRow, (action: Action, words: Words) => string[]> = {
  interventions: ({ interventions }) => interventions,
  steering: ({ steering: { words, organisations } }, { organisation }) =>
    words === undefined ? joined(organisations.map(organisation)) : [words],
  results: ({ results }) => results,
  payment: ({ funding, payment }, { organisation, noFunding }) => [
    ...("by" in funding ? joined(funding.by.map(organisation)) : [noFunding]),
    ...payment.map(({ words }) => words),
  ],
};

function joined(names: readonly string[]): string[] {
  return names.length > 0 ? [names.join(", ")] : [];
}

import { expect, test } from "vitest";
import { passageAt, passageFinder } from "../../shared/document/anchor.ts";
import type { Block, DocumentTree, Table } from "../../shared/document/tree.ts";
import { textOf } from "../../shared/document/visit.ts";
import { cell, table } from "../formats/docx/everything.ts";
import { tries } from "../long.ts";
import { type Chance, chanceOf } from "./following/draft.ts";
import { h, p, t, treeOf } from "./sample.ts";

/** A table of few words, which its rows and columns say again and again, by the names of both. */
type Grid = { rows: string[]; columns: string[]; says: (row: string, column: string) => string };
type Change = (chance: Chance, grid: Grid) => Grid;

const rowNames = ["ORIV", "CREFE", "COFRIMI", "EPI", "ODTI", "IREV", "Labo Cités"];
const columnNames = ["Accueil", "Formation", "Budget", "Avis"];
const answers = ["Oui", "Non", "Oui", "À voir"];
const added = "Public";

function exchanged(chance: Chance, names: readonly string[]): string[] {
  const [one, other] = [chance.below(names.length), chance.below(names.length)];
  return names.with(one, names[other]!).with(other, names[one]!);
}

function without(chance: Chance, names: string[]): string[] {
  return names.length > 1 ? names.toSpliced(chance.below(names.length), 1) : names;
}

const changes: readonly Change[] = [
  (chance, grid) => ({ ...grid, rows: without(chance, grid.rows) }),
  (chance, grid) => {
    const more = rowNames.find((name) => !grid.rows.includes(name)) ?? "Trajectoire";
    return grid.rows.includes(more)
      ? grid
      : { ...grid, rows: grid.rows.toSpliced(chance.below(grid.rows.length + 1), 0, more) };
  },
  (chance, grid) => ({ ...grid, rows: exchanged(chance, grid.rows) }),
  (chance, grid) => ({ ...grid, columns: exchanged(chance, grid.columns) }),
  (chance, grid) => ({ ...grid, columns: without(chance, grid.columns) }),
  (chance, grid) =>
    grid.columns.includes(added)
      ? grid
      : { ...grid, columns: grid.columns.toSpliced(chance.below(grid.columns.length + 1), 0, added) },
];

function gridOf(chance: Chance): Grid {
  const said = new Map(
    [...rowNames, "Trajectoire"].flatMap((row) =>
      [...columnNames, added].map((column) => [`${row} / ${column}`, chance.of(answers)] as const),
    ),
  );
  return {
    rows: rowNames.slice(0, 3 + chance.below(5)),
    columns: columnNames.slice(0, 2 + chance.below(3)),
    says: (row, column) => said.get(`${row} / ${column}`)!,
  };
}

function tableOf({ rows, columns, says }: Grid, caption: string): Table {
  const lines = [["Structure", ...columns], ...rows.map((row) => [row, ...columns.map((column) => says(row, column))])];
  return table(
    lines.map((words) => words.map((word) => cell(word))),
    { caption: [t(caption)] },
  );
}

function draftOf(tables: readonly Table[]): DocumentTree {
  const blocks: Block[] = tables.flatMap((one) => [one, p("Un paragraphe entre deux tableaux, avec ses mots.")]);
  return treeOf([h(1, "Actions"), p("Le contexte de la mission régionale."), ...blocks, p("La fin de la note.")]);
}

/** By the table's place and the names of row and column: the id of each cell's block. */
function cellsIn({ blocks }: DocumentTree): Map<string, string> {
  const tables = blocks.filter((block): block is Table => block.type === "table");
  return new Map(
    tables.flatMap(({ rows: [head, ...rows] }, at) => {
      const said = (one: Table["rows"][number], column: number) => textOf(one.cells[column]!.children[0]!);
      return rows.flatMap((row) =>
        row.cells.flatMap(({ children: [block] }, column) =>
          column === 0 || !block ? [] : [[`${at} ${said(row, 0)} / ${said(head!, column)}`, block.id] as const],
        ),
      );
    }),
  );
}

/** A row or a column whose name went from its table, found under a name that came in it, may be that one renamed. */
function mayBeRenamed(name: string, there: string, names: { before: string[]; after: string[] }): boolean {
  const own = (all: string[]) => all.filter((one) => one[0] === name[0]);
  const has = (all: string[], part: string) => own(all).some((one) => one.split(" / ").includes(part));
  const [olds, news] = [name, there].map((one) => one.split(" / "));
  return olds!.some((old, at) => !has(names.after, old) && !has(names.before, news![at]!));
}

type Tally = { stayed: number; found: number; falsely: string[] };

function follow(before: DocumentTree, after: DocumentTree, seed: number): Tally {
  const find = passageFinder(after, before);
  const there = cellsIn(after);
  const names = new Map([...there].map(([name, id]) => [id, name]));
  const tally: Tally = { stayed: 0, found: 0, falsely: [] };
  const here = cellsIn(before);
  for (const [name, id] of here) {
    const { fate, block } = find(passageAt(before, id)!);
    if (there.has(name)) tally.stayed += 1;
    if (fate === "gone") continue;
    if (block === there.get(name)) tally.found += 1;
    else if (!mayBeRenamed(name, names.get(block!) ?? "", { before: [...here.keys()], after: [...there.keys()] }))
      tally.falsely.push(`${seed}: ${name} ${fate} in ${names.get(block!)}`);
  }
  return tally;
}

const seeds = tries(100, 3_000);

test(`in ${seeds} tables of twin cells whose rows and columns came, went and changed places, a cell is found under its own names`, () => {
  const tallies = Array.from({ length: seeds }, (_, seed) => {
    const chance = chanceOf(seed);
    const grid = gridOf(chance);
    const beside = chance.below(3) === 0 ? [tableOf(gridOf(chance), "Actions de l’année 2008")] : [];
    const changed = Array.from({ length: 1 + chance.below(3) }, () => chance.of(changes)).reduce(
      (made, change) => change(chance, made),
      grid,
    );
    const [before, after] = [grid, changed].map((one) => draftOf([tableOf(one, "Actions de l’année 2007"), ...beside]));
    return follow(before!, after!, seed);
  });
  const sum = (of: (tally: Tally) => number) => tallies.reduce((all, tally) => all + of(tally), 0);
  expect(tallies.flatMap(({ falsely }) => falsely)).toEqual([]);
  expect(sum(({ found }) => found) / sum(({ stayed }) => stayed)).toBeGreaterThanOrEqual(0.98);
});

test("of two columns of twin cells that changed places with their heads, each is found under its own", () => {
  for (const seed of Array.from({ length: 50 }).keys()) {
    const grid = { ...gridOf(chanceOf(seed)), columns: columnNames };
    const after = { ...grid, columns: ["Avis", "Formation", "Budget", "Accueil"] };
    const [stayed, moved] = [grid, after].map((one) => draftOf([tableOf(one, "Actions")]));
    const { falsely, ...counts } = follow(stayed!, moved!, seed);
    expect({ seed, falsely, ...counts }).toEqual({ seed, falsely: [], stayed: counts.stayed, found: counts.stayed });
  }
});

import { columnsOf } from "./grid.ts";
import type { Cell, Table } from "./tree.ts";
import { textOf } from "./visit.ts";

/** What follows the units of a number: its own ",5 %", and the longest of its column, ",75 %". */
export type Decimals = { own: string; longest: string };

/**
 * The numbers of columns that end at the right and whose decimals differ, by cell: what stands at their comma is made level by what they
 * lack of the longest. `language` tells a decimal comma from one that parts thousands. A column with a word in it is left alone, but for
 * the signs of what is not known: "–", "n. d.".
 */
export function decimalsOf({ columns, rows, headerRows }: Table, language: string): Map<Cell, Decimals> {
  const pattern = numberIn(language);
  const places = [...columnsOf(rows.slice(headerRows))].filter(
    ([{ header, children }]) => !header && children.length > 0,
  );
  const found = new Map<Cell, Decimals>();
  for (const [column, cells] of Map.groupBy(places, ([, place]) => place)) {
    if (columns[column]?.align !== "end") continue;
    const texts = cells.map(([cell]) => [cell, cell.children.map(textOf).join("\n").trim()] as const);
    const numbers = texts.flatMap(([cell, text]) => {
      const [, own] = cell.colSpan === 1 && cell.children.length === 1 ? (pattern.exec(text) ?? []) : [];
      return own === undefined ? [] : [{ cell, own }];
    });
    if (numbers.length + texts.filter(([, text]) => unknown.test(text)).length < texts.length) continue;
    const longest = numbers.reduce((one, { own }) => (own.length > one.length ? own : one), "");
    for (const { cell, own } of numbers) if (own !== longest) found.set(cell, { own, longest });
  }
  return found;
}

/** What stands for a number that is not there. */
const unknown = /^(?:[–—-]|\.{2,3}|…|n\.?\s?[acds]\.?|nd|ns|nc|s\.?\s?o\.?|)$/iu;

/** A number as a language writes it, and what follows its units: ",5 %" of "1 234,5 %". */
function numberIn(language: string): RegExp {
  const parts = new Intl.NumberFormat(language).formatToParts(1234.5);
  const decimal = parts.find(({ type }) => type === "decimal")?.value === "." ? "." : ",";
  const group = decimal === "." ? "," : ".";
  return new RegExp(
    `^[-−–+±≈<>]?\\s?\\d+(?:[\\s’'${group}]\\d{3})*((?:[${decimal}]\\d+)?(?:\\s?[%‰€$£]|\\s(?:k€|M€|pts?|points?))?)$`,
    "u",
  );
}

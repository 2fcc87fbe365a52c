import { expect, test } from "vitest";
import { decimalsOf } from "../../shared/document/decimals.ts";
import type { Align, Table } from "../../shared/document/tree.ts";

/** A table of one column below its head, in rows of one cell. */
function column(values: readonly string[], align: Align = "end"): Table {
  const cell = (value: string, header = false) => ({
    ...{ colSpan: 1, rowSpan: 1, header },
    children: [{ type: "paragraph" as const, id: value, children: [{ type: "text" as const, value }] }],
  });
  const rows = [{ cells: [cell("Part", true)] }, ...values.map((value) => ({ cells: [cell(value)] }))];
  return { type: "table", id: "t", columns: [{ align }], headerRows: 1, rows };
}

/** What each number of a column is set short of, by its text. */
const check = (language: string, values: readonly string[], align?: Align) =>
  [...decimalsOf(column(values, align), language)].map(([cell, { own, longest }]) => {
    const [paragraph] = cell.children as { id: string }[];
    return [paragraph!.id, own, longest];
  });

test.each<[string, string, string[], string[][]]>([
  ["of the same decimals: nothing", "fr", ["1,5", "12,5"], []],
  ["whole and broken", "fr", ["12", "3,75"], [["12", "", ",75"]]],
  ["with thousands and a sign", "fr", ["−1\u202f234", "0,5"], [["−1\u202f234", "", ",5"]]],
  ["with a unit", "fr", ["12\u00a0%", "3,5\u00a0%"], [["12\u00a0%", "\u00a0%", ",5\u00a0%"]]],
  ["beside what is not known", "fr", ["12", "–", "3,5", "n.\u00a0d.", ""], [["12", "", ",5"]]],
  ["beside words: left alone", "fr", ["12", "3,5", "environ dix"], []],
  ["in English, a comma parts thousands", "en", ["1,234", "0.5"], [["1,234", "", ".5"]]],
  ["in French, a point does", "fr", ["1.234", "0,5"], [["1.234", "", ",5"]]],
])("numbers %s", (_, language, values, expected) => expect(check(language, values)).toEqual(expected));

test("a column that begins at the left is left alone", () => expect(check("fr", ["12", "3,5"], "start")).toEqual([]));

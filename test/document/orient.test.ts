import { describe, expect, test } from "vitest";
import { oriented } from "../../shared/document/orient.ts";
import type { Block } from "../../shared/document/tree.ts";
import { h, p } from "./sample.ts";

const table = (columns: number, word: string): Block => ({
  type: "table",
  id: "",
  columns: Array.from({ length: columns }, () => ({ align: "start" })),
  headerRows: 0,
  rows: [
    { cells: Array.from({ length: columns }, () => ({ colSpan: 1, rowSpan: 1, header: false, children: [p(word)] })) },
  ],
});
const matrix = table(9, "Fonctionnement du réseau");

describe("oriented", () => {
  const check = (name: string, blocks: Block[], expected: string[]) =>
    test(name, () =>
      expect(
        oriented(blocks).map((run) => `${run.orientation}: ${run.blocks.map((block) => block.type).join(" ")}`),
      ).toEqual(expected),
    );
  check("upright", [p("Mot"), table(5, "anticonstitutionnellement")], ["portrait: paragraph table"]);
  check("many narrow columns stay upright", [table(9, "2008")], ["portrait: table"]);
  check(
    "a matrix takes its headings along",
    [p("Mot"), h(1, "Vue"), h(2, "Actions"), matrix, p("Fin")],
    ["portrait: paragraph", "landscape: heading heading table", "portrait: paragraph"],
  );
  check("at the head of a document", [h(1, "Vue"), matrix, matrix], ["landscape: heading table table"]);
  check("nothing", [], []);
});

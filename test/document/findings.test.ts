import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findingsIn } from "../../shared/document/findings.ts";
import type { Block, Cell, Row } from "../../shared/document/tree.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { kindSchema } from "../../shared/kinds/kind.ts";
import { limitsSchema } from "../../shared/settings.ts";
import { h, p } from "./sample.ts";

const folder = join(import.meta.dirname, "../../templates/watch-note");
const { findings: place, sections } = kindSchema.parse(JSON.parse(readFileSync(join(folder, "kind.json"), "utf8")));

const cell = (text: string): Cell => ({
  colSpan: 1,
  rowSpan: 1,
  header: false,
  children: text === "" ? [] : [p(text)],
});
const row = (...cells: string[]): Row => ({ cells: cells.map(cell) });
const table = (...rows: Row[]): Block => ({ type: "table", id: "", columns: [], headerRows: 1, rows });
const heads = row("Constat", "Responsable", "Statut");
const read = (...blocks: Block[]) => findingsIn({ blocks }, place!, sections);

describe("findings", () => {
  test.each(["md", "docx"])(
    "of the sample (%s) are its six rows, with numbers, owners, states and dates",
    async (format) => {
      const file = { name: `sample.${format}`, bytes: readFileSync(join(folder, `sample.${format}`)) };
      const reading = await readDraft(file, { language: "fr-FR", limits: limitsSchema.parse({}) });
      if ("refused" in reading) throw new Error(reading.refused.code);
      const { findings, faults } = read(...reading.tree.blocks);
      expect(faults).toEqual([]);
      expect(findings.map(({ number, owner, status, due = "" }) => [number, owner, status, due])).toEqual([
        ["2", "ORIV", "underway", "30 juin 2008"],
        ["3", "ODTI", "open", ""],
        ["4", "EPI", "closed", ""],
        ["5", "CREFE", "underway", "15 juillet 2008"],
        ["6", "ORIV", "open", ""],
        ["7", "IREV", "open", "30 septembre 2008"],
      ]);
    },
  );

  const check = (name: string, blocks: Block[], expected: Partial<ReturnType<typeof read>>) =>
    test(name, () => expect(read(...blocks)).toMatchObject(expected));

  check(
    "are read by their heads, in any order and in English",
    [
      h(1, "Findings"),
      table(row("Status", "Due", "Finding", "Owner"), row("Under way", "June", "No directory", "ODTI")),
    ],
    { findings: [{ words: "No directory", owner: "ODTI", status: "underway", due: "June" }], faults: [] },
  );
  check("are in their section alone", [h(1, "Ressources repérées"), table(heads, row("A", "ORIV", "Clos"))], {
    findings: [],
    faults: [{ code: "no-table" }],
  });
  check("are told to be missing where the section has words alone", [h(1, "Constats et suites"), p("Rien.")], {
    faults: [{ code: "no-table" }],
  });
  check(
    "are not sought in a table of other things beside theirs",
    [h(1, "Constats"), table(row("Mois", "Questions"), row("Mai", "27")), table(heads, row("A", "ORIV", "Clos"))],
    { findings: [{ words: "A", owner: "ORIV", status: "closed" }], faults: [] },
  );
  check(
    "lack a column, which is told by its name, and keep the others",
    [h(1, "Constats"), table(row("Constat", "Statut"), row("A", "À suivre"))],
    {
      findings: [{ words: "A", owner: "", status: "open" }],
      faults: [{ code: "column", title: { fr: "Responsable", en: "Owner" } }],
    },
  );
  check(
    "have a word that is no state, which is told with its finding",
    [h(1, "Constats"), table(heads, row("A", "ORIV", "Bof"), row("", "EPI", "Clos"), row("", "", ""))],
    {
      findings: [{ words: "A", owner: "ORIV" }],
      faults: [
        { code: "status", word: "Bof", finding: "A" },
        { code: "empty", row: 2 },
      ],
    },
  );
});

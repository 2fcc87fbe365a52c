import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passageOf, runsOf, sectionsOf } from "../../../../functions/web/translation/sections.ts";
import { pairVersions } from "../../../../shared/document/translation/pair.ts";
import type { PassageRow, PassageState } from "../../../../shared/document/translation/standing.ts";
import { standingRows } from "../../../../shared/document/translation/standing.ts";
import type { Block, DocumentTree } from "../../../../shared/document/tree.ts";
import { plainText } from "../../../../shared/document/visit.ts";
import { h, note, p, treeOf } from "../../../document/sample.ts";

/** The rows of some trees, each beside itself. */
function rowsOf(...trees: DocumentTree[]): PassageRow[] {
  const parts = trees.map((tree, index) => ({ id: `part-${index + 1}`, tree }));
  const pairing = pairVersions(parts, { version: { version: "v1", parts: [] }, parts });
  return standingRows({ pairing, sources: [parts], translation: parts, newest: parts });
}

const titled = (title: string, blocks: Block[], notes: DocumentTree["notes"] = {}) => {
  const tree = treeOf(blocks, { notes });
  return { ...tree, meta: { ...tree.meta, title } };
};

/** Sections as "heading: how many rows". */
const told = (rows: readonly PassageRow[]) =>
  sectionsOf(rows).map(({ heading, notes, rows: own }) => {
    const name = heading ? plainText(passageOf(heading).own) : notes ? "(notes)" : "(opening)";
    return `${name}: ${own.length}`;
  });

describe("the sections of a translation", () => {
  test.each<[string, DocumentTree[], string[]]>([
    [
      "are those of its highest headings, what is before them, and its notes",
      [
        titled(
          "Note",
          [p("Un."), h(1, "Contexte"), h(2, "Cadre"), p("Deux.", note("n1")), h(1, "Suites"), p("Trois.")],
          {
            n1: [p("Appel.")],
          },
        ),
      ],
      ["(opening): 2", "Contexte: 3", "Suites: 2", "(notes): 1"],
    ],
    [
      "go by the second level where there is no first",
      [titled("Note", [h(2, "Cadre"), p("Un."), h(3, "Détail"), h(2, "Suites")])],
      ["(opening): 1", "Cadre: 3", "Suites: 1"],
    ],
    [
      "end with their part",
      [titled("Une", [h(1, "Contexte"), p("Un.")]), titled("Autre", [p("Deux.")])],
      ["(opening): 1", "Contexte: 2", "(opening): 2"],
    ],
    ["are one without any heading", [titled("Note", [p("Un."), p("Deux.")])], ["(opening): 3"]],
  ])("%s", (_, trees, sections) => expect(told(rowsOf(...trees))).toEqual(sections));

  const states = fc.array(fc.constantFrom<PassageState>("current", "stale", "missing", "orphan", "added", "spared"), {
    maxLength: 30,
  });

  test("hold each row once and in its order, and what is to be revised stands alone", () => {
    const [row] = rowsOf(titled("Note", [p("Un.")])) as [PassageRow];
    fc.assert(
      fc.property(states, (each) => {
        const rows = each.map((state) => ({ ...row, state }));
        const runs = runsOf(rows);
        expect(runs.flat()).toEqual(rows);
        const called = runs.filter((run) => run.some(({ state }) => ["stale", "missing", "orphan"].includes(state)));
        expect(called.every((run) => run.length === 1)).toBe(true);
        expect(sectionsOf(rows).flatMap((section) => section.rows)).toEqual(rows);
      }),
    );
  });
});

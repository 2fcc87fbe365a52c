import { describe, expect, test } from "vitest";
import { abstractOf } from "../../shared/document/abstract.ts";
import type { Block, List } from "../../shared/document/tree.ts";
import { h, p, treeOf } from "./sample.ts";

const long =
  "Depuis trois ans, le réseau recueille ce que les communes entreprennent dans le domaine de l’intégration.";
const list: List = {
  ...{ type: "list", id: "liste", ordered: false, start: 1, format: "decimal" },
  items: [{ children: [p("Recenser les lieux")] }],
};

describe("what a document says of itself", () => {
  function check(title: string, blocks: Block[], expected: string | undefined): void {
    test(title, () => expect(abstractOf([treeOf(blocks)])).toBe(expected));
  }

  check(
    "is its section « Résumé », wherever that is",
    [p(long), h(1, "Contexte"), p(long), h(1, "RESUME"), p("Court.")],
    "Court.",
  );
  check(
    "is all the paragraphs that this section begins with",
    [h(1, "Résumé"), p("Un."), p("Deux."), list, p("Trois.")],
    "Un. Deux.",
  );
  check(
    "does without a sentence that leads to a list",
    [h(1, "En bref"), p("Elle dit tout. En trois points :"), list],
    "Elle dit tout.",
  );
  check(
    "is its first paragraph of more than a line, where no section sums it up",
    [p("Juin 2008"), h(1, "Contexte"), p(long)],
    long,
  );
  check(
    "is set as its language wants it",
    [h(1, "Résumé"), p("L'essentiel : « oui » !")],
    "L’essentiel\u00a0: «\u202foui\u202f»\u202f!",
  );
  check("is nothing where there is no such paragraph", [h(1, "Contexte"), list], undefined);
  test("is cut at a word", () => expect(abstractOf([treeOf([p("mot ".repeat(400))])])).toMatch(/ mot…$/));
});

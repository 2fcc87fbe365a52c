import { describe, expect, test } from "vitest";
import { marginsByName, quotableWordsOf } from "../../../../functions/web/components/passages.ts";
import type { Anchor } from "../../../../shared/document/anchor.ts";
import type { Block, DocumentTree, Inline } from "../../../../shared/document/tree.ts";

/** A document of one paragraph. */
const documentOf = (children: Inline[]): DocumentTree => ({
  ...{ schema: 1, meta: { authors: [], language: "fr", keywords: [] }, notes: {}, bibliography: [] },
  blocks: [{ type: "paragraph", id: "b1", children }],
});

/** "La définition de l’Unesco unesco2001 reste la nôtre reci2007.", as the tree has it. */
const cited: Inline[] = [
  { type: "text", value: "La définition de l’Unesco " },
  { type: "citation", items: [{ key: "unesco2001" }] },
  { type: "text", value: " reste " },
  { type: "emphasis", children: [{ type: "text", value: "la nôtre" }] },
  { type: "text", value: " " },
  { type: "citation", items: [{ key: "reci2007", locator: "p. 4" }, { key: "orel2007" }] },
  { type: "text", value: "." },
];

describe("a passage as people quote it", () => {
  const check = (title: string, children: Inline[], exact: string | undefined, shown: string) =>
    test(title, () => {
      const quotation = exact === undefined ? {} : { quotation: { exact, prefix: "", suffix: "" } };
      const anchor: Anchor = { part: "part-1", block: "b1", ...quotation };
      const parts = [{ id: "part-1", title: "", tree: documentOf(children) }];
      expect(quotableWordsOf({ parts }, anchor)).toBe(shown);
    });
  check("a block has no key of what it cites", cited, undefined, "La définition de l’Unesco reste la nôtre.");
  check("nor have words around one", cited, "de l'Unesco unesco2001 reste", "de l’Unesco reste");
  check("words before one are as they are", cited, "La définition de", "La définition de");
  check("nor what ends with one", cited, "la nôtre reci2007", "la nôtre");
  check(
    "a block that cites nothing is as it is",
    [{ type: "text", value: "Un cadre commun." }],
    undefined,
    "Un cadre commun.",
  );
});

test("what is said of a whole list or quotation stands beside the first block in it; of a table, after all of it", () => {
  const paragraph = (id: string): Block => ({ type: "paragraph", id, children: [{ type: "text", value: id }] });
  const items = (...held: Block[]) => held.map((each) => ({ children: [each] }));
  const list = { type: "list", ordered: false, start: 1, format: "decimal", loose: false } as const;
  const tree: DocumentTree = {
    ...documentOf([]),
    blocks: [
      {
        type: "quote",
        id: "quote",
        children: [{ ...list, id: "list", items: items(paragraph("one"), paragraph("two")) }],
      },
      { ...list, id: "other", items: items({ type: "quote", id: "said", children: [paragraph("three")] }) },
      {
        ...{ type: "table", id: "table", columns: [{}], headerRows: 0 },
        rows: [{ cells: [{ children: [paragraph("cell"), paragraph("cell-2")] }] }],
      } as unknown as Block,
    ],
  };
  expect(Object.fromEntries(marginsByName({ parts: [{ id: "part-1", title: "", tree }], collective: false }))).toEqual({
    ...{ quote: "one", list: "one", one: "one", two: "two" },
    ...{ other: "three", said: "three", three: "three" },
    ...{ table: "table", cell: "table", "cell-2": "table" },
  });
});

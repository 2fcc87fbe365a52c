import fc from "fast-check";
import type { Composed } from "../../shared/document/composed.ts";
import { type Block, type Cell, calloutVariants, type Inline, type ListItem } from "../../shared/document/tree.ts";

const words = fc.constantFrom(
  "Accueillir",
  "l’intégration",
  "anticonstitutionnellement",
  "à",
  "« égalité »",
  "34 %",
  "rendez-vous",
  "https://example.org/politique-de-la-ville/ressources?lang=fr&page=2#haut",
  "donnees@reseau.example",
  "x".repeat(300),
  "𝄞",
  "العربية",
  "👩‍👩‍👧",
  "mi\u00adnis\u00adtère",
  "1\u202f200\u00a0€",
  "ﬁn",
  "e\u0301te\u0301",
  "/",
  "a//b",
  "--",
  "…",
);
const sentence = fc.array(words, { maxLength: 12 }).map((all) => all.join(" "));
const blank = fc.constantFrom("", " ", "\n", "\u00a0", "\t\t", "\u200b", "\u00ad", "\u2028");

const inlines: fc.Memo<Inline[]> = fc.memo((depth) => fc.array(inline(depth), { maxLength: 4 }));
const inline: fc.Memo<Inline> = fc.memo((depth): fc.Arbitrary<Inline> => {
  const text = fc.oneof({ weight: 6, arbitrary: sentence }, blank).map((value): Inline => ({ type: "text", value }));
  const others: fc.Arbitrary<Inline>[] = [
    text,
    sentence.map((value) => ({ type: "code", value })),
    fc.constant({ type: "lineBreak" }),
    fc.nat(3).map((note) => ({ type: "noteReference", note: `n${note}`, number: note + 1 })),
  ];
  if (depth <= 1) return fc.oneof(...others);
  const children = inlines(depth - 1);
  const holding = ["strong", "emphasis", "smallCaps", "superscript", "subscript", "strike"] as const;
  return fc.oneof(
    { weight: 4, arbitrary: text },
    ...others,
    fc.record({ type: fc.constantFrom(...holding), children }) as fc.Arbitrary<Inline>,
    children.map((inside): Inline => ({ type: "link", href: "https://example.org", children: inside })),
    children.map((inside): Inline => ({ type: "crossReference", target: "b1", children: inside })),
    children.map((inside): Inline => ({ type: "language", language: "en", children: inside })),
  );
});

const blocks: fc.Memo<Block[]> = fc.memo((depth) => fc.array(block(depth), { maxLength: depth > 2 ? 6 : 2 }));
const block: fc.Memo<Block> = fc.memo((depth): fc.Arbitrary<Block> => {
  const id = fc.nat(9999).map((number) => `b${number}`);
  const children = inlines(3);
  const align = fc.constantFrom("start", "center", "end", undefined);
  const simple: fc.Arbitrary<Block>[] = [
    fc.record({ type: fc.constant("paragraph"), id, children, align }) as fc.Arbitrary<Block>,
    fc.record({
      type: fc.constant("paragraph"),
      id,
      children,
      align,
      role: fc.constant("sourceLine"),
    }) as fc.Arbitrary<Block>,
    fc.record({
      type: fc.constant("heading"),
      id,
      level: fc.constantFrom(1, 2, 3, 4, 5, 6),
      numbered: fc.boolean(),
      children,
      label: fc.constantFrom(undefined, "2.1", "12.10.4"),
    }) as fc.Arbitrary<Block>,
    fc.record({
      type: fc.constant("codeBlock"),
      id,
      value: fc.array(sentence, { maxLength: 5 }).map((all) => all.join("\n")),
    }) as fc.Arbitrary<Block>,
    fc.record({ type: fc.constantFrom("thematicBreak", "pageBreak"), id }) as fc.Arbitrary<Block>,
    fc.record({
      type: fc.constant("figure"),
      id,
      image: fc.record({
        hash: fc.constant("0".repeat(64)),
        mediaType: fc.constant("image/png"),
        width: fc.integer({ min: 1, max: 9000 }),
        height: fc.integer({ min: 1, max: 9000 }),
      }),
      alt: fc.constant("Schéma"),
      width: fc.constantFrom(undefined, 5, 90, 900),
      caption: fc.option(children, { nil: undefined }),
      label: fc.constantFrom(undefined, "Figure 2"),
    }) as fc.Arbitrary<Block>,
  ];
  if (depth <= 1) return fc.oneof(...simple);
  const inside = blocks(depth - 1);
  const cell = fc.record({
    colSpan: fc.constantFrom(1, 1, 1, 2, 9),
    rowSpan: fc.constantFrom(1, 1, 1, 2, 9),
    header: fc.boolean(),
    children: inside,
  }) as fc.Arbitrary<Cell>;
  return fc.oneof(
    ...simple,
    inside.map((held): Block => ({ type: "quote", id: "q", children: held })),
    fc.record({
      type: fc.constant("callout"),
      id,
      variant: fc.constantFrom(...calloutVariants),
      title: fc.option(children, { nil: undefined }),
      label: fc.constantFrom(undefined, "À retenir"),
      children: inside,
    }) as fc.Arbitrary<Block>,
    fc.record({
      type: fc.constant("list"),
      id,
      ordered: fc.boolean(),
      start: fc.constantFrom(0, 1, 99, 3999),
      format: fc.constantFrom("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"),
      items: fc.array(fc.record({ children: inside }) as fc.Arbitrary<ListItem>, { maxLength: 4 }),
    }) as fc.Arbitrary<Block>,
    fc.record({
      type: fc.constant("table"),
      id,
      columns: fc.array(
        fc.record({ align: fc.constantFrom("start", "center", "end"), width: fc.constantFrom(undefined, 0.1, 0.5) }),
        { maxLength: 6 },
      ),
      headerRows: fc.nat(2),
      rows: fc.array(fc.record({ cells: fc.array(cell, { maxLength: 4 }) }), { maxLength: 6 }),
      caption: fc.option(children, { nil: undefined }),
      label: fc.constantFrom(undefined, "Tableau 3"),
    }) as fc.Arbitrary<Block>,
  );
});

/** Any document that the schema allows, within reason: nested tables and lists, words without end, empty everything. */
export const documents: fc.Arbitrary<Pick<Composed, "sections" | "notes">> = fc.record({
  sections: fc.array(
    fc.record({
      role: fc.constantFrom("cover", "contents", "body", "annex"),
      generated: fc.boolean(),
      orientation: fc.constantFrom("portrait", "landscape"),
      blocks: blocks(3),
    }),
    { minLength: 1, maxLength: 3 },
  ) as fc.Arbitrary<Composed["sections"]>,
  notes: fc
    .tuple(blocks(2), blocks(2), blocks(2), blocks(1))
    .map((all) => all.map((children, i) => ({ id: `n${i}`, number: i + 1, children }))),
});

import { expect, test } from "vitest";
import { outline } from "../../infra/cli/outline.ts";
import { correctedTree } from "../../shared/acts/corrected-tree.ts";
import { passageAt } from "../../shared/document/anchor.ts";
import { joints } from "../../shared/document/joints.ts";
import type { Block, DocumentTree, ListItem } from "../../shared/document/tree.ts";
import { eachBlockOf, textOf } from "../../shared/document/visit.ts";
import type { SentRemark } from "../../shared/stored/batch.ts";
import { h, note, p, treeOf } from "./sample.ts";

const list = (...items: Block[][]): Block => {
  const held = items.map((children): ListItem => ({ children }));
  return { type: "list", id: "", ordered: false, start: 1, format: "decimal", items: held };
};
const tree = treeOf(
  [
    h(1, "Cadre"),
    p("Le réseau écrit."),
    p({ type: "strong", children: [{ type: "text", value: "Il réunit" }] }, note("n1"), " aussi."),
    p("Le budget suit."),
    list([p("Un lieu")], [p("Une date"), p("en mars")], [p("Un budget")]),
    { type: "quote", id: "", children: [p("Une parole.")] },
    p("La fin."),
  ],
  { notes: { n1: [p("Une note.")] } },
);
const blockOf = (words: string) => [...eachBlockOf(tree)].find((each) => textOf(each) === words)!;

test("a paragraph can be joined to the one beside it, or to the last of the item before the one that it is", () => {
  const pairs = [...joints(tree)].map(([id, next]) => [
    textOf([...eachBlockOf(tree)].find((one) => one.id === id)!),
    textOf(next),
  ]);
  expect(pairs).toEqual([
    ["Le réseau écrit.", "Il réunit aussi."],
    ["Il réunit aussi.", "Le budget suit."],
    ["en mars", "Un budget"],
    ["Une date", "en mars"],
  ]);
});

type Said = [words: string, proposal: string, exact?: string, gone?: string];

/** Corrections of paragraphs, from their words; `gone`: a paragraph that goes with it. */
function remarks(all: readonly Said[]): SentRemark[] {
  const anchorOf = (words: string, exact: string) => ({ part: "p", ...passageAt(tree, blockOf(words).id, exact)! });
  return all.map(([words, proposal, exact = words, gone], index) => ({
    ...{
      id: `c${index + 1}`,
      number: index + 1,
      type: "correction",
      text: "",
      proposal,
      anchor: anchorOf(words, exact),
    },
    ...(gone !== undefined && {
      elsewhere: { type: "correction", anchor: { part: "p", block: blockOf(gone).id }, proposal: "" },
    }),
  })) as unknown as SentRemark[];
}

const first: Said = ["Le réseau écrit.", "écrit. Il réunit aussi.", "écrit.", "Il réunit aussi."];
const second: Said = ["Il réunit aussi.", "aussi. Le budget suit.", "aussi.", "Le budget suit."];

test.each<[string, Said[], string[], string[]]>([
  [
    "with what it wears and the notes that it calls",
    [first],
    ["p Le réseau écrit. <b>Il réunit</b><note n1> aussi.", "p Le budget suit."],
    ["c1"],
  ],
  [
    "three of them",
    [first, second],
    ["p Le réseau écrit. <b>Il réunit</b><note n1> aussi. Le budget suit."],
    ["c1", "c2"],
  ],
  [
    "as their words are corrected, at their joint too",
    [first, ["Le réseau écrit.", "publie", "écrit."], ["Il réunit aussi.", "Il", "Il réunit"]],
    ["p Le réseau publie <b>Il</b><note n1> aussi.", "p Le budget suit."],
    ["c1", "c2", "c3"],
  ],
  [
    "of two remarks that join the same ones the first",
    [first, first],
    ["p Le réseau écrit. <b>Il réunit</b><note n1> aussi.", "p Le budget suit."],
    ["c1"],
  ],
  [
    "and where the first goes the second stays",
    [first, ["Le réseau écrit.", ""]],
    ["p <b>Il réunit</b><note n1> aussi.", "p Le budget suit."],
    ["c1", "c2"],
  ],
])("paragraphs are joined: %s", (_, said, lines, ids) => {
  const [all, shown] = [remarks(said), (made: DocumentTree) => outline(made).slice(1, 1 + lines.length)];
  const done = correctedTree(tree, tree, all);
  expect([shown(done.tree), done.ids]).toEqual([lines, ids]);
  expect(correctedTree(tree, tree, all.toReversed())).toEqual(done);
});

import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { eachBlock, textOf } from "../../../shared/document/visit.ts";
import { readOpenDocument } from "../drafts.ts";
import { automatic, cell, h, head, list, p, row, span, styles } from "./opendocument.ts";

describe("OpenDocument: tracked changes", () => {
  const region = (id: string, change: string) => `<text:changed-region text:id="${id}">${change}</text:changed-region>`;
  const info = (author: string) =>
    `<office:change-info><dc:creator>${author}</dc:creator><dc:date>2024-06-07T10:00:00</dc:date></office:change-info>`;
  const body = `<text:tracked-changes>${region("c1", `<text:insertion>${info("Relectrice")}</text:insertion>`)}${region("c2", `<text:deletion>${info("Auteur")}<text:p>vieux </text:p></text:deletion>`)}</text:tracked-changes>
    ${p('Le <text:change-start text:change-id="c1"/>nouveau <text:change-end text:change-id="c1"/><text:change text:change-id="c2"/>cadre')}`;

  test.each([
    ["accept", "changes-accepted", "p Le nouveau cadre"],
    ["reject", "changes-rejected", "p Le vieux cadre"],
  ] as const)("%s", async (changes, code, line) => {
    const { tree, warnings, contributions } = await readOpenDocument({ body }, { changes });
    expect(outline(tree)).toEqual([line]);
    expect(warnings).toEqual([{ code, details: { insertions: 1, deletions: 1, authors: "Relectrice, Auteur" } }]);
    const told = contributions.map(({ type, author, text: words }) => [type, author, words]);
    expect(told).toEqual([
      ["insertion", "Relectrice", "nouveau "],
      ["deletion", "Auteur", "vieux "],
    ]);
  });
});

describe("OpenDocument: changes over paragraphs", () => {
  const region = (change: string) =>
    `<text:tracked-changes><text:changed-region text:id="c1">${change}</text:changed-region></text:tracked-changes>`;
  const info = "<office:change-info><dc:creator>Auteur</dc:creator></office:change-info>";
  const deletion = (...content: string[]) => region(`<text:deletion>${info}${content.join("")}</text:deletion>`);
  const insertion = region(`<text:insertion>${info}</text:insertion>`);
  const place = '<text:change text:change-id="c1"/>';
  const [start, end] = ["start", "end"].map((side) => `<text:change-${side} text:change-id="c1"/>`);

  test.each<[string, body: string, accepted: string[], rejected: string[], words: string, each?: string[]]>([
    [
      "a deletion from one into another",
      deletion(p(` de ${span("B", "travail")}.`), p("Tout un paragraphe."), p("Le début ", "Quotations")) +
        p(`Le cadre${place} de la suite.`),
      ["p Le cadre de la suite."],
      ["p Le cadre de <b>travail</b>.", "p Tout un paragraphe.", "quote", "  p Le début de la suite."],
      " de travail.\nTout un paragraphe.\nLe début ",
      [" de travail.", "Tout un paragraphe.", "Le début "],
    ],
    [
      "a deletion of a heading and a table",
      deletion(h(1, "Cadre"), `<table:table>${head(row(cell(p("a"))))}</table:table>`, p("")) + p(`${place}Suite.`),
      ["p Suite."],
      ["h1 Cadre", "table s head 1", "  [* a]", "p Suite."],
      "Cadre\na",
      ["Cadre", "a"],
    ],
    [
      "a deletion of items",
      deletion(p(""), list("", p("b")), list("", p("c"))) + list('text:style-name="L1"', p(`a${place}`), p("d")),
      ["ul", "  -", "    p a", "  -", "    p d"],
      ["ul", "  -", "    p a", "  -", "    p b", "  -", "    p c", "  -", "    p d"],
      "b\nc",
      ["b", "c"],
    ],
    [
      "a deletion between paragraphs",
      `${deletion(p("b"))}${p("a")}${place}${p("c")}`,
      ["p a", "p c"],
      ["p a", "p b", "p c"],
      "b",
    ],
    [
      "a deletion that is said to stand in two places",
      `${deletion(p("b"))}${p(`a${place}`)}${p(`c${place}`)}`,
      ["p a", "p c"],
      ["p ab", "p c"],
      "b",
    ],
    [
      "an insertion from one into another",
      insertion + p(`Le cadre${start} de travail.`) + p("Tout un paragraphe.") + p(`Le début ${end}de la suite.`),
      ["p Le cadre de travail.", "p Tout un paragraphe.", "p Le début de la suite."],
      ["p Le cadrede la suite."],
      " de travail.\nTout un paragraphe.\nLe début ",
    ],
    [
      "an insertion of paragraphs",
      insertion + p(`a${start}`) + p("b") + p(`c${end}`),
      ["p a", "p b", "p c"],
      ["p a"],
      "b\nc",
      ["b\n\nc"],
    ],
  ])("%s", async (_, body, accepted, rejected, words, each = [words]) => {
    for (const [changes, lines, told] of [
      ["accept", accepted, [words]],
      ["reject", rejected, each],
    ] as const) {
      const { tree, contributions } = await readOpenDocument({ styles, automatic, body }, { changes });
      expect(outline(tree), changes).toEqual(lines);
      expect(
        contributions.map(({ text: one }) => one),
        changes,
      ).toEqual(told);
    }
  });
});

test.each(["accept", "reject"] as const)(
  "OpenDocument: tracked formatting stays, and is told (%s)",
  async (changes) => {
    const region = (id: string, author: string) =>
      `<text:changed-region text:id="${id}"><text:format-change><office:change-info><dc:creator>${author}</dc:creator></office:change-info></text:format-change></text:changed-region>`;
    const tracked = `${region("c1", "Autrice")}${region("c2", "Auteur")}${region("c3", "Autrice")}`;
    const body = `<text:tracked-changes>${tracked}</text:tracked-changes>${p(`a<text:change-start text:change-id="c1"/>${span("B", "b")}<text:change-end text:change-id="c1"/>`)}`;
    const { tree, warnings, contributions } = await readOpenDocument({ automatic, body }, { changes });
    expect(outline(tree)).toEqual(["p a<b>b</b>"]);
    expect(warnings).toEqual([{ code: "formatting-changes", details: { count: 3, authors: "Autrice, Auteur" } }]);
    expect(contributions).toEqual([]);
  },
);

describe("OpenDocument: what came or went whole, read as if it were rejected", () => {
  const info = "<office:change-info><dc:creator>Relectrice</dc:creator></office:change-info>";
  const came = (id: string) =>
    `<text:changed-region text:id="${id}"><text:insertion>${info}</text:insertion></text:changed-region>`;
  const went = (id: string, words: string) =>
    `<text:changed-region text:id="${id}"><text:deletion>${info}${p(words)}</text:deletion></text:changed-region>`;
  const regions = (...inside: string[]) => `<text:tracked-changes>${inside.join("")}</text:tracked-changes>`;
  const [from, to] = ["start", "end"].map((edge) => `<text:change-${edge} text:change-id="c1"/>`);
  const place = (id: string) => `<text:change text:change-id="${id}"/>`;
  const inTable = (...rows: string[][]) =>
    `<table:table>${rows.map((cells) => row(...cells.map((words) => cell(p(words))))).join("")}</table:table>`;
  test.each<[string, string, string[], string[]]>([
    [
      "a paragraph typed after another comes after it",
      `${regions(came("c1"))}${p(`Un.${from}`)}${p(`De plus.${to}`)}${p("Deux.")}`,
      ["p Un.", "p Deux."],
      ["paragraphs, Un.: De plus."],
    ],
    [
      "a paragraph typed before another comes after the one before",
      `${regions(came("c1"))}${p("Un.")}${p(`${from}De plus.`)}${p(`${to}Deux.`)}`,
      ["p Un.", "p Deux."],
      ["paragraphs, Un.: De plus."],
    ],
    [
      "what was typed between the halves of a paragraph is among its words",
      `${regions(came("c1"))}${p(`Un, ${from}`)}${p("de plus,")}${p(`${to}deux.`)}`,
      ["p Un, deux."],
      ["words, Un, deux.: \n\nde plus,\n\n"],
    ],
    [
      "a row whose every cell was emptied went",
      `${regions(went("c1", "c"), went("c2", "d"))}${inTable(["a", "b"], [place("c1"), place("c2")], ["e", "f"])}`,
      ["table s,s head 0", "  [a] [b]", "  [c] [d]", "  [e] [f]"],
      ["row, a b c d e f: c\nd"],
    ],
    [
      "a table whose every row went is one contribution",
      `${regions(went("c1", "a"), went("c2", "b"))}${p("Un.")}${inTable([place("c1")], [place("c2")])}`,
      ["p Un.", "table s head 0", "  [a]", "  [b]"],
      ["table, a b: a\nb"],
    ],
    [
      "a row that came is not there, and comes after the one before",
      `${regions(came("c1"), came("c2"))}${inTable(["a", "b"], [`${from}c${to}`, `${from}d${to}`.replaceAll("c1", "c2")], ["e", "f"])}`,
      ["table s,s head 0", "  [a] [b]", "  [e] [f]"],
      ["row, a b e f: c\nd"],
    ],
  ])("%s", async (_, body, lines, told) => {
    const { tree, contributions } = await readOpenDocument({ body }, { changes: "reject" });
    expect(outline(tree)).toEqual(lines);
    const blocks = [...eachBlock(tree.blocks)];
    const said = contributions.map(({ at, whole = "words", text }) => {
      const block = blocks.find(({ id }) => id === at);
      return `${whole}, ${block ? textOf(block).replaceAll("\n", " ") : ""}: ${text}`;
    });
    expect(said).toEqual(told);
  });
});

test("OpenDocument: the words of comments and changes keep the white space that elements stand for", async () => {
  const info = "<office:change-info><dc:creator>Autrice</dc:creator></office:change-info>";
  const spaced = 'un<text:line-break/>deux<text:tab/>trois<text:s text:c="2"/>fin';
  const { contributions } = await readOpenDocument({
    body: `<text:tracked-changes>
      <text:changed-region text:id="c1"><text:deletion>${info}${p(spaced)}</text:deletion></text:changed-region>
      <text:changed-region text:id="c2"><text:insertion>${info}</text:insertion></text:changed-region></text:tracked-changes>
      ${p(`a<text:change text:change-id="c1"/><office:annotation><dc:creator>Autrice</dc:creator>${p(spaced)}${p("suite")}</office:annotation>`)}
      ${p('<text:change-start text:change-id="c2"/>un<text:line-break/>deux<text:tab/>trois<text:change-end text:change-id="c2"/>')}`,
  });
  expect(contributions.map(({ type, text: words }) => [type, words])).toEqual([
    ["deletion", "un\u2028deux trois fin"],
    ["insertion", "un\u2028deux trois"],
    ["comment", "un deux trois fin\nsuite"],
  ]);
});

test("OpenDocument: a row emptied of its words, where LibreOffice left joiners, went whole", async () => {
  const region = (id: string, author: string, words: string) =>
    `<text:changed-region text:id="${id}"><text:deletion><office:change-info><dc:creator>${author}</dc:creator></office:change-info>${p(words)}</text:deletion></text:changed-region>`;
  const emptied = (id: string) => cell(p(`<text:change text:change-id="${id}"/>\u200d`));
  const { contributions } = await readOpenDocument(
    {
      body: `<text:tracked-changes>${region("c1", "Marie Noël", "ORIV")}${region("c2", "Marie\u00a0Noël", "douze notes")}</text:tracked-changes>
      <table:table>${row(cell(p("Structure")), cell(p("Actions")))}${row(emptied("c1"), emptied("c2"))}</table:table>`,
    },
    { changes: "accept" },
  );
  expect(contributions.map(({ author, text: words, whole }) => [author, words, whole])).toEqual([
    ["Marie Noël", "ORIV\ndouze notes", "row"],
  ]);
});

test("OpenDocument: words inside changes in one another are said once, by the innermost", async () => {
  const ids = Array.from({ length: 500 }, (_, at) => `c${at}`);
  const regions = ids.map(
    (id) =>
      `<text:changed-region text:id="${id}"><text:insertion><office:change-info><dc:creator>${id}</dc:creator></office:change-info></text:insertion></text:changed-region>`,
  );
  const edges = (side: string) => ids.map((id) => `<text:change-${side} text:change-id="${id}"/>`).join("");
  const body = `<text:tracked-changes>${regions.join("")}</text:tracked-changes>${p(`${edges("start")}mot${edges("end")}`)}`;
  const { contributions } = await readOpenDocument({ body });
  expect(contributions.map(({ author, text: words }) => [author, words])).toEqual([["c499", "mot"]]);
});

import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { readOpenDocument } from "../drafts.ts";
import { automatic, cell, head, p, row, span, styles } from "./opendocument.ts";

describe("OpenDocument: what a comment is about", () => {
  const comment = (attributes: string) =>
    `<office:annotation ${attributes}><dc:creator>Autrice</dc:creator><text:p>Revoir</text:p></office:annotation>`;
  const begin = comment('office:name="a1"');
  const end = '<office:annotation-end office:name="a1"/>';

  test.each<[string, string, string]>([
    ["a place", p(`Le ${comment("")}cadre`), ""],
    ["a place that has a name", p(`Le ${begin}cadre`) + p("Suite"), ""],
    ["words of one paragraph", p(`Le ${begin}${span("B", "ca")}dre${end} de travail`), "cadre"],
    ["words over paragraphs", p(`Le ${begin}${span("B", "ca")}dre`) + p("Suite") + p(`Fin${end}.`), "cadre"],
    [
      "words over cells",
      `<table:table>${head(row(cell(p(`Le ${begin}cadre`)), cell(p(`b${end}`))))}</table:table>`,
      "cadre",
    ],
    ["words that end twice", p(`Le ${begin}cadre${end} de ${end}travail`), "cadre"],
  ])("%s", async (_, body, quote) => {
    const { contributions, warnings } = await readOpenDocument({ styles, automatic, body });
    expect(contributions.map((one) => one.quote)).toEqual([quote]);
    expect(warnings.map(({ code, details }) => [code, details.quote])).toEqual([["comment-kept", quote]]);
  });

  test("words in which a rejected deletion parts paragraphs", async () => {
    const deletion = `<text:deletion><office:change-info/>${p(" x")}${p("y ")}</text:deletion>`;
    const body = `<text:tracked-changes><text:changed-region text:id="c1">${deletion}</text:changed-region></text:tracked-changes>${p(`Le ${begin}cadre<text:change text:change-id="c1"/>suite${end}.`)}`;
    const { tree, contributions } = await readOpenDocument({ body }, { changes: "reject" });
    expect(outline(tree)).toEqual(["p Le cadre x", "p y suite."]);
    expect(contributions.find(({ type }) => type === "comment")?.quote).toBe("cadre x");
  });
});

test("OpenDocument: answers go with the comment that they answer, which says that it is done", async () => {
  const said = (attributes: string, author: string, words: string) =>
    `<office:annotation ${attributes}><dc:creator>${author}</dc:creator>${p(words)}</office:annotation>`;
  const body = p(
    `mot${said('loext:parent-name="a1"', "Auteur", "Oui.")}${said('office:name="a1" loext:resolved="true"', "Relectrice", "Ou non ?")}`,
  );
  const { contributions, warnings } = await readOpenDocument({ body });
  const replies = [{ author: "Auteur", text: "Oui." }];
  expect(contributions).toMatchObject([{ author: "Relectrice", text: "Ou non ?", replies, resolved: true }]);
  expect(warnings.map(({ code, details }) => [code, details.text])).toEqual([
    ["comment-resolved-kept", "Ou non ?"],
    ["comment-answer-kept", "Oui."],
  ]);
});

test("OpenDocument: an answer to a comment that is not there is a comment", async () => {
  const lost = `<office:annotation office:name="b" loext:parent-name="x">${p("Oui.")}</office:annotation>`;
  const { contributions } = await readOpenDocument({ body: p(`mot${lost}`) });
  expect(contributions.map(({ text: words }) => words)).toEqual(["Oui."]);
});

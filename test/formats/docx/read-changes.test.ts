import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { textOf } from "../../../shared/document/visit.ts";
import type { Contribution } from "../../../shared/formats/reading.ts";
import { readWord } from "../drafts.ts";
import { cell, header, p, t, table } from "./wordprocessing.ts";

describe("Word: tracked changes", () => {
  const body = [
    p(
      `${t("Le ")}<w:ins w:author="Relectrice">${t("nouveau ")}</w:ins><w:del w:author="Auteur"><w:r><w:delText>vieux </w:delText></w:r></w:del>${t("cadre")}`,
    ),
    p(t("Un"), '<w:rPr><w:del w:author="Auteur"/></w:rPr>'),
    p(t(" seul")),
    p(`<w:moveFrom>${t("parti")}</w:moveFrom><w:moveTo>${t("venu")}</w:moveTo>`),
    table(
      header + cell(p(t("a"))),
      `<w:trPr><w:del/></w:trPr>${cell(p(t("ôté")))}`,
      `<w:trPr><w:ins/></w:trPr>${cell(p(t("mis")))}`,
    ),
  ].join("");

  test.each([
    [
      "accept",
      "changes-accepted",
      ["p Le nouveau cadre", "p Un seul", "p venu", "table s head 1", "  [* a]", "  [mis]"],
    ],
    [
      "reject",
      "changes-rejected",
      ["p Le vieux cadre", "p Un", "p seul", "p parti", "table s head 1", "  [* a]", "  [ôté]"],
    ],
  ] as const)("%s", async (changes, code, lines) => {
    const { tree, warnings } = await readWord({ body }, { changes });
    expect(outline(tree)).toEqual(lines);
    expect(warnings).toEqual([{ code, details: { insertions: 3, deletions: 4, authors: "Relectrice, Auteur" } }]);
  });
});

test.each(["accept", "reject"] as const)(
  "Word: what came and was taken out again is no contribution (%s)",
  async (changes) => {
    const again = `<w:del w:author="B"><w:r><w:delText>jamais </w:delText></w:r></w:del>`;
    const body = p(`${t("Un ")}<w:ins w:author="A">${t("tout ")}${again}${t("nouveau ")}</w:ins>${t("texte.")}`);
    const { contributions } = await readWord({ body }, { changes });
    expect(contributions.map(({ type, text }) => [type, text])).toEqual([["insertion", "tout nouveau "]]);
  },
);

test.each(["\u00a0", "\u202f", "  "])("Word: a name with %j between its words is that with a space", async (space) => {
  const put = (author: string, words: string) => `<w:ins w:author="${author}">${t(words)}</w:ins>`;
  const body = p(`${t("Un ")}${put("Marie Noël", "tout ")}${put(`Marie${space}Noël`, "nouveau ")}${t("texte.")}`);
  const { contributions, warnings } = await readWord({ body }, { changes: "accept" });
  expect(contributions.map(({ author, text }) => [author, text])).toEqual([["Marie Noël", "tout nouveau "]]);
  expect(warnings.map(({ details }) => details.authors)).toEqual(["Marie Noël"]);
});

test("Word: joiners that LibreOffice leaves in a row's cells are no words; those of an emoji are", async () => {
  const body = table(
    cell(p(t("ORIV"))) + cell(p(t("👩\u200d👧"))),
    cell(p(t("\u200d"))) + cell(p(t("\u200d"))),
    `<w:trPr><w:ins w:author="A"/></w:trPr>${cell(p(t("\u200dEPI")))}${cell(p(t("\u200d")))}`,
  );
  const { tree, contributions } = await readWord({ body }, { changes: "reject" });
  expect(outline(tree)).toEqual(["table s,s head 0", "  [ORIV] [👩\u200d👧]", "  [] []"]);
  expect(contributions.map(({ text }) => text)).toEqual(["EPI\n"]);
});

test("Word: what stands before a change is quoted as far back as tells it from the same words before", async () => {
  const sentence = "Le centre organise un séminaire à Lyon au printemps prochain avec ses partenaires locaux. ";
  const at = sentence.indexOf("partenaires");
  const del = `<w:del w:author="A"><w:r><w:delText>partenaires </w:delText></w:r></w:del>`;
  const body = p(`${t(sentence)}${t(sentence.slice(0, at))}${del}${t("locaux.")}`);
  const { contributions, tree } = await readWord({ body }, { changes: "reject" });
  const [{ quote, text }] = contributions as [Contribution];
  expect(textOf(tree.blocks[0]!).indexOf(quote + text) + quote.length).toBe(sentence.length + at);
  expect(quote.length).toBeLessThan(sentence.length + at);
});

test.each(["accept", "reject"] as const)("Word: a line break that came or went is told (%s)", async (changes) => {
  const [came, went] = ["ins", "del"].map((how) => `<w:${how} w:author="A"><w:r><w:br/></w:r></w:${how}>`);
  const { contributions } = await readWord({ body: p(t("Un") + came + t("deux") + went + t("trois.")) }, { changes });
  expect(contributions.map(({ type, text }) => [type, text])).toEqual([
    ["insertion", "\u2028"],
    ["deletion", "\u2028"],
  ]);
});

describe("Word: an equation with changes tracked", () => {
  const run = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
  const by = 'w:author="Relectrice"';
  const del = (text: string) => `<w:del ${by}>${run(text)}</w:del>`;
  const body = p(
    `${t("soit ")}<m:oMath>${run("x=")}${del("1")}<w:ins ${by}>${run("2")}</w:ins><m:f><m:fPr><m:ctrlPr><w:del ${by}/></m:ctrlPr></m:fPr><m:num>${run("+a")}</m:num><m:den>${del("b")}</m:den></m:f></m:oMath>${t(".")}`,
  );
  test.each([
    ["accept", "p soit x=2+a."],
    ["reject", "p soit x=1(+a)/b."],
  ] as const)("%s", async (changes, line) => {
    const { tree, contributions } = await readWord({ body }, { changes });
    expect(outline(tree)).toEqual([line]);
    const whole = { author: "Relectrice", at: tree.blocks[0]!.id, quote: "soit " };
    expect(contributions).toEqual([
      { type: "deletion", ...whole, text: "1" },
      { type: "insertion", ...whole, text: "2" },
      { type: "deletion", ...whole, text: "b" },
    ]);
  });
});

describe("Word: formatting with changes tracked stays as it is", () => {
  const change = (of: string) => `<w:${of}Change w:author="Relectrice"><w:${of}/></w:${of}Change>`;
  test.each(["accept", "reject"] as const)("%s", async (changes) => {
    const { tree, contributions, warnings } = await readWord(
      {
        body:
          p(
            t("gras", `<w:b/>${change("rPr")}`),
            `<w:jc w:val="center"/><w:rPr>${change("rPr")}</w:rPr>${change("pPr")}`,
          ) + table(`<w:trPr><w:tblHeader/>${change("trPr")}</w:trPr>${cell(p(t("a")), change("tcPr"))}`),
      },
      { changes },
    );
    expect(outline(tree)).toEqual(["p.center <b>gras</b>", "table s head 1", "  [* a]"]);
    expect(contributions).toEqual([]);
    expect(warnings).toEqual([{ code: "formatting-changes", details: { count: 5, authors: "Relectrice" } }]);
  });
});

describe("Word: what others wrote on a draft", () => {
  test("changes, each with the words before it, pieces that touch joined", async () => {
    const ins = (text: string, author = "Relectrice") =>
      `<w:ins w:author="${author}" w:date="2024-06-07T10:00:00Z">${t(text)}</w:ins>`;
    const del = (text: string) => `<w:del w:author="Auteur"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
    const { tree, contributions } = await readWord({
      body: p(
        `${t("Le ")}${ins("nou")}${ins("veau")}${ins(" grand", "Autre")}${del("vieux")}${del("x")}${t(" cadre")}${ins(" ")}`,
      ),
    });
    const at = tree.blocks[0]!.id;
    const date = "2024-06-07T10:00:00Z";
    expect(contributions).toEqual([
      { type: "insertion", author: "Relectrice", date, at, quote: "Le ", text: "nouveau" },
      { type: "insertion", author: "Autre", date, at, quote: "Le nouveau", text: " grand" },
      { type: "deletion", author: "Auteur", at, quote: "Le nouveau grand", text: "vieuxx" },
    ]);
  });

  test("a comment and a change in a part that we generated, which is left out", async () => {
    const words = `<w:commentRangeStart w:id="1"/>${t("Note de cadrage")}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`;
    const change = `<w:ins w:author="Relectrice">${t(" 2008")}</w:ins>`;
    const place = '<w:hyperlink w:anchor="_Toc1"><w:r><w:rPr><w:vanish/></w:rPr><w:t>Cadre</w:t></w:r></w:hyperlink>';
    const { tree, contributions, warnings } = await readWord({
      body: `<w:sdt><w:sdtPr><w:tag w:val="livrable:generated"/></w:sdtPr><w:sdtContent>${p(words + change)}${p(place)}</w:sdtContent></w:sdt>${p(`<w:bookmarkStart w:id="2" w:name="_Toc1"/>${t("a")}`)}`,
      comments: `<w:comment w:id="1" w:author="Relectrice">${p(t("À revoir"))}</w:comment>`,
    });
    expect(outline(tree)).toEqual(["p a"]);
    expect(contributions).toEqual([
      { type: "comment", author: "Relectrice", quote: "Note de cadrage", text: "À revoir" },
      { type: "insertion", author: "Relectrice", quote: "Note de cadrage", text: " 2008" },
    ]);
    expect(warnings.map(({ code }) => code)).toEqual(["comment-kept", "changes-accepted"]);
  });

  test("the version that a copy was made from", async () => {
    const hash = "0123456789abcdef".repeat(4);
    const property = `<property name="livrable:version"><vt:lpwstr xmlns:vt="urn:x">${hash}</vt:lpwstr></property>`;
    const custom = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">${property}</Properties>`;
    const { version } = await readWord({ body: p(t("a")), files: { "docProps/custom.xml": strToU8(custom) } });
    expect(version).toBe(hash);
  });
});

test("Word: words inside changes in one another are said once, by the innermost, or by the outer one of the same author", async () => {
  const inserted = (author: string, inside: string) => `<w:ins w:author="${author}">${inside}</w:ins>`;
  const of = async (inside: string) =>
    (await readWord({ body: p(inside) })).contributions.map(({ author, text }) => `${author}: ${text}`);
  const authors = Array.from({ length: 60 }, (_, at) => `a${at}`);
  const deep = authors.reduce((inside, author) => inserted(author, inside), t("mot"));
  expect(await of(deep)).toEqual(["a0: mot"]);
  expect(await of(inserted("a", t("un ") + inserted("b", t("deux ")) + t("trois")))).toEqual([
    "b: deux ",
    "a: un trois",
  ]);
  expect(await of(inserted("a", t("un ") + inserted("a", t("deux ")) + t("trois")))).toEqual(["a: un deux trois"]);
});

test("Word: a row that came whole says its words, and those of changes in it, once", async () => {
  const row = (inside: string) => `<w:trPr><w:ins w:author="a"/></w:trPr>${cell(p(inside))}`;
  const { contributions } = await readWord({
    body: table(header + cell(p(t("x"))), row(`${t("un ")}<w:ins w:author="a">${t("deux")}</w:ins>`)),
  });
  expect(contributions.map(({ whole, text }) => [whole, text])).toEqual([["row", "un deux"]]);
});

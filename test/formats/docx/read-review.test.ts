import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { textOf } from "../../../shared/document/visit.ts";
import type { Contribution } from "../../../shared/formats/reading.ts";
import { readWord } from "../drafts.ts";
import { cell, chart, figure, header, p, picture, styled, styles, t, table } from "./wordprocessing.ts";

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
  expect(contributions.map(({ text }) => text)).toEqual(["EPI"]);
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

test("Word: the mark of a paragraph that moved went with it, and came", async () => {
  const by = 'w:author="A"';
  const moved = (how: string) =>
    p(`<w:move${how} ${by}>${t("Un.")}</w:move${how}>`, `<w:rPr><w:move${how} ${by}/></w:rPr>`);
  const body = moved("From") + p(t("Deux.")) + moved("To") + p(t("Trois."));
  const rejected = await readWord({ body }, { changes: "reject" });
  expect(outline(rejected.tree)).toEqual(["p Un.", "p Deux.", "p Trois."]);
  expect(rejected.contributions.map(({ type, whole }) => [type, whole])).toEqual([
    ["deletion", undefined],
    ["insertion", "paragraphs"],
  ]);
  expect(outline((await readWord({ body }, { changes: "accept" })).tree)).toEqual(["p Deux.", "p Un.", "p Trois."]);
});

describe("Word: what came or went whole", () => {
  const del = (runs: string) => `<w:del w:author="Auteur">${runs}</w:del>`;
  const gone = '<w:rPr><w:del w:author="Auteur"/></w:rPr>';
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const cited = JSON.stringify({ citationItems: [{ id: "a", itemData: { id: "a", type: "book", title: "Titre" } }] });
  const instruction = `<w:r><w:delInstrText>ADDIN CSL_CITATION ${cited.replaceAll('"', "&quot;")}</w:delInstrText></w:r>`;
  const field = [
    mark("begin"),
    instruction,
    mark("separate"),
    `<w:r><w:delText>(Titre)</w:delText></w:r>`,
    mark("end"),
  ];

  test.each<[string, string, string[], string[]]>([
    [
      "a rule",
      p("", `<w:pBdr><w:bottom w:val="single"/></w:pBdr>${gone}`) + p(t("suite")),
      ["p suite"],
      ["rule", "p suite"],
    ],
    [
      "a paragraph and its bookmark",
      p(`<w:bookmarkStart w:id="1" w:name="ici"/>${del(`<w:r><w:delText>ôté</w:delText></w:r>`)}`, gone) +
        p(t("suite")),
      ["p suite"],
      ["p #ici ôté", "p suite"],
    ],
    ["a citation", p(t("selon ") + del(field.join(""))), ["p selon"], ["p selon <cite @a>"]],
    [
      "a note",
      p(t("un fait") + del('<w:r><w:footnoteReference w:id="7"/></w:r>')),
      ["p un fait"],
      ["p un fait<note n1>", "note n1", "  p Source."],
    ],
  ])("%s", async (_, body, accepted, rejected) => {
    const footnotes = `<w:footnote w:id="7">${p(t("Source."))}</w:footnote>`;
    const parts = { body, ...(body.includes("footnoteReference") && { footnotes }) };
    expect(outline((await readWord(parts, { changes: "accept" })).tree)).toEqual(accepted);
    expect(outline((await readWord(parts, { changes: "reject" })).tree)).toEqual(rejected);
  });
});

describe("Word: rows and pictures that came or went", () => {
  const by = 'w:author="Relectrice" w:date="2024-06-07T10:00:00Z"';
  const whole = { author: "Relectrice", date: "2024-06-07T10:00:00Z", quote: "" };
  const gone = (text: string) => `<w:del ${by}><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
  const row = (change: string, ...cells: string[]) =>
    `<w:trPr><w:${change} ${by}/></w:trPr>${cells.map((inside) => cell(p(inside))).join("")}`;
  const linked = (inside: string) => `<w:ins ${by}>${inside}</w:ins>`;

  test.each([
    ["accept", ["table s,s head 1", "  [* a] [* b]", "  [mis] [là]", figure("Barres")]],
    ["reject", ["table s,s head 1", "  [* a] [* b]", "  [ôté] [d’ici]"]],
  ] as const)("%s", async (changes, lines) => {
    const { tree, contributions, warnings } = await readWord(
      {
        body:
          table(
            header + cell(p(t("a"))) + cell(p(t("b"))),
            row("del", gone("ôté"), gone("d’ici")),
            row("ins", t("mis"), t("là")),
          ) + p(linked(picture("rId9", "Barres"))),
        ...chart,
      },
      { changes },
    );
    expect(outline(tree)).toEqual(lines);
    const at = tree.blocks[0]!.id;
    const [before, rows] = changes === "accept" ? ["a\nb", 1] : ["ôté\nd’ici", 2];
    expect(contributions).toEqual([
      { type: "deletion", ...whole, at, quote: "a\nb", text: "ôté\nd’ici", whole: "row", row: 1 },
      { type: "insertion", ...whole, at, quote: before, text: "mis\nlà", whole: "row", row: rows },
      { type: "insertion", ...whole, text: "Barres", ...(changes === "reject" && { at, whole: "paragraphs" }) },
    ]);
    expect(warnings.at(-1)!.details.authors).toBe("Relectrice");
  });
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

describe("Word: a paragraph whose end was deleted, and nothing to join", () => {
  const gone = '<w:rPr><w:del w:author="Auteur"/></w:rPr>';
  test.each([
    [
      "before a table",
      p(t("Un"), `<w:pStyle w:val="Titre1"/>${gone}`) + table(header + cell(p(t("c")))) + p(t("deux")),
      ["h1 Un", "table s head 1", "  [* c]", "p deux"],
    ],
    ["at the end", p(t("Un"), `<w:pStyle w:val="Titre1"/>${gone}`), ["h1 Un"]],
  ])("%s", async (_, body, lines) => {
    expect(outline((await readWord({ body, styles })).tree)).toEqual(lines);
  });
});

describe("Word: paragraphs that someone typed, read as if they were rejected", () => {
  const by = 'w:author="Relectrice"';
  const own = `<w:rPr><w:ins ${by}/></w:rPr>`;
  const ins = (text: string) => `<w:ins ${by}>${t(text)}</w:ins>`;
  test.each<[string, string, string[], string[]]>([
    [
      "after Enter at the end of a paragraph, they come after it",
      p(t("Un."), own) + p(ins("De plus."), own) + p(ins("Encore.")) + p(t("Deux.")),
      ["p Un.", "p Deux."],
      ["paragraphs after Un.: De plus.\n\nEncore."],
    ],
    [
      "before a paragraph, they come after the one before",
      p(t("Un.")) + p(ins("De plus."), own) + p(t("Deux.")),
      ["p Un.", "p Deux."],
      ["paragraphs after Un.: De plus."],
    ],
    [
      "before a table, after the paragraph that ends there",
      p(t("Un."), own) + p(ins("De plus.")) + table(header + cell(p(t("c")))),
      ["p Un.", "table s head 1", "  [* c]"],
      ["paragraphs after Un.: De plus."],
    ],
    [
      "between the halves of a paragraph, they are among its words",
      p(t("Un, "), own) + p(ins("de plus,"), own) + p(t("deux.")),
      ["p Un, deux."],
      ["words in Un, deux.: \n\nde plus,\n\n"],
    ],
    [
      "beside words put in before them, each is told for itself",
      p(t("Un") + ins(" et demi"), own) + p(ins("De plus.")),
      ["p Un"],
      ["words in Un:  et demi", "paragraphs after Un: De plus."],
    ],
  ])("%s", async (_, body, lines, told) => {
    const { tree, contributions } = await readWord({ body }, { changes: "reject" });
    expect(outline(tree)).toEqual(lines);
    const said = contributions.map(({ at, whole, text }) => {
      const block = tree.blocks.find(({ id }) => id === at)!;
      return `${whole ? `${whole} after` : "words in"} ${textOf(block)}: ${text}`;
    });
    expect(said).toEqual(told);
  });
});

test("Word: a table deleted whole is one contribution, though a row of it was commented on", async () => {
  const by = 'w:author="Relectrice"';
  const gone = (text: string) =>
    `<w:trPr><w:del ${by}/></w:trPr>${cell(p(`<w:del ${by}><w:r><w:delText>${text}</w:delText></w:r></w:del>`))}`;
  const noted = gone("b").replace("</w:p>", '<w:r><w:commentReference w:id="1"/></w:r></w:p>');
  const comments = `<w:comment w:id="1" w:author="Relectrice">${p(t("Trop long."))}</w:comment>`;
  const body = p(t("Avant.")) + table(gone("a"), noted, gone("c")) + p(t("Après."));
  const { tree, contributions } = await readWord({ body, comments }, { changes: "reject" });
  const at = tree.blocks[1]!.id;
  expect(contributions).toMatchObject([
    { type: "deletion", author: "Relectrice", at, quote: "", text: "a\nb\nc", whole: "table" },
    { type: "comment", text: "Trop long." },
  ]);
  expect(outline((await readWord({ body, comments })).tree)).toEqual(["p Avant.", "p Après."]);
});

describe("Word: threads of comments", () => {
  const said = (id: number, text: string) =>
    `<w:comment w:id="${id}" w:author="Auteur ${id}"><w:p w14:paraId="0000000${id}">${t(text)}</w:p></w:comment>`;
  const places = [1, 2, 3].map((id) => `<w:r><w:commentReference w:id="${id}"/></w:r>`).join("");
  const thread = (id: number, more: string) => `<w15:commentEx w15:paraId="0000000${id}" ${more}/>`;
  const read = (...threads: string[]) =>
    readWord({
      body: p(t("mot") + places),
      comments: said(1, "Ou non ?") + said(2, "Oui.") + said(3, "Si."),
      related: { rId5: ["commentsExtended", "commentsExtended.xml"] },
      files: {
        "word/commentsExtended.xml": strToU8(
          `<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">${threads.join("")}</w15:commentsEx>`,
        ),
      },
    });

  test.each<[string, string[], unknown[]]>([
    [
      "answers go with the comment that they answer, also those to answers, and say that it is done",
      [
        thread(1, 'w15:done="1"'),
        thread(2, 'w15:paraIdParent="00000001" w15:done="1"'),
        thread(3, 'w15:paraIdParent="00000002" w15:done="1"'),
      ],
      [
        {
          text: "Ou non ?",
          replies: [
            { author: "Auteur 2", text: "Oui." },
            { author: "Auteur 3", text: "Si." },
          ],
          resolved: true,
        },
      ],
    ],
    [
      "answers that go in a circle are comments",
      [thread(1, 'w15:paraIdParent="00000002"'), thread(2, 'w15:paraIdParent="00000001"'), thread(3, 'w15:done="0"')],
      [{ text: "Ou non ?" }, { text: "Oui." }, { text: "Si." }],
    ],
  ])("%s", async (_, threads, expected) => {
    const { contributions, warnings } = await read(...threads);
    expect(contributions.map(({ text, replies, resolved }) => ({ text, replies, resolved }))).toEqual(
      expected.map((one) => ({ replies: undefined, resolved: undefined, ...(one as object) })),
    );
    expect(warnings.map(({ code }) => code)).toEqual(["comment-kept", "comment-kept", "comment-kept"]);
  });
});

describe("Word: answers to comments in a file that does not say which they answer", () => {
  const said = (id: number, text: string) => `<w:comment w:id="${id}" w:author="Auteur">${p(t(text))}</w:comment>`;
  const [start, end] = ["Start", "End"].map((edge) => (id: number) => `<w:commentRange${edge} w:id="${id}"/>`);
  const reference = (id: number) => `<w:r><w:commentReference w:id="${id}"/></w:r>`;
  const ended = (id: number) => end!(id) + reference(id);
  const nested = start!(3) + start!(2) + start!(1) + t("mot") + ended(1) + ended(2) + ended(3);
  const read = (program: string, body: string) =>
    readWord({
      body: p(t("un ") + body + t(" de plus")),
      comments: said(1, "Ou non ?") + said(2, "Oui.") + said(3, "Si."),
      files: {
        "docProps/app.xml": strToU8(
          `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>${program}</Application></Properties>`,
        ),
      },
    });
  const office = "LibreOffice/7.4.7.2$Linux_X86_64";

  test.each<[string, string, string, string[]]>([
    ["on the same words, by LibreOffice 7", office, nested, ["Ou non ? – Oui. – Si."]],
    [
      "behind the words, by LibreOffice 7",
      office,
      start!(1) + t("mot") + ended(1) + reference(2) + reference(3),
      ["Ou non ? – Oui. – Si."],
    ],
    [
      "on other words, they are comments",
      office,
      [1, 2, 3].map((id) => start!(id) + t("mot") + ended(id)).join(" "),
      ["Ou non ?", "Oui.", "Si."],
    ],
    [
      "of a LibreOffice that says it, they are comments",
      "LibreOffice/24.8.1.2$Linux_X86_64",
      nested,
      ["Ou non ?", "Oui.", "Si."],
    ],
    ["of Word, which says it, they are comments", "Microsoft Office Word", nested, ["Ou non ?", "Oui.", "Si."]],
  ])("%s", async (_, program, body, threads) => {
    const { contributions, warnings } = await read(program, body);
    expect(
      contributions.map(({ text, replies = [] }) => [text, ...replies.map((one) => one.text)].join(" – ")),
    ).toEqual(threads);
    expect(warnings.filter(({ code }) => code === "comment-kept")).toHaveLength(3);
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

  test("comments, with the words they are on", async () => {
    const { tree, contributions, warnings } = await readWord({
      body: p(
        `${t("un ")}<w:commentRangeStart w:id="1"/>${t("mot")}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`,
      ),
      comments: `<w:comment w:id="1" w:author="Relectrice" w:date="2024-06-07T10:00:00Z">${p(t("À revoir"))}${p(t("vite"))}</w:comment>`,
    });
    const at = tree.blocks[0]!.id;
    const quote = "mot";
    const text = "À revoir\nvite";
    expect(contributions).toEqual([
      { type: "comment", author: "Relectrice", date: "2024-06-07T10:00:00Z", at, quote, text },
    ]);
    expect(warnings).toEqual([{ code: "comment-kept", details: { author: "Relectrice", text, quote }, at }]);
  });

  describe("comments, where they are", () => {
    const [starts, ends] = ["Start", "End"].map((edge) => `<w:commentRange${edge} w:id="1"/>`);
    const reference = '<w:r><w:commentReference w:id="1"/></w:r>';
    test.each<[string, string, number | undefined, string]>([
      ["over two paragraphs", p(starts + t("début")) + p(t("fin") + ends + reference + t(" x")), 0, "début"],
      ["from the end of a paragraph", p(t("a") + starts) + p(t("mot") + ends + reference + t(" x")), 1, "mot"],
      ["from between paragraphs", p(t("a")) + starts + p(t("mot") + ends + t(" x") + reference), 1, "mot"],
      [
        "from a paragraph whose end was deleted",
        p(starts + t("un "), '<w:rPr><w:del w:author="x"/></w:rPr>') + p(t("mot") + ends + reference + t(" x")),
        0,
        "un mot",
      ],
      ["at a point", p(t("a")) + p(t("b") + reference), 1, ""],
      ["without a reference", p(t("a")) + p(t("un ") + starts + t("mot") + ends + t(" x")), 1, "mot"],
      ["without any place", p(t("a")), undefined, ""],
    ])("%s", async (_, body, block, quote) => {
      const words = "<w:r><w:t>sous</w:t><w:noBreakHyphen/><w:t>titre</w:t></w:r>";
      const comments = `<w:comment w:id="1" w:author="Relectrice">${p(words)}</w:comment>`;
      const { tree, contributions, warnings } = await readWord({ body, comments });
      const at = block === undefined ? {} : { at: tree.blocks[block]!.id };
      const told = { type: "comment", author: "Relectrice", quote, text: "sous\u2011titre" };
      expect(contributions).toEqual([{ ...told, ...at }]);
      expect(warnings.filter(({ code }) => code === "comment-kept")).toHaveLength(1);
    });
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

describe("Word: the head of the document", () => {
  test.each<[string, string, object, string[]]>([
    [
      "title, subtitle, authors",
      [
        styled("Titre", "Accueillir"),
        styled("Titre", "et intégrer"),
        styled("Soustitre", "Note"),
        styled("Auteur", "Une autrice ; Un auteur"),
      ].join(""),
      { title: "Accueillir et intégrer", subtitle: "Note", authors: ["Une autrice", "Un auteur"] },
      [],
    ],
    [
      "a title below",
      [styled("Titre", "Accueillir"), styled("Titre1", "Cadre"), styled("Titre", "Partie")].join(""),
      { title: "Accueillir", authors: [] },
      ["h1 Cadre", "h1 Partie"],
    ],
    [
      "a lone first heading",
      [styled("Titre1", "Accueillir"), styled("Uberschrift2", "Cadre")].join(""),
      { title: "Accueillir", authors: [] },
      ["h1 Cadre"],
    ],
  ])("%s", async (_, body, meta, lines) => {
    const { tree } = await readWord({ body, styles });
    expect(tree.meta).toEqual({ language: "fr-FR", keywords: [], ...meta });
    expect(outline(tree)).toEqual(lines);
  });

  test("the language that most runs are in", async () => {
    const english = '<w:lang w:val="en-GB"/>';
    const { tree } = await readWord({
      styles,
      body: p(`${t("The word ", english)}${t("laïcité")}${t(" stays", english)}`),
    });
    expect(tree.meta.language).toBe("en-GB");
  });

  test("the language of the words, where a template left another", async () => {
    const words =
      "Le séminaire porte sur les pratiques des communes et une note est prévue dans le cadre de la veille. ";
    const english =
      '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>';
    const body = p(`${t(words.repeat(6))}${t("école", '<w:lang w:val="fr-FR"/>')}${t(" ici.")}`);
    const { tree, warnings } = await readWord({ styles: english, body });
    expect(tree.meta.language).toBe("fr-FR");
    expect(outline(tree)).toEqual([`p ${words.repeat(6)}école ici.`]);
    expect(warnings).toEqual([{ code: "language-doubtful", details: { declared: "en-US", used: "fr-FR" } }]);
  });
});

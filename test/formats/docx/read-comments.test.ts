import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { readWord } from "../drafts.ts";
import { p, t } from "./wordprocessing.ts";

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

  test.each<[string, string[], unknown[], string[]]>([
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
      ["comment-resolved-kept", "comment-answer-kept", "comment-answer-kept"],
    ],
    [
      "answers that go in a circle are comments",
      [thread(1, 'w15:paraIdParent="00000002"'), thread(2, 'w15:paraIdParent="00000001"'), thread(3, 'w15:done="0"')],
      [{ text: "Ou non ?" }, { text: "Oui." }, { text: "Si." }],
      ["comment-kept", "comment-kept", "comment-kept"],
    ],
  ])("%s", async (_, threads, expected, codes) => {
    const { contributions, warnings } = await read(...threads);
    expect(contributions.map(({ text, replies, resolved }) => ({ text, replies, resolved }))).toEqual(
      expected.map((one) => ({ replies: undefined, resolved: undefined, ...(one as object) })),
    );
    expect(warnings.map(({ code }) => code)).toEqual(codes);
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
    expect(warnings.filter(({ code }) => /^comment-(answer-)?kept$/.test(code))).toHaveLength(3);
  });
});

describe("Word: comments on a draft", () => {
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
});

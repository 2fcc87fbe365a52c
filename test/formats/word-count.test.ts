import { expect, test } from "vitest";
import { outline } from "../../infra/cli/outline.ts";
import type { WarningCode } from "../../shared/errors.ts";
import { namespaces, openDocumentFile, readWell, wordFile } from "./drafts.ts";

const words = "L’accueil des familles au centre social. ".repeat(20);
/** As many words as a half of those, in none of them. */
const typed = "Chaque commune tient ses ateliers mensuels. ".repeat(10);
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const field = (instruction: string, result: string) =>
  `${mark("begin")}<w:r><w:instrText>${instruction}</w:instrText></w:r>${mark("separate")}${result}${mark("end")}`;
const zotero = `ADDIN ZOTERO_ITEM CSL_CITATION ${JSON.stringify({ citationItems: [{ id: 1, itemData: { id: 1, type: "book", title: words.trim() } }] }).replaceAll('"', "&quot;")}`;
const hidden = `<w:r><w:rPr><w:vanish/></w:rPr><w:t>${words.slice(0, words.length / 2)}</w:t></w:r>`;
const word = (body: string) => wordFile({ body });
const odt = (body: string) => openDocumentFile({ body });
/** A tag of HTML is a word. */
const told = (name: string) => ({ source: name.endsWith(".md") ? 124 : 122, found: 2 });

/** Where far fewer words are read than a file holds, that is told with both numbers. */
test.each<[string, string, Uint8Array, WarningCode[]]>([
  [
    "a Word field that takes in the document is told, and so are the words that lack",
    "note.docx",
    word(
      `<w:p>${run("Avant tout.")}</w:p><w:p>${mark("begin")}<w:r><w:instrText>TOC</w:instrText></w:r>${mark("separate")}${run(words)}</w:p><w:p>${mark("end")}</w:p>`,
    ),
    ["contents-dropped", "contents-words-dropped", "words-missing"],
  ],
  [
    "a hidden section of an OpenDocument text is told, and so are the words that lack",
    "note.odt",
    odt(`<text:p>Avant tout.</text:p><text:section text:display="none"><text:p>${words}</text:p></text:section>`),
    ["words-missing", "hidden-text-dropped"],
  ],
  [
    "an HTML element that is dropped from Markdown is told, and so are the words that lack",
    "note.md",
    Buffer.from(`Avant tout.\n\n<object>\n${words}\n</object>\n`),
    ["html-dropped", "words-missing"],
  ],
  [
    "words of an HTML comment in Markdown do not lack",
    "note.md",
    Buffer.from(`<!--\n${words}\n-->\n\nAvant tout. <!-- ${words} -->\n`),
    ["html-comment-dropped"],
  ],
  [
    "words of Markdown that a comment without end takes in are told to lack",
    "note.md",
    Buffer.from(`Avant tout.\n\n<!-- À revoir\n\n${words}\n`),
    ["html-comment-dropped", "words-missing"],
  ],
  [
    "words of a Word text cut in many runs are not counted twice",
    "note.docx",
    word(`<w:p>${[...words].map((letter) => run(letter)).join("")}</w:p>`),
    [],
  ],
  [
    "words that a tracked deletion takes out of a Word text do not lack",
    "note.docx",
    word(`<w:p>${run("Avant tout.")}<w:del><w:r><w:delText>${words}</w:delText></w:r></w:del></w:p>`),
    ["changes-accepted"],
  ],
  [
    "contents, citations and a bibliography that a program composed do not lack in a Word text",
    "note.docx",
    word(
      `<w:p>${run("Avant tout.")}</w:p><w:p>${field("TOC", `${run(words)}<w:r><w:tab/></w:r>${run("3")}`)}</w:p><w:p>${field(zotero, run(words))}</w:p><w:p>${field("ADDIN ZOTERO_BIBL", run(words))}</w:p>`,
    ),
    ["bibliography-dropped", "contents-dropped"],
  ],
  [
    "words typed in a citation and in a bibliography of a Word text are told, and so are those that lack",
    "note.docx",
    word(
      `<w:p>${run("Avant.")}</w:p><w:p>${field(zotero, run(`${typed}Voilà.`))}</w:p><w:p>${field("ADDIN ZOTERO_BIBL", run(typed))}</w:p>`,
    ),
    ["bibliography-dropped", "bibliography-words-dropped", "citation-words-dropped", "words-missing"],
  ],
  [
    "words that were deleted with changes tracked do not make up for those that lack",
    "note.docx",
    word(
      `<w:p>${run("Avant tout. ")}<w:del><w:r><w:delText>${words}</w:delText></w:r></w:del></w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>${words}</w:t></w:r></w:p>`,
    ),
    ["changes-accepted", "hidden-text-dropped", "words-missing"],
  ],
  [
    "words that one person inserted and another deleted do not lack in a Word text",
    "note.docx",
    word(
      `<w:p>${run("Avant tout.")}<w:ins w:author="Autrice"><w:del w:author="Relecteur"><w:r><w:delText>${words}</w:delText></w:r></w:del></w:ins></w:p>`,
    ),
    ["changes-accepted"],
  ],
  [
    "hidden words of a note and of a text box lack as those of the text do",
    "note.docx",
    wordFile({
      body: `<w:p>${run("Avant tout. ")}<w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:pict><w:txbxContent><w:p>${hidden}</w:p></w:txbxContent></w:pict></w:r></w:p>`,
      footnotes: `<w:footnote w:id="7"><w:p>${hidden}</w:p></w:footnote>`,
    }),
    ["hidden-text-dropped", "words-missing", "shape-dropped"],
  ],
  [
    "comments and contents of an OpenDocument text do not lack",
    "note.odt",
    odt(
      `<text:table-of-content><text:index-body><text:p>${words}<text:tab/>3</text:p></text:index-body></text:table-of-content><text:p>Avant tout.<office:annotation><text:p>${words}</text:p></office:annotation></text:p>`,
    ),
    ["contents-dropped", "comment-kept"],
  ],
])("%s", async (_, name, bytes, codes) => {
  const { warnings } = await readWell(name, bytes);
  expect(warnings.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
  const [missing] = warnings.filter(({ code }) => code === "words-missing");
  if (missing) expect(missing.details).toEqual(told(name));
});

test("words that lack are told where nothing was read, and where more than a third lacks", async () => {
  const short = hidden.replace(
    words.slice(0, words.length / 2),
    "Cadre de travail du réseau pour 2008 et 2009 en entier",
  );
  const kept = words.split(" ").slice(0, 100).join(" ");
  const missing = async (body: string) =>
    (await readWell("note.docx", word(body))).warnings.find(({ code }) => code === "words-missing")?.details;
  expect(await missing(`<w:p>${short}</w:p>`)).toEqual({ found: 0, source: 11 });
  expect(await missing(`<w:p>${run(kept)}${hidden}</w:p>`)).toEqual({ found: 100, source: 159 });
  expect(await missing(`<w:p>${run(kept)}${run(kept)}${hidden}</w:p>`)).toBeUndefined();
});

test("a field of Zotero that never ends takes in none of the words that follow, in whatever encoding", async () => {
  const body = `<w:p>${run("Vu ")}${mark("begin")}<w:r><w:instrText>${zotero}</w:instrText></w:r>${run("(Noël)")}</w:p><w:p>${run(words)}</w:p>`;
  const sixteen = Buffer.from(`\uFEFF<w:document ${namespaces}><w:body>${body}</w:body></w:document>`, "utf16le");
  const others: Record<string, Uint8Array>[] = [{}, { "word/document.xml": sixteen }];
  for (const files of others) {
    const { tree, warnings } = await readWell("note.docx", wordFile({ body, files }));
    expect(outline(tree)).toEqual(["p Vu (Noël)", `p ${words.trim()}`]);
    expect(warnings.map(({ code }) => code)).toEqual(["field-unended"]);
  }
});

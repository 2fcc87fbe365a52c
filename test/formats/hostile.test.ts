import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { many, run } from "../../infra/bench/reading-files.ts";
import { flagsOf } from "../../infra/local/children.ts";
import { tries } from "../long.ts";
import { limits, namespaces, openDocumentFile, type WordParts, wordFile } from "./drafts.ts";

/** Files made to hurt, read one after another in a process beside this one: they come to a refusal, or to blocks. */

type File = [name: string, bytes: Uint8Array];
type Row = [what: string, make: () => File, expected: string];

/** Of what costs most to read: all of it in the long form. */
const [thousands, columns] = [tries(4_000, 20_000), tries(3_000, 8_000)];

const word = (parts: WordParts): File => ["note.docx", wordFile(parts)];
const body = (inside: string): File => word({ body: inside });
const odt = (inside: string): File => ["note.odt", openDocumentFile({ body: inside })];
const markdown = (source: string): File => ["note.md", strToU8(source)];
const part = (bytes: Uint8Array): File => word({ body: run("a"), styles: "", files: { "word/styles.xml": bytes } });
const xml = (text: string): File => part(strToU8(text));
const nested = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);

const archives: Row[] = [
  [
    "an archive in an archive",
    () => ["a.zip", zipSync({ "a.zip": zipSync({ "a.md": strToU8("a") }) })],
    "archive-without-draft",
  ],
  [
    "3 000 entries",
    () => ["a.zip", zipSync(Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`${at}`, new Uint8Array()])))],
    "archive-too-large",
  ],
];

const ofXml: Row[] = [
  [
    "attributes by tens of thousands",
    () => body(`<w:p ${many(tries(40_000, 200_000), (_, at) => `a${at}="" `)}/>`),
    "blocks",
  ],
  ["one attribute twice", () => body('<w:p a="1" a="2"/>'), "file-damaged"],
  [
    "namespaces by tens of thousands",
    () => body(`<w:p ${many(tries(20_000, 100_000), (_, at) => `xmlns:a${at}="b" `)}/>`),
    "blocks",
  ],
  [
    "namespaces upon namespaces",
    () => body(`<w:p ${many(5_000, (_, at) => `xmlns:a${at}="b" `)}>${'<w:r xmlns:c="d"/>'.repeat(20_000)}</w:p>`),
    "xml-hostile",
  ],
  ["sixty thousand levels", () => body(nested(60_000, "<w:r>", "</w:r>")), "xml-hostile"],
  ["as many that nobody reads", () => body(`<w:tblPrEx>${nested(100_000, "<x>", "</x>")}</w:tblPrEx>`), "xml-hostile"],
  [
    "a DTD in UTF-16",
    () => part(Buffer.from('\uFEFF<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "utf16le")),
    "xml-hostile",
  ],
  ["a DTD in UTF-16 without its mark", () => part(Buffer.from("<!DOCTYPE a><a/>", "utf16le")), "file-damaged"],
  ["a DTD in UTF-7", () => xml('<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'), "file-damaged"],
  ["an entity of nobody", () => xml("<a>&lol;</a>"), "file-damaged"],
  [
    "a million characters by number",
    () => body(`<w:p><w:r><w:t>${"&#x41;&amp;".repeat(500_000)}</w:t></w:r></w:p>`),
    "archive-too-large",
  ],
  [
    "as many as a file may have",
    () => body(`<w:p><w:r><w:t>${many(tries(40_000, 200_000), (one) => `&#x41;${one}`)}</w:t></w:r></w:p>`),
    "blocks",
  ],
  [
    "a flood of CDATA",
    () => body(`<w:p><w:r><w:t>${many(100_000, (one) => `<![CDATA[${one.slice(0, 4)}]]>`)}</w:t></w:r></w:p>`),
    "blocks",
  ],
  ["a flood of comments", () => body(`<w:p>${many(100_000, (one) => `<!--${one}-->`)}</w:p>`), "blocks"],
  ["a flood of instructions", () => body(`<w:p>${many(100_000, (one) => `<?a ${one}?>`)}</w:p>`), "blocks"],
  [
    "one word of ten megabytes",
    () => body(`<w:p><w:r><w:t>${many(1_600_000, (one) => one)}</w:t></w:r></w:p>`),
    "document-too-large",
  ],
];

const style = (id: string, on: string) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:basedOn w:val="${on}"/></w:style>`;
const link = (id: number, to: string) =>
  `<w:abstractNum w:abstractNumId="${id}"><w:numStyleLink w:val="${to}"/></w:abstractNum><w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`;
const numbered = (id: string) =>
  `<w:style w:type="numbering" w:styleId="${id}"><w:pPr><w:numPr><w:numId w:val="${id === "A" ? 2 : 1}"/></w:numPr></w:pPr></w:style>`;
const cell = (properties: string) => `<w:tc><w:tcPr>${properties}</w:tcPr><w:p>${run("a")}</w:p></w:tc>`;
const itself = (type: string): WordParts["related"] => ({ x: [type, "document.xml"] });

const ofWord: Row[] = [
  ["runs' languages that never end, in a comment", () => body(`<!--${"<w:lang ".repeat(120_000)}-->`), "blocks"],
  [
    "a header of 400 000 signs that might count pages",
    () =>
      word({
        body: run("a"),
        related: { h: ["header", "header1.xml"] },
        files: {
          "word/header1.xml": strToU8(`<w:hdr ${namespaces}><w:p>${run(`${"i".repeat(400_000)}!`)}</w:p></w:hdr>`),
        },
      }),
    "blocks",
  ],
  ["words far apart", () => body(`<w:p>${run(`a${" ".repeat(900_000)}b`)}</w:p>`), "blocks"],
  [
    "styles based on each other",
    () =>
      word({
        body: `<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>${run("a")}</w:p>`,
        styles: style("A", "B") + style("B", "A") + style("C", "C"),
      }),
    "blocks",
  ],
  [
    "styles based on one another, 30 000 deep",
    () =>
      word({
        body: `<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr>${run("a")}</w:p>`,
        styles: many(30_000, (_, at) => style(`s${at}`, `s${at + 1}`)),
      }),
    "blocks",
  ],
  [
    "lists that stand for each other",
    () =>
      word({
        body: `<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>${run("a")}</w:p>`,
        styles: numbered("A") + numbered("B"),
        numbering: link(1, "A") + link(2, "B"),
      }),
    "blocks",
  ],
  [
    "a row of tens of thousands of cells",
    () => body(`<w:tbl><w:tr>${many(tries(120_000, 250_000), (one) => `<w:tc><!--${one}--></w:tc>`)}</w:tr></w:tbl>`),
    "document-too-large",
  ],
  ["100 000 rows", () => body(`<w:tbl>${many(100_000, (one) => `<w:tr><!--${one}--></w:tr>`)}</w:tbl>`), "blocks"],
  [
    "a cell over a milliard columns",
    () => body(`<w:tbl><w:tr>${cell('<w:gridSpan w:val="1000000000"/>')}</w:tr></w:tbl>`),
    "blocks",
  ],
  [
    "thousands of cells over a thousand columns",
    () => body(`<w:tbl>${`<w:tr>${cell('<w:gridSpan w:val="1000"/>').repeat(50)}</w:tr>`.repeat(400)}</w:tbl>`),
    "archive-too-large",
  ],
  [
    "rows a thousand columns in",
    () =>
      body(
        `<w:tbl>${many(5_000, (one) => `<w:tr><w:trPr><w:gridBefore w:val="1000"/></w:trPr><w:tc><w:p>${run(one)}</w:p></w:tc></w:tr>`)}</w:tbl>`,
      ),
    "blocks",
  ],
  [
    "cells merged down 10 000 rows",
    () =>
      body(
        `<w:tbl>${many(10_000, (one, at) => `<w:tr>${cell(`<w:vMerge${at === 0 ? ' w:val="restart"' : ""}/><!--${one}-->`)}</w:tr>`)}</w:tbl>`,
      ),
    "blocks",
  ],
  [
    "a note that calls itself",
    () =>
      word({
        body: '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        footnotes: `<w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/></w:r>${run("a")}</w:p></w:footnote>`,
      }),
    "blocks",
  ],
  [
    "comments that never end",
    () => body(`<w:p>${many(100_000, (one) => `<w:commentRangeStart w:id="${one}"/>`)}${run("a")}</w:p>`),
    "blocks",
  ],
  [
    "one comment called for thousands of times",
    () =>
      word({
        body: `<w:p><w:commentRangeStart w:id="1"/>${many(thousands, (one) => `${run(one)}<w:r><w:commentReference w:id="1"/></w:r>`)}</w:p>`,
        comments: `<w:comment w:id="1" w:author="Relecteur"><w:p>${run("a")}</w:p></w:comment>`,
      }),
    "blocks",
  ],
  [
    "thousands of comments that begin with one paragraph",
    () =>
      word({
        body: `<w:p>${many(thousands, (_, at) => `<w:commentRangeStart w:id="${at}"/>`)}${many(thousands, (one, at) => `${run(one)}<w:r><w:commentReference w:id="${at}"/></w:r>`)}</w:p>`,
        comments: many(
          thousands,
          (one, at) => `<w:comment w:id="${at}" w:author="Relecteur"><w:p>${run(one)}</w:p></w:comment>`,
        ),
      }),
    "blocks",
  ],
  [
    "thousands of changes in one paragraph",
    () =>
      body(
        `<w:p>${many(tries(5_000, 20_000), (one) => `${run(one)}<w:ins w:author="${one}">${run("a")}</w:ins>`)}</w:p>`,
      ),
    "blocks",
  ],
  [
    "fields that never end",
    () =>
      body(
        `<w:p>${many(60_000, (one) => `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>${one}</w:instrText></w:r>`)}</w:p>`,
      ),
    "blocks",
  ],
  ["notes that are the document", () => word({ body: run("a"), related: itself("footnotes") }), "blocks"],
  ["styles that are the document", () => word({ body: run("a"), related: itself("styles") }), "blocks"],
  [
    "a chart that is the document",
    () => word({ body: '<w:p><w:r><w:drawing><c:chart r:id="x"/></w:drawing></w:r></w:p>', related: itself("chart") }),
    "blocks",
  ],
  [
    "an image that is the document",
    () =>
      word({ body: '<w:p><w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r></w:p>', related: itself("image") }),
    "blocks",
  ],
  [
    "text boxes in text boxes",
    () =>
      body(
        nested(60, "<w:p><w:r><w:pict><v:textbox><w:txbxContent>", "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"),
      ),
    "xml-hostile",
  ],
];

const repeated = (name: string) => `table:${name}="1000000000"`;

const ofOpenDocument: Row[] = [
  ["paragraphs that never end, in a comment", () => odt(`<!--${"<text:p ".repeat(120_000)}-->`), "blocks"],
  [
    "a cell a milliard times",
    () =>
      odt(
        `<table:table><table:table-row><table:table-cell ${repeated("number-columns-repeated")}><text:p>a</text:p></table:table-cell></table:table-row></table:table>`,
      ),
    "blocks",
  ],
  [
    "a row a milliard times",
    () =>
      odt(
        `<table:table><table:table-row ${repeated("number-rows-repeated")}><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>`,
      ),
    "blocks",
  ],
  [
    "a cell over a milliard rows",
    () =>
      odt(
        `<table:table><table:table-row><table:table-cell ${repeated("number-rows-spanned")} ${repeated("number-columns-spanned")}><text:p>a</text:p></table:table-cell></table:table-row></table:table>`,
      ),
    "blocks",
  ],
  [
    "columns a milliard times, over and over",
    () =>
      odt(
        `<table:table>${many(40_000, (one) => `<table:table-column ${repeated("number-columns-repeated")}/><!--${one}-->`)}</table:table>`,
      ),
    "blocks",
  ],
  [
    "a milliard spaces, over and over",
    () => odt(`<text:p>${many(60_000, (one) => `<text:s text:c="1000000000"/>${one}`)}</text:p>`),
    "blocks",
  ],
  ["lists in lists", () => odt(nested(100, "<text:list><text:list-item>", "</text:list-item></text:list>")), "blocks"],
  [
    "a note in a note",
    () =>
      odt(
        `<text:p>${nested(40, '<text:note text:note-class="footnote"><text:note-body><text:p>', "a</text:p></text:note-body></text:note>")}</text:p>`,
      ),
    "blocks",
  ],
  [
    "changes that never end",
    () => odt(`<text:p>${many(60_000, (one) => `<text:change-start text:change-id="${one}"/>`)}a</text:p>`),
    "blocks",
  ],
  [
    "thousands of comments that begin with one paragraph",
    () => {
      const begun = many(
        thousands,
        (one) => `<office:annotation office:name="${one}"><text:p>a</text:p></office:annotation>`,
      );
      const ended = many(thousands, (one) => `${one} <office:annotation-end office:name="${one}"/>`);
      return odt(`<text:p>${begun}${ended}</text:p>`);
    },
    "blocks",
  ],
];

const ofMarkdown: Row[] = [
  ["a quote of 100 000 levels", () => markdown(">".repeat(100_000)), "document-too-large"],
  ["brackets", () => markdown("[".repeat(50_000) + "]".repeat(50_000)), "document-too-large"],
  [
    "brackets, paragraph by paragraph",
    () => markdown(`${"[".repeat(990)}${"]".repeat(990)}\n\n`.repeat(tries(8, 40))),
    "blocks",
  ],
  ["links that never end", () => markdown("[a](<".repeat(100_000)), "document-too-large"],
  ["stars, paragraph by paragraph", () => markdown(`${"a*b*".repeat(990)}\n\n`.repeat(tries(8, 40))), "blocks"],
  ["a million stars", () => markdown("*".repeat(1_000_000)), "document-too-large"],
  ["a million backticks", () => markdown("`".repeat(1_000_000)), "document-too-large"],
  [
    "backticks, longer and longer",
    () => markdown(many(1_000, (_, at) => `${"`".repeat(at + 1)} `)),
    "document-too-large",
  ],
  [
    "comments that never end, a long way from it",
    () => markdown(`a ${"<!-- ".repeat(400)}${many(40_000, (one) => `${one} `)}`),
    "document-too-large",
  ],
  ["a table of 100 000 rows", () => markdown(`|a|b|\n|-|-|\n${"|c|d|\n".repeat(100_000)}`), "document-too-large"],
  ["a table of 10 000 rows", () => markdown(`|a|b|\n|-|-|\n${"|c|d|\n".repeat(10_000)}`), "passage-too-long"],
  [
    "a table of thousands of columns",
    () => markdown(`${"|a".repeat(columns)}\n${"|-".repeat(columns)}\n${"|b\n".repeat(1_000)}`),
    "document-too-large",
  ],
  [
    "100 000 definitions",
    () => markdown(`${many(100_000, (one) => `[${one}]: http://a.example\n`)}\n[a]`),
    "document-too-large",
  ],
  [
    "thousands of notes, all called",
    () => markdown(many(tries(1_000, 4_000), (one) => `[^${one}]: a\n\n[^${one}]\n\n`)),
    "blocks",
  ],
  ["100 000 items", () => markdown("- a\n".repeat(100_000)), "document-too-large"],
  ["thousands of items", () => markdown("- a\n".repeat(tries(4_000, 15_000))), "blocks"],
  ["items in items", () => markdown(many(3_000, (_, at) => `${"  ".repeat(at)}- a\n`)), "document-too-large"],
  [
    "front matter without end",
    () => markdown(`---\n${many(200_000, (one) => `${one}: b\n`)}---\n\na`),
    "passage-too-long",
  ],
  [
    "front matter that refers to itself, over and over",
    () =>
      markdown(
        `---\na: &a [x, x, x, x]\n${many(9, (_, at) => `b${at}: &b${at} [${`*${at ? `b${at - 1}` : "a"}, `.repeat(9)}x]\n`)}---\n\na`,
      ),
    "front-matter-unreadable",
  ],
];

let reader: ChildProcess;
const startReader = () => {
  reader = fork(join(import.meta.dirname, "hostile-reader.ts"), {
    execArgv: flagsOf(limits.childMemory),
    serialization: "advanced",
  });
};
beforeAll(startReader);
afterAll(() => void reader.kill("SIGKILL"));

/** What the reading process says of a file; where it ends, or says nothing in time, another takes its place. */
async function verdictOn(name: string, bytes: Uint8Array): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const late = setTimeout(() => reader.kill("SIGKILL"), patience);
  const ended = (status: number | null, signal: string | null) => {
    resolve(`the reader ended: ${signal ?? status}`);
    startReader();
  };
  const asked = reader.once("message", resolve).once("exit", ended);
  asked.send({ name, bytes });
  const verdict = await promise;
  clearTimeout(late);
  asked.off("message", resolve).off("exit", ended);
  return verdict;
}

/** Milliseconds: many times what a file takes, on a machine that does much else. */
const patience = 60_000;

describe.each([
  ["an archive", archives],
  ["XML", ofXml],
  ["Word", ofWord],
  ["OpenDocument", ofOpenDocument],
  ["Markdown", ofMarkdown],
])("made to hurt: %s", (_, rows) => {
  test.each(rows)("%s", { timeout: patience * 2 }, async (_what, make, expected) => {
    const [name, bytes] = make();
    expect(bytes.length).toBeLessThan(limits.uploadBytes);
    expect(await verdictOn(name, bytes)).toBe(expected);
  });
});

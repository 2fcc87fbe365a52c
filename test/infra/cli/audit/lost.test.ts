import { describe, expect, test } from "vitest";
import { lossOf } from "../../../../infra/cli/audit/lost.ts";
import { paragraphsOf } from "../../../../infra/cli/audit/source.ts";
import { limits, openDocumentFile, readWell, wordFile } from "../../../formats/drafts.ts";

/** A file has `words`, of which these passages are neither in its tree, nor in a warning, nor in a comment. */
async function check(name: string, bytes: Uint8Array, words: number, passages: string[]): Promise<void> {
  const reading = { ...(await readWell(name, bytes)), modified: "" };
  const loss = lossOf(await paragraphsOf(bytes, limits), reading);
  expect(loss.passages.map((one) => one.words)).toEqual(passages);
  expect([loss.words, loss.lost]).toEqual([words, passages.join(" ").split(" ").filter(Boolean).length]);
}

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const word = (body: string) => wordFile({ body });
const odt = (body: string) => openDocumentFile({ body });
const markdown = (text: string) => Buffer.from(text);

describe("the words that no reading gave back", () => {
  test.each<[string, string, Uint8Array, number, string[]]>([
    [
      "of Markdown none, whatever its marks, addresses and tags are",
      "note.md",
      markdown(
        "---\ntitle: Note\n---\n\n# Un {#s1 .unnumbered}\n\n1. *deux*[^a] <b id='x'>tr</b>ois [quatre](https://a.example/b(c) \"d\")\n2. `cinq` schl&uuml;ssel\n\n::: tip\nsix\n:::\n\n[^a]: sept\n\n|a|b|\n|-|-|\n|huit|neuf|\n",
      ),
      12,
      [],
    ],
    [
      "of Markdown those of an element that is dropped",
      "note.md",
      markdown("Un mot.\n\n<object>\nDeux autres mots\n</object>\n\nUn mot.\n"),
      7,
      ["deux autres mots"],
    ],
    [
      "of Word none, be they in runs, in changes or in a table",
      "note.docx",
      word(
        `<w:p>${run("Bon")}${run("jour à")}<w:r><w:tab/></w:r>${run("tous")}<w:ins w:author="A">${run(" nouveau")}</w:ins><w:del w:author="A"><w:r><w:delText>vieux</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p>${run("case")}</w:p></w:tc></w:tr></w:tbl>`,
      ),
      6,
      [],
    ],
    [
      "of Word those that are hidden, where they stand apart from the same words",
      "note.docx",
      word(
        `<w:p>${run("Le cadre du projet")}</w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Note sur le cadre</w:t></w:r></w:p>`,
      ),
      8,
      ["note sur le cadre"],
    ],
    [
      "of an OpenDocument text those of a hidden section, not those of its contents",
      "note.odt",
      odt(
        `<text:table-of-content><text:index-body><text:index-title><text:p>Sommaire</text:p></text:index-title><text:p>Cadre<text:tab/>3</text:p></text:index-body></text:table-of-content><text:h text:outline-level="1">Cadre</text:h><text:section text:display="none"><text:p>Deux mots</text:p></text:section><text:p>Un<text:s/>texte</text:p>`,
      ),
      7,
      ["deux mots"],
    ],
  ])("%s", (_, name, bytes, words, passages) => check(name, bytes, words, passages));
});

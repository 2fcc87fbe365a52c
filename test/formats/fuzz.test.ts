import fc from "fast-check";
import { strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { expect, test } from "vitest";
import { parseTree } from "../../shared/document/schema.ts";
import { tries } from "../long.ts";
import { fixture, limits, reading } from "./drafts.ts";

/** Whatever the bytes are, reading them ends in a tree that the schema accepts, or in a refusal. */
async function survives(name: string, bytes: Uint8Array): Promise<void> {
  const read = await reading(name, bytes, { limits: { ...limits, nodes: 20_000 } });
  if ("refused" in read) expect(read.refused.code).toMatch(/^(file|archive|xml|document|front-matter)-/);
  else parseTree(JSON.parse(JSON.stringify(read.tree)));
}

const pieces = fc.constantFrom(
  ..."# |## |- |1. |> |\n|\n\n|  |\t|    |*|**|_|`|```\n|~~|[|]|(|)|![|](|{#a .b}|{|}|[^1]|[^1]: |[@a, p. 4]|@|<b>|</b>|<ul><li>|<script>|<!--|-->|&eacute;|---\n|title: a\n|: |^x^|~y~|http://a.b|javascript:x|mot|l’é|\u00A0|\u0000|➔ |Tableau 1 : |\\newpage".split(
    "|",
  ),
  "|a|b|\n|-|-|\n",
  "a\tb\tc\n",
);

test("Markdown of all sorts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 60 }), (some) => survives("note.md", strToU8(`a${some.join("")}`))),
    { numRuns: tries(20, 300) },
  );
});

test("Markdown that nests, or repeats, without end", async () => {
  await survives("note.md", strToU8("> ".repeat(20_000)));
  for (const piece of [
    "[",
    "![",
    "*a ",
    "**a",
    "_a",
    "`",
    "<b>",
    "<ul><li>",
    "> ",
    "- ",
    "[^a]",
    "{",
    "{a",
    "[a](",
    "~a",
    "^a",
    "&",
    "|",
    "\t",
    "@a;",
    "[@a;",
    '<a "',
    "![a](",
  ]) {
    await survives("note.md", strToU8(piece.repeat(2_000)));
    await survives("note.md", strToU8(`a\n\n${piece.repeat(500)}\n\nb`));
  }
});

const word = fixture("note-de-synthese.libreoffice.docx");
const openDocument = fixture("note-de-synthese.libreoffice.odt");

test("archives with bytes changed", async () => {
  const change = fc.record({ at: fc.nat(word.length - 1), to: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const bytes = Uint8Array.from(word);
      for (const { at, to } of changes) bytes[at] = to;
      return survives("note.docx", bytes);
    }),
    { numRuns: tries(15, 150) },
  );
});

test.each([
  ["Word", word, "word/document.xml"],
  ["OpenDocument", openDocument, "content.xml"],
])("%s with elements moved, doubled and taken out", async (_, file, name) => {
  const parts = unzipSync(file);
  const xml = Buffer.from(parts[name]!).toString("utf8");
  const tags = [...xml.matchAll(/<[^>]+>/g)].map(({ index, 0: tag }) => ({ index, end: index + tag.length }));
  const cut = fc.record({ from: fc.nat(tags.length - 1), length: fc.nat(30), twice: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
      let mutated = xml;
      for (const { from, length, twice } of cuts) {
        const start = tags[from]!.index;
        const end = tags[Math.min(from + length, tags.length - 1)]!.end;
        mutated = mutated.slice(0, twice ? end : start) + mutated.slice(twice ? start : end);
      }
      const files: Zippable = { ...parts, [name]: strToU8(mutated) };
      return survives("note", zipSync(files, { level: 1 }));
    }),
    { numRuns: tries(15, 100) },
  );
});

const wordParts = ["document.xml", "styles.xml", "numbering.xml", "footnotes.xml", "_rels/document.xml.rels"];

test.each([
  ["Word", word, wordParts.map((name) => `word/${name}`)],
  ["OpenDocument", openDocument, ["content.xml", "styles.xml"]],
])("%s with other values in its attributes", async (_, file, names) => {
  const parts = unzipSync(file);
  const values = fc.constantFrom(
    "",
    "-1",
    "0",
    "1",
    "99999999999",
    "NaN",
    "a",
    "true",
    "é",
    "__proto__",
    "constructor",
  );
  const attributes = /((?:w|text|style|table|fo|xlink|svg):[\w-]+|Id|Target|Type)="([^"]*)"/g;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.array(fc.tuple(fc.nat(), values), { minLength: 1, maxLength: 30 }),
      (name, changes) => {
        const replacements = new Map(changes.map(([at, value]) => [at % 400, value]));
        let count = 0;
        const xml = Buffer.from(parts[name] ?? []).toString("utf8");
        const mutated = xml.replace(attributes, (whole, attribute: string) => {
          const value = replacements.get(count++ % 400);
          return value === undefined ? whole : `${attribute}="${value}"`;
        });
        return survives("note", zipSync({ ...parts, [name]: strToU8(mutated) }, { level: 1 }));
      },
    ),
    { numRuns: tries(15, 100) },
  );
});

import { expect, test } from "vitest";
import { eachBlock, textOf } from "../../../shared/document/visit.ts";
import { htmlArticle } from "../../../shared/formats/html/article.ts";
import { readTypedText } from "../../../shared/formats/markdown/typed-text.ts";
import { limitsSchema } from "../../../shared/settings.ts";

const limits = limitsSchema.parse({});
const read = (text: string) => readTypedText(text, { language: "fr", limits });

/** What is typed, and the blocks that are read: their type, and what they say. */
test.each<[string, string, string[]]>([
  ["lines end where they were ended", "un\ndeux\n\ntrois", ["paragraph un deux", "paragraph trois"]],
  ["an indent is no code", "    un mot", ["paragraph un mot"]],
  ["front matter is words", "---\nA : b\n---\nsuite", ["thematicBreak ", "heading A : b", "paragraph suite"]],
  ["HTML is words", "<b>gras</b>\n<div>\nx", ["paragraph <b>gras</b> <div> x"]],
  ["braces are words", "# Titre {#id}", ["heading Titre {#id}"]],
  ["an image is a link", "![plan](https://oriv.org/plan.png)", ["paragraph !plan"]],
  ["a lone heading stays where it is", "# Un\n\n## Deux\n\nmot", ["heading Un", "heading Deux", "paragraph mot"]],
  ["a note is one", "un mot[^1]\n\n[^1]: la note", ["paragraph un mot"]],
  ["stars and underscores of sums and names", "2 * 3 * 4, a_b_c.doc", ["paragraph 2 * 3 * 4, a_b_c.doc"]],
  [
    "what is too dense is its lines",
    `**a\n${"[".repeat(5000)}\nfin`,
    ["paragraph **a", `paragraph ${"[".repeat(5000)}`, "paragraph fin"],
  ],
  ["what nests too deep is its lines", "> ".repeat(2000), [`paragraph ${"> ".repeat(2000).trim()}`]],
  ["code is code, whatever its word", "```livrable-callout ::: tip\nun mot\n```", ["codeBlock un mot"]],
  ["code is code, whatever its mark", "```\uE000livrable-callout ::: tip\nun mot\n```", ["codeBlock un mot"]],
  ["marks of a div are words", "::: tip\nun mot\n:::", ["paragraph ::: tip un mot :::"]],
  ["marks of an admonition are words", "!!! note\n    un mot", ["paragraph !!! note un mot"]],
  ["marks of an alert are words", "> [!NOTE]\n> un mot", ["quote [!NOTE] un mot"]],
  ["nothing", "\n \n", []],
])("%s", async (_, text, expected) => {
  const { blocks } = await read(text);
  expect(blocks.map((block) => `${block.type} ${textOf(block)}`)).toEqual(expected);
});

test.each<[string, string]>([
  ["emphases that never close", "**a _b ".repeat(5_700)],
  ["lists in lists", Array.from({ length: 200 }, (_, depth) => `${" ".repeat(depth * 2)}- a`).join("\n")],
  ["openings of code", Array.from({ length: 280 }, (_, index) => "`".repeat(index + 1)).join(" ")],
  ["a line a letter", "a\n".repeat(20_000)],
  ["openings of HTML", "<a ".repeat(13_000)],
  ["blanks before colons", `\`\`\`livrable-callout ::: tip\n::: a${" ".repeat(2_000)}b:c\n\`\`\``],
])("%s are read within two seconds, and give a page", async (_, text) => {
  const begun = performance.now();
  const { blocks } = await read(text);
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect([...eachBlock(blocks)].length).toBeGreaterThan(0);
  const section = { role: "body", generated: false, orientation: "portrait", blocks } as const;
  const head = { title: "–", authors: [], language: "fr", keywords: [], runningHead: "", notes: [], instant: "" };
  expect(htmlArticle({ ...head, sections: [section] }, { imageHref: () => "" })).toContain("<article");
});

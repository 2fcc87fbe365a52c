import { expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { readMarkdown } from "../drafts.ts";

/** Front matter gives `meta`, with warnings of these codes. */
async function check(yaml: string, meta: object, codes: string[] = []): Promise<void> {
  const { tree, warnings } = await readMarkdown(`---\n${yaml}\n---\n\nTexte.`);
  expect(tree.meta).toEqual({ authors: [], keywords: [], language: "fr-FR", ...meta });
  expect(warnings.map(({ code }) => code)).toEqual(codes);
}

test.each<[string, string, object, string[]?]>([
  ["nothing", "# Rien", {}],
  [
    "all of it",
    'title: "Accueillir : note"\nsubtitle: Aux communes\nauthor: Commission d’étude\ndate: 7 juin 2024\nlang: fr-CH\nkeywords: accueil, école',
    {
      title: "Accueillir : note",
      subtitle: "Aux communes",
      authors: ["Commission d’étude"],
      date: "7 juin 2024",
      language: "fr-CH",
      keywords: ["accueil", "école"],
    },
  ],
  [
    "lists",
    "authors: [Une autrice, {name: Un auteur}]\nkeywords: [accueil, 2008]",
    { authors: ["Une autrice", "Un auteur"], keywords: ["accueil", "2008"] },
  ],
  ["dates and numbers as they were written", "title: 2008\ndate: 2024-06-07", { title: "2008", date: "2024-06-07" }],
  ["a language in another dress", "lang: fr_fr", { language: "fr-FR" }],
  ["a language that is none", "lang: français de France", {}, ["language-unknown"]],
  ["fields that are not ours", "toc: true\ntitre: Accueillir", {}, ["front-matter-unknown"]],
  ["empty fields", 'title: ""\nauthor: ""', {}],
  [
    "fields left blank",
    "title: Note\nsubtitle:\nauthor:\nauthors:\n  -\n  - Une autrice\ndate: ~\nlang:\nkeywords:\nbibliography:\nreferences:",
    { title: "Note", authors: ["Une autrice"] },
  ],
])("front matter: %s", (_, yaml, meta, codes) => check(yaml, meta, codes));

test("front matter: what is said of an author beside the name is told", async () => {
  const { tree, warnings } = await readMarkdown(
    "---\nauthor:\n  - name: Une autrice\n    affiliation: RECI\n  - {name: Un auteur, affiliation: RECI, email: a@b.example}\ntoc: true\n---\n\nTexte.",
  );
  expect(tree.meta.authors).toEqual(["Une autrice", "Un auteur"]);
  expect(warnings).toEqual([
    { code: "front-matter-unknown", details: { fields: "toc, author.affiliation, author.email" } },
  ]);
});

test.each<[string, string, string | undefined, string[]]>([
  ["ends with hyphens", "---\ntitle: Note\n---\nTexte.", "Note", ["p Texte."]],
  ["ends with dots", "---\ntitle: Note\n...\n\nTexte.", "Note", ["p Texte."]],
  ["holds nothing", "---\n---\nTexte.", undefined, ["p Texte."]],
  [
    "is none after an empty line",
    "---\n\nUn : deux\n\n---\n\nTexte.",
    undefined,
    ["rule", "p Un : deux", "rule", "p Texte."],
  ],
  [
    "is none after a line of spaces",
    "---\n \t\nUn [deux.\n\n---\n\nTexte.",
    undefined,
    ["rule", "p Un [deux.", "rule", "p Texte."],
  ],
  [
    "is none where it is a sentence",
    "---\nUn paragraphe.\n\n---\n\nTexte.",
    undefined,
    ["rule", "p Un paragraphe.", "rule", "p Texte."],
  ],
  [
    "is none where it is a list",
    "---\n- un\n\n---\n\nTexte.",
    undefined,
    ["rule", "ul", "  -", "    p un", "rule", "p Texte."],
  ],
  ["is none where it does not end", "---\nUn : deux\n\nTexte.", undefined, ["rule", "p Un : deux", "p Texte."]],
])("front matter %s", async (_, source, title, lines) => {
  const { tree, warnings } = await readMarkdown(source);
  expect(tree.meta.title).toBe(title);
  expect(outline(tree)).toEqual(lines);
  expect(warnings).toEqual([]);
});

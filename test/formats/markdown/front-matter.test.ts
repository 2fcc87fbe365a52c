import { expect, test } from "vitest";
import { readMarkdown } from "../drafts.ts";

/** Front matter gives `meta`, with warnings of these codes. */
async function check(yaml: string, meta: object, codes: string[] = []): Promise<void> {
  const { tree, warnings } = await readMarkdown(`---\n${yaml}\n---\n\nTexte.`);
  expect(tree.meta).toEqual({ authors: [], keywords: [], language: "fr-FR", ...meta });
  expect(warnings.map(({ code }) => code)).toEqual(codes);
}

test.each<[string, string, object, string[]?]>([
  ["nothing", "", {}],
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
])("front matter: %s", (_, yaml, meta, codes) => check(yaml, meta, codes));

import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { readWord } from "../drafts.ts";
import { p, styled, styles, t } from "./wordprocessing.ts";

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
      "a line in a style named as those of our covers, in a file that is not ours",
      [styled("Titre", "Accueillir"), styled("Cover Line", "Note de cadrage"), styled("Titre1", "Cadre")].join(""),
      { title: "Accueillir", authors: [] },
      ["p Note de cadrage", "h1 Cadre"],
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

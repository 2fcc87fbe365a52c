import { describe, test } from "vitest";
import { cell, check, item, p, type Row, style, styled, styles, t, table } from "./wordprocessing.ts";

const sides = (...names: string[]) =>
  `<w:pBdr>${names.map((name) => `<w:${name} w:val="single" w:sz="4" w:space="1" w:color="000000"/>`).join("")}</w:pBdr>`;
const frame = sides("top", "left", "bottom", "right");
const tint = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>';
const framed = (words: string, properties = frame) => p(t(words), properties);
const bold = (words: string, properties = frame) => p(t(words, "<w:b/>"), properties);

const own = [
  ["Retenir", "À retenir"],
  ["Exemple", "Exemple"],
  ["Attention", "Encadré Attention"],
  ["AttentionTitre", "Encadré Attention titre"],
  ["Cle", "Key Figure"],
  ["Exergue", "Citation en exergue"],
  ["Note", "Note"],
  ["Encadre", "Encadré"],
].map(([id, name]) => style(id!, name!));
const all = `${styles}${own.join("")}
  ${style("Definition", "Définition", `<w:pPr>${frame}</w:pPr>`)}
  ${style("Gris", "Fond gris", `<w:pPr>${tint}</w:pPr>`)}
  ${style("Cadre2", "Titre encadré maison", `<w:basedOn w:val="Titre1"/><w:pPr>${frame}</w:pPr>`)}
  ${style("Perso", "Maison", '<w:basedOn w:val="Retenir"/>')}
  <w:style w:type="table" w:styleId="Grille"><w:name w:val="Table Grid"/></w:style>`;

const boxed = (inside: string, properties = '<w:tblStyle w:val="Grille"/>') =>
  table(cell(inside)).replace("<w:tbl>", `<w:tbl><w:tblPr>${properties}</w:tblPr>`);

function checkAll(rows: readonly Row[]): void {
  test.each(rows)("%s", async (_, body, lines, codes = []) => {
    await check({ body: body as string, styles: all }, lines, codes);
  });
}

describe("Word: a callout by the name of its style", () => {
  checkAll([
    ["in French", styled("Retenir", "Un.") + styled("Retenir", "Deux."), ["takeaway", "  p Un.", "  p Deux."]],
    [
      "the same in English",
      styled("Cle", "Un chiffre de quelques mots."),
      ["keyFigure", "  p Un chiffre de quelques mots."],
    ],
    ["a name that other styles have, framed", styled("Definition", "Un mot."), ["definition", "  p Un mot."]],
    ["a style based on one", styled("Perso", "Un."), ["takeaway", "  p Un."]],
    [
      "with its title",
      styled("AttentionTitre", "Le danger") + styled("Attention", "Un."),
      ["warning : Le danger", "  p Un."],
    ],
    [
      "its word as its title",
      styled("AttentionTitre", "Attention !") + styled("Attention", "Un."),
      ["warning", "  p Un."],
    ],
    [
      "its word as its first line",
      styled("Retenir", "À retenir :") + styled("Retenir", "Un."),
      ["takeaway", "  p Un."],
    ],
    [
      "a figure first",
      styled("Cle", "42 %") + styled("Cle", "des jeunes accueillis."),
      ["keyFigure : 42 %", "  p des jeunes accueillis."],
    ],
    ["a quotation drawn out", styled("Exergue", "On apprend."), ["pullQuote", "  p On apprend."]],
    [
      "a list in it",
      styled("Retenir", "Deux points.") +
        p(t("un"), '<w:pStyle w:val="Retenir"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
      ["takeaway", "  p Deux points.", "  ul", "    -", "      p un"],
    ],
    [
      "two, a line between them",
      styled("Exemple", "Un.") + p("") + styled("Exemple", "Deux."),
      ["example", "  p Un.", "example", "  p Deux."],
    ],
    [
      "two of other styles",
      styled("Exemple", "Un.") + styled("Retenir", "Deux."),
      ["example", "  p Un.", "takeaway", "  p Deux."],
    ],
    ["a note is no callout", styled("Note", "Source : Insee."), ["p Source : Insee."]],
  ]);
});

describe("Word: framed paragraphs", () => {
  checkAll([
    ["in one frame", framed("Un.") + framed("Deux.") + p(t("Après.")), ["box", "  p Un.", "  p Deux.", "p Après."]],
    ["a bar at the left", framed("Un.", sides("left")), ["box", "  p Un."]],
    ["a tint", framed("Un.", tint), ["box", "  p Un."]],
    ["the tint of a style", styled("Gris", "Un.") + styled("Gris", "Deux."), ["box", "  p Un.", "  p Deux."]],
    ["a bold line first", bold("Le cas de Metz") + framed("Un cas."), ["box : Le cas de Metz", "  p Un cas."]],
    ["a line that names what it is", bold("À retenir") + framed("Un point."), ["takeaway", "  p Un point."]],
    ["a title that begins so", bold("Exemple : Metz") + framed("Un cas."), ["example : Exemple : Metz", "  p Un cas."]],
    [
      "a list in it",
      framed("Un.") + item(1, 0, "a").replace("<w:pPr>", `<w:pPr>${frame}`),
      ["box", "  p Un.", "  ul", "    -", "      p a"],
    ],
    ["a rule below is none", framed("Un.", sides("bottom")), ["p Un."]],
    ["white is no tint", framed("Un.", '<w:shd w:val="clear" w:fill="FFFFFF"/>'), ["p Un."]],
    ["a bold line alone is a heading made so", bold("Contexte"), ["p <b>Contexte</b>"]],
    ["a framed heading", styled("Cadre2", "Contexte"), ["h1 Contexte"]],
    ["in a cell of a table", table(cell(framed("a", tint)) + cell(p(t("b")))), ["table s,s head 0", "  [a] [b]"]],
  ]);
});

describe("Word: a table of one cell", () => {
  checkAll([
    ["that frames text", boxed(bold("Attention !", "") + framed("Un.", "")), ["warning", "  p Un."]],
    ["with a list", boxed(p(t("Un.")) + item(1, 0, "a")), ["box", "  p Un.", "  ul", "    -", "      p a"]],
    [
      "centred",
      boxed(p(t("Un."), '<w:jc w:val="center"/>') + p(t("Deux."), '<w:jc w:val="center"/>')),
      ["box", "  p.center Un.", "  p.center Deux."],
    ],
    [
      "with a caption",
      styled("Lgende", "Tableau 1 – Un cas") + boxed(p(t("Un."))),
      ["table s head 0 : Un cas", "  [Un.]"],
      ["label-typed"],
    ],
    [
      "without a border",
      boxed(p(t("Un.")), '<w:tblBorders><w:top w:val="nil"/><w:left w:val="nil"/></w:tblBorders>'),
      ["table s head 0", "  [Un.]"],
    ],
    ["that holds headings", boxed(styled("Titre1", "Cadre") + p(t("Un."))), ["table s head 0", "  [h1 Cadre / p Un.]"]],
  ]);
});

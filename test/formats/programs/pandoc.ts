import { fixture } from "../drafts.ts";
import type { Row } from "./programs.ts";

/**
 * Features as pandoc writes them, from its Markdown. Version 2.17 writes no language of words, and no comments nor changes,
 * in one of the formats; its OpenDocument has no alternatives of images.
 */

const chart = { "barres.png": fixture("chart.png") };

/** WordprocessingML, passed on as it is. */
const block = (xml: string) => `\n\`\`\`{=openxml}\n${xml}\n\`\`\`\n`;
const inline = (xml: string) => `\`${xml}\`{=openxml}`;

export const rows: Row[] = [
  {
    name: "headings",
    source:
      "# Cadre {#cadre}\n\n## Contexte\n\n### Un\n\n#### Deux\n\n##### Trois\n\n###### Quatre\n\nVoir [le cadre](#cadre).\n\n# Suites\n",
    lines: [
      "h1 #cadre Cadre",
      "h2 #contexte Contexte",
      "h3 #un Un",
      "h4 #deux Deux",
      "h5 #trois Trois",
      "h6 #quatre Quatre",
      "p Voir <ref cadre>le cadre</ref>.",
      "h1 #suites Suites",
    ],
  },
  {
    name: "headings numbered by the program, and a table of contents",
    source: "# Cadre\n\nUn.\n\n## Contexte\n\nDeux.\n\n# Annexes {-}\n\nTrois.\n",
    options: ["--number-sections", "--toc"],
    lines: ["h1 #cadre Cadre", "p Un.", "h2 #contexte Contexte", "p Deux.", "h1- #annexes Annexes", "p Trois."],
    codes: ["contents-dropped"],
    odt: { lines: ["h1 #cadre Cadre", "p Un.", "h2 #contexte Contexte", "p Deux.", "h1 #annexes Annexes", "p Trois."] },
  },
  {
    name: "headings by the names of French styles",
    source:
      'Un.\n\n::: {custom-style="Titre 1"}\nCadre\n:::\n\n::: {custom-style="Titre 2"}\nContexte\n:::\n\n::: {custom-style="Citation"}\nNul n’est censé ignorer la loi.\n:::\n',
    lines: ["p Un.", "h1 Cadre", "h2 Contexte", "quote", "  p Nul n’est censé ignorer la loi."],
  },
  {
    name: "title, subtitle, authors, date",
    source:
      "---\ntitle: Note de cadrage\nsubtitle: L’accueil\nauthor: [ORIV, CREFE]\ndate: 7 juin 2024\nkeywords: [école, accueil]\n---\n\nTexte.\n",
    lines: [
      "title Note de cadrage",
      "subtitle L’accueil",
      "authors ORIV, CREFE",
      "date 7 juin 2024",
      "keywords école, accueil",
      "p Texte.",
    ],
  },
  {
    name: "marks",
    source:
      "**gras** *italique* ***les deux*** ~~biffé~~ XX^e^ siècle H~2~O [Oriv]{.smallcaps} `code()` [souligné]{.underline}\n",
    lines: [
      "p <b>gras</b> <i>italique</i> <b><i>les deux</i></b> <s>biffé</s> XX<sup>e</sup> siècle H<sub>2</sub>O <sc>Oriv</sc> <code code()> <i>souligné</i>",
    ],
    codes: ["underline-as-emphasis"],
  },
  {
    name: "another language",
    source: "le [gender mainstreaming]{lang=en-GB} et la suite\n",
    only: "odt",
    lines: ["p le <lang en-GB>gender mainstreaming</lang> et la suite"],
  },
  {
    name: "right-to-left",
    source: "le mot [مرحبا]{lang=ar dir=rtl} dit\n\n::: {dir=rtl lang=ar}\nمرحبا بكم\n:::\n",
    only: "odt",
    lines: ["p le mot <lang ar>مرحبا</lang> dit", "p <lang ar>مرحبا بكم</lang>"],
  },
  {
    name: "line breaks, spaces of typography",
    source: "un\\\ndeux : « trois »\n\n| vers un\n| vers deux\n",
    lines: ["p un<br>deux : « trois »", "p vers un<br>vers deux"],
  },
  {
    name: "bullets, nested, of two paragraphs",
    source: "- un\n\n  suite\n\n    - sous un\n        - plus bas\n\n- deux\n",
    lines: [
      "ul",
      "  -",
      "    p un",
      "    p suite",
      "    ul",
      "      -",
      "        p sous un",
      "        ul",
      "          -",
      "            p plus bas",
      "  -",
      "    p deux",
    ],
  },
  {
    name: "numbers, formats, starts",
    source:
      "4. quatre\n5. cinq\n    a. petit a\n    b. petit b\n\nFin.\n\n#. un\n\nFin.\n\nI) romain\nII) deux\n\nFin.\n\niv. quatre\n\nFin.\n\nB) bé\n",
    lines: [
      "ol decimal 4",
      "  -",
      "    p quatre",
      "  -",
      "    p cinq",
      "    ol lowerLetter 1",
      "      -",
      "        p petit a",
      "      -",
      "        p petit b",
      "p Fin.",
      "ol decimal 1",
      "  -",
      "    p un",
      "p Fin.",
      "ol upperRoman 1",
      "  -",
      "    p romain",
      "  -",
      "    p deux",
      "p Fin.",
      "ol lowerRoman 4",
      "  -",
      "    p quatre",
      "p Fin.",
      "ol upperLetter 2",
      "  -",
      "    p bé",
    ],
  },
  {
    name: "a list that goes on after words",
    source: "(@) un\n(@) deux\n\nEntre.\n\n(@) trois\n",
    lines: ["ol decimal 1", "  -", "    p un", "  -", "    p deux", "p Entre.", "ol decimal 3", "  -", "    p trois"],
  },
  {
    name: "tasks",
    source: "- [ ] à faire\n- [x] fait\n",
    lines: ["ul", "  -", "    p ☐ à faire", "  -", "    p ☒ fait"],
  },
  {
    name: "definitions",
    source: "ORIV\n:   Un centre de ressources.\n\n    Sa suite.\n",
    lines: ["p ORIV", "p Un centre de ressources.", "p Sa suite."],
  },
  {
    name: "a table: alignments, caption",
    source:
      "| Structure | Actions | Coût |\n|:--|:-:|--:|\n| ORIV | **3** | 12 |\n| CREFE | 1 | 7 |\n\n: Actions *en 2008*\n",
    lines: [
      "table s,c,e head 1 : Actions <i>en 2008</i>",
      "  [* Structure] [* Actions] [* Coût]",
      "  [ORIV] [<b>3</b>] [12]",
      "  [CREFE] [1] [7]",
    ],
  },
  {
    name: "a table without headers, of given widths",
    source:
      "--------------- ---------------------------------------------\nORIV            Strasbourg\n\nCREFE           Bordeaux\n--------------- ---------------------------------------------\n",
    lines: ["table s26,s74 head 0", "  [ORIV] [Strasbourg]", "  [CREFE] [Bordeaux]"],
    codes: ["header-row-missing"],
  },
  {
    name: "blocks in cells",
    source:
      "+-----------+----------------+\n| Structure | Actions        |\n+===========+================+\n| ORIV      | - une liste    |\n|           | - de deux      |\n|           |                |\n|           | Et la suite.   |\n+-----------+----------------+\n",
    lines: [
      "table s41,s59 head 1",
      "  [* Structure] [* Actions]",
      "  [ORIV] [ul /   - /     p une liste /   - /     p de deux / p Et la suite.]",
    ],
  },
  {
    name: "a figure: caption, width",
    source: "![Les *montants*](barres.png){width=60mm}\n",
    beside: chart,
    lines: ["figure png 880x440 60mm (Les montants) : Les <i>montants</i>"],
    odt: { lines: ["figure png 880x440 60mm () : Les <i>montants</i>"] },
  },
  {
    name: "an image amid words",
    source: "Avant ![barres](barres.png){width=60mm} après.\n",
    beside: chart,
    lines: ["p Avant après.", "figure png 880x440 60mm (barres)"],
    codes: ["image-moved"],
    odt: { lines: ["p Avant après.", "figure png 880x440 60mm ()"] },
  },
  {
    name: "notes",
    source: "Un[^a] et deux^[En *ligne*.].\n\n[^a]: Première.\n\n    Son second paragraphe.\n",
    lines: [
      "p Un<note n1> et deux<note n2>.",
      "note n1",
      "  p Première.",
      "  p Son second paragraphe.",
      "note n2",
      "  p En <i>ligne</i>.",
    ],
  },
  {
    name: "links",
    source:
      "[un site](https://example.org/a?b=1&c=2) <contact@oriv.example> [hors](javascript:alert(1)) [ici](#la)\n\n[Là]{#la}, donc.\n",
    lines: [
      "p <a https://example.org/a?b=1&c=2>un site</a> <a mailto:contact@oriv.example>contact@oriv.example</a> hors <ref la>ici</ref>",
      "p #la Là, donc.",
    ],
    codes: ["link-dropped"],
  },
  {
    name: "quotes",
    source: "> Une citation.\n>\n> Sa suite.\n\nFin.\n",
    lines: ["quote", "  p Une citation.", "  p Sa suite.", "p Fin."],
  },
  {
    name: "code",
    source: "```\nligne un\n  ligne deux\n\n\tquatre\n```\n",
    lines: ['code "ligne un\\n  ligne deux\\n\\n    quatre"'],
  },
  { name: "a rule", source: "un\n\n---\n\ndeux\n", lines: ["p un", "rule", "p deux"] },
  {
    name: "comments and tracked changes",
    source:
      'Le [vieux]{.deletion author="Auteur" date="2024-06-07T10:00:00Z"}[nouveau]{.insertion author="Relectrice" date="2024-06-07T10:00:00Z"} cadre de [À préciser.]{.comment-start id="0" author="Relectrice" date="2024-06-08T10:00:00Z"}travail[]{.comment-end id="0"} commun.\n',
    options: ["--track-changes=all"],
    only: "docx",
    lines: ["p Le nouveau cadre de travail commun."],
    codes: ["comment-kept", "changes-accepted"],
    told: [
      "deletion (Auteur) « Le  »: vieux",
      "insertion (Relectrice) « Le  »: nouveau",
      "comment (Relectrice) « travail »: À préciser.",
    ],
    rejected: ["p Le vieux cadre de travail commun."],
  },
  {
    name: "maths",
    source: "Soit $x^2 + \\frac{a+b}{2} = \\sqrt{y_1}$.\n\n$$\\sum_{i=1}^{n} i$$\n",
    lines: ["p Soit x<sup>2</sup>+(a+b)/2=√(y<sub>1</sub>).", "p ∑<sub>i=1</sub><sup>n</sup>i"],
    codes: ["math-as-text", "math-as-text"],
  },
  {
    name: "page breaks",
    source: `un\n${block('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')}\ndeux\n`,
    only: "docx",
    lines: ["p un", "page", "p deux"],
  },
  {
    name: "fields, simple and complex",
    source: `Le ${inline('<w:fldSimple w:instr=" DATE "><w:r><w:t>7 juin 2024</w:t></w:r></w:fldSimple>')}, page ${inline('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')}.\n`,
    only: "docx",
    lines: ["p Le 7 juin 2024, page 3."],
  },
  {
    name: "content controls",
    source: `Lieu : ${inline('<w:sdt><w:sdtPr><w:alias w:val="Lieu"/></w:sdtPr><w:sdtContent><w:r><w:t>Strasbourg</w:t></w:r></w:sdtContent></w:sdt>')}.\n${block("<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Un paragraphe.</w:t></w:r></w:p></w:sdtContent></w:sdt>")}`,
    only: "docx",
    lines: ["p Lieu : Strasbourg.", "p Un paragraphe."],
  },
];

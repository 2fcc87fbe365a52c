import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { eachBlock, ownInlines, plainText } from "../../../shared/document/visit.ts";
import { fixture, readMarkdown } from "../drafts.ts";

/** `source` reads as `lines` (see `outline`), with warnings of these codes, in this order. */
async function check(source: string, lines: string[], codes: string[] = []): Promise<void> {
  const { tree, warnings } = await readMarkdown(source, { "chart.png": fixture("chart.png") });
  expect(outline(tree)).toEqual(lines);
  expect(warnings.map((warning) => warning.code)).toEqual(codes);
}

type Row = [name: string, source: string, lines: string[], codes?: string[]];

const blocks: Row[] = [
  ["a heading with an anchor", "# Contexte {#s1}", ["h1 #s1 Contexte"]],
  ["a heading without number", "# Bibliographie {.unnumbered}", ["h1- Bibliographie"]],
  ["pandoc's short form of it", "# Annexes {-}", ["h1- Annexes"]],
  ["braces that are words", "# Le jeu {x, y}", ["h1 Le jeu {x, y}"]],
  ["a bold heading", "## **CAPITALISATION**", ["h2 CAPITALISATION"]],
  ["a partly bold heading", "## Une **vraie** question", ["h2 Une <b>vraie</b> question"]],
  ["a typed number", "## 2.1 Méthode", ["h2- 2.1 Méthode"], ["heading-number-typed"]],
  ["a year is no number", "## 2008 et après", ["h2 2008 et après"]],
  ["a quote", "> L’école reste\n> le lieu.", ["quote", "  p L’école reste le lieu."]],
  ["code", "```\na\n b\n```", ['code "a\\n b"']],
  ["a rule and a page break", "Un\n\n---\n\nDeux\n\n\\newpage\n\nTrois", ["p Un", "rule", "p Deux", "page", "p Trois"]],
  [
    "lists in lists",
    "3. trois\n   - a\n   - b\n4. quatre",
    [
      "ol decimal 3",
      "  -",
      "    p trois",
      "    ul",
      "      -",
      "        p a",
      "      -",
      "        p b",
      "  -",
      "    p quatre",
    ],
  ],
  ["a task list", "- [x] fait\n- [ ] à faire", ["ul", "  -", "    p ☑ fait", "  -", "    p ☐ à faire"]],
  ["a typed bullet in an item", "- ➔ **Site** internet", ["ul", "  -", "    p <b>Site</b> internet"], ["bullet-typed"]],
  ["a typed bullet without a list", "➔ **Site** internet", ["p ➔ <b>Site</b> internet"], ["list-typed"]],
  ["a hard line end", "Un  \nDeux\\\nTrois", ["p Un<br>Deux<br>Trois"]],
];

const tables: Row[] = [
  ["a table", "| Ville | n |\n|:--|--:|\n| Lyon | 3 |\n", ["table s,e head 1", "  [* Ville] [* n]", "  [Lyon] [3]"]],
  [
    "its caption below",
    "|a|b|\n|-|-|\n|1|2|\n\n: Projets *2008* {#t1}\n",
    ["table #t1 s,s head 1 : Projets <i>2008</i>", "  [* a] [* b]", "  [1] [2]"],
  ],
  [
    "its caption above",
    "Table: Projets\n\n|a|b|\n|-|-|\n|1|2|",
    ["table s,s head 1 : Projets", "  [* a] [* b]", "  [1] [2]"],
  ],
  [
    "a typed label",
    "Tableau 4 – Projets\n\n|a|b|\n|-|-|\n|1|2|",
    ["table s,s head 1 : Projets", "  [* a] [* b]", "  [1] [2]"],
    ["label-typed"],
  ],
  ["no header", "| | |\n|-|-|\n|1|2|", ["table s,s head 0", "  [1] [2]"]],
  ["short rows, breaks in cells", "|a|b|\n|-|-|\n|1<br>2|", ["table s,s head 1", "  [* a] [* b]", "  [1<br>2] []"]],
  [
    "widths of a long table",
    `|a|b|\n|${"-".repeat(30)}|${"-".repeat(90)}|\n|1|2|`,
    ["table s25,s75 head 1", "  [* a] [* b]", "  [1] [2]"],
  ],
  [
    "dashes about equal, which say nothing of the widths",
    `|a|b|\n|${"-".repeat(30)}|${"-".repeat(60)}|\n|1|2|`,
    ["table s,s head 1", "  [* a] [* b]", "  [1] [2]"],
  ],
  [
    "typed rows",
    "Texte\n\n\tOutils\t\tProjets\n\tBase\tSite\tÉcole\n<b>PILOTAGE</b>\t\t\t\n\tORIV\t<ul> <li>EPI</li>\n<li>ODTI</li></ul>\tCREFE\n\nSuite",
    [
      "p Texte",
      "table s,s,s head 2",
      "  [2x1 * Outils] [* Projets]",
      "  [* Base] [* Site] [* École]",
      "  [3x1 * <b>PILOTAGE</b>]",
      "  [ORIV] [ul /   - /     p EPI /   - /     p ODTI] [CREFE]",
      "p Suite",
    ],
    ["rows-typed"],
  ],
  ["code under the word of typed rows", "```livrable-typed-rows\nUn mot\n```", ['code "Un mot"']],
  ["tabs that are code", "\tfoo(a,\tb)\n\tbar()", ['code "foo(a,\\tb)\\nbar()"']],
];

const figures: Row[] = [
  [
    "a figure",
    '![Montants *alloués*](chart.png){#f1 width=110mm alt="Barres : x & y"}',
    ["figure #f1 png 880x440 110mm (Barres : x & y) : Montants <i>alloués</i>"],
  ],
  ["its words are both", "![Montants](chart.png)", ["figure png 880x440 (Montants) : Montants"]],
  ["a title is the caption", '![Barres](chart.png "Montants")', ["figure png 880x440 (Barres) : Montants"]],
  [
    "amid words",
    "Voir ![Barres](./chart.png){width=5cm} ici.",
    ["p Voir  ici.", "figure png 880x440 50mm (Barres) : Barres"],
    ["image-moved"],
  ],
  ["by reference", "![Barres][c]\n\n[c]: chart.png", ["figure png 880x440 (Barres) : Barres"]],
  ["that is not there", "![Carte](carte.png)", ["p Carte"], ["image-missing"]],
  ["that is elsewhere", "![Carte](https://example.org/c.png)", ["p Carte"], ["image-elsewhere"]],
  [
    "with a link",
    "[![Barres](chart.png)](https://example.org)",
    ["figure png 880x440 (Barres) : Barres"],
    ["image-link-dropped"],
  ],
];

const inlines: Row[] = [
  ["marks", "*a* **b** ~~c~~ `d` x^2^ H~2~O", ["p <i>a</i> <b>b</b> <s>c</s> <code d> x<sup>2</sup> H<sub>2</sub>O"]],
  ["spans", "[ODTI]{.smallcaps} [*the* end]{lang=en}", ["p <sc>ODTI</sc> <lang en><i>the</i> end</lang>"]],
  [
    "languages that are none",
    '[mot]{lang="pas une langue"} [x]{lang="<b>"} [y]{lang=en_gb} <i lang="?">z</i> <span lang="?">t</span>',
    ["p mot x <lang en-GB>y</lang> <i>z</i> t"],
    ["language-unknown", "language-unknown", "language-unknown"],
  ],
  ["apostrophes and spaces as they are", "l'école « ici » ; l’autre", ["p l'école « ici » ; l’autre"]],
  [
    "links",
    "[a](https://example.org/x) <https://example.org> contact@reci.example",
    [
      "p <a https://example.org/x>a</a> <a https://example.org>https://example.org</a> <a mailto:contact@reci.example>contact@reci.example</a>",
    ],
  ],
  [
    "words that stand over a link or an abbreviation",
    '[a](https://example.org "Un") [b][c] <abbr title="Deux">d</abbr>\n\n[c]: https://example.org (Trois)',
    ["p <a https://example.org>a</a> <a https://example.org>b</a> d"],
    ["tooltip-dropped", "tooltip-dropped", "tooltip-dropped"],
  ],
  [
    "links that are not kept",
    "[a](javascript:alert(1)) [b](../b.html) [c](file:///etc/passwd)",
    ["p a b c"],
    ["link-dropped", "link-dropped", "link-dropped"],
  ],
  ["cross-references", "# Cadre {#s1}\n\nVoir [le cadre](#s1).", ["h1 #s1 Cadre", "p Voir <ref s1>le cadre</ref>."]],
  [
    "to a heading by its words",
    "## État des lieux\n\nVoir [plus haut](#état-des-lieux).",
    ["h2 #état-des-lieux État des lieux", "p Voir <ref état-des-lieux>plus haut</ref>."],
  ],
  [
    "notes",
    "Un[^b] deux[^a].\n\n[^a]: Note *a*.\n\n[^b]: Note b.",
    ["p Un<note n1> deux<note n2>.", "note n1", "  p Note b.", "note n2", "  p Note <i>a</i>."],
  ],
  ["an inline note", "Un^[Note *là*] deux.", ["p Un<note n1> deux.", "note n1", "  p Note <i>là</i>"]],
  ["citations", "Vu [@noel2014, p. 4-5; voir @kalin_21].", ["p Vu <cite @noel2014 p. 4-5; voir @kalin_21>."]],
  [
    "what is no citation",
    "Écrire à [contact@reci.example] ou [@ 5].",
    ["p Écrire à [<a mailto:contact@reci.example>contact@reci.example</a>] ou [@ 5]."],
  ],
  ["brackets in brackets", "[*financement [ACSE]*]", ["p [<i>financement [ACSE]</i>]"]],
];

const html: Row[] = [
  [
    "harmless marks",
    '<b>a</b> <em>b</em> x<sup>2</sup> <u>c</u> <span lang="en">d</span>',
    ["p <b>a</b> <i>b</i> x<sup>2</sup> <i>c</i> <lang en>d</lang>"],
  ],
  [
    "a list",
    "<ul><li>un<ol><li>deux</li></ol></li><li>trois &eacute;</ul>",
    ["ul", "  -", "    p un", "    ol decimal 1", "      -", "        p deux", "  -", "    p trois é"],
  ],
  ["a script", "<script>alert(1)</script>\n\nTexte<script>*x*</script>", ["p Texte"], ["html-dropped"]],
  [
    "unknown elements",
    "<marquee>Bienvenue</marquee> <constructor>ici</constructor>",
    ["p Bienvenue ici"],
    ["html-shown-as-text", "html-shown-as-text"],
  ],
  [
    "what embeds, and holds nothing",
    'Avant <embed src="a.swf"> après.\n\n<p>Un <svg width="1"/> deux</p>\n\n<object data="x.pdf"/>\nTrois.',
    ["p Avant  après.", "p Un deux", "p Trois."],
    ["html-dropped", "html-dropped", "html-dropped"],
  ],
  [
    "an image that is not there is its alternative",
    'Voir <img src="a.png" alt="le &lt;logo&gt;"> ici.\n\n<p><img src="https://a.example/b.png"/><IMG ALT=carte></p>',
    ["p Voir  ici.", "p le <logo>", "p carte"],
    ["image-missing", "image-moved", "image-elsewhere"],
  ],
  [
    "images that are there",
    'Voir <img src="chart.png" alt="Barres" width="96"> ici.\n\n<figure id="f1"><img src="chart.png"><figcaption>Les <b>barres</b></figcaption></figure>',
    ["p Voir  ici.", "figure png 880x440 25.4mm (Barres) : Barres", "figure #f1 png 880x440 () : Les <b>barres</b>"],
    ["image-moved"],
  ],
  [
    "headings and quotes",
    "<h2>Cadre<br>commun</h2>\n\n<blockquote><p>Un<p>Deux</blockquote>Trois",
    ["h2 Cadre<br>commun", "quote", "  p Un", "  p Deux", "p Trois"],
  ],
  [
    "a table with its caption, its head and its spans",
    '<table id="t1"><caption>Projets <i>2008</i></caption><thead><tr><th rowspan=2>Ville<th colspan="2">Projets</tr><tr><th>n<th>€</thead><tfoot><tr><td>Total<td>4<td>9</tfoot><tbody><tr><td>Lyon<td align=right>3<td>4<tr><td rowspan="9">Metz<td>1</table>',
    [
      "table #t1 s,e,s head 2 : Projets <i>2008</i>",
      "  [1x2 * Ville] [2x1 * Projets]",
      "  [* n] [* €]",
      "  [Lyon] [3] [4]",
      "  [Metz] [1] []",
      "  [Total] [4] [9]",
    ],
  ],
  [
    "a table of Markdown",
    "<table>\n<tr>\n<td>\n\n- *un*\n- deux\n\n</td>\n\n<td>\n\n**trois**\n\n</td>\n</tr>\n</table>\n\nAprès.",
    ["table s,s head 0", "  [ul /   - /     p <i>un</i> /   - /     p deux] [<b>trois</b>]", "p Après."],
  ],
  [
    "words of a table that stand outside its cells",
    "<table>Avant<tr>encore<td>un</td></tr></table><td>deux</td><td>trois</td><tr><li>quatre",
    ["p Avantencore", "table s head 0", "  [un]", "p deux trois", "p quatre"],
    ["html-shown-as-text", "html-shown-as-text"],
  ],
  ["a table of nothing", "<table><caption>Rien</caption><tr></tr></table>", ["p Rien"]],
  [
    "lists and lines in the cells of a table",
    "|a|b|\n|-|-|\n|<ul><li>*un*<li>deux</ul>|trois<br>quatre<p>cinq|\n",
    [
      "table s,s head 1",
      "  [* a] [* b]",
      "  [ul /   - /     p <i>un</i> /   - /     p deux] [p trois<br>quatre / p cinq]",
    ],
  ],
  [
    "elements that open in one place and close in another",
    "Un <b>deux *trois</b> quatre* <sup>cinq **six** [sept](https://a.example)</sup> <code>huit _neuf_</code> H<sub>2</sub>O",
    [
      "p Un <b>deux <i>trois</i></b><i> quatre</i> <sup>cinq <b>six</b> <a https://a.example>sept</a></sup> <code huit ><i><code neuf></i> H<sub>2</sub>O",
    ],
  ],
  ["elements that cross", "<p><b>un <i>deux</b> trois</i> quatre", ["p <b>un <i>deux</i></b><i> trois</i> quatre"]],
  [
    "details with Markdown in them",
    "<details>\n<summary>Pour en savoir *plus*</summary>\n\n## Cadre\n\n<div>\n\nUn **mot**\n\n</div>\n</details>\n\nAprès.",
    ["p <b>Pour en savoir *plus*</b>", "h2 Cadre", "p Un <b>mot</b>", "p Après."],
  ],
  [
    "code, rules, definitions",
    "<pre><code>\na  &lt;b>\n c</code></pre><hr><dl><dt>Terme<dd>Sens</dl>",
    ['code "a  <b>\\n c"', "rule", "p <b>Terme</b>", "p Sens"],
  ],
  [
    "what nothing closes ends with its lines",
    "<blockquote><table><tr><td>Un\n\n# Deux\n\nTrois",
    ["quote", "  table s head 0", "    [Un]", "h1 Deux", "p Trois"],
  ],
  [
    "a list that goes on over Markdown",
    "<ol start=3 type=a>\n<li>\n\nUn **mot**\n\n</li>\n<li>deux\n</ol>",
    ["ol lowerLetter 3", "  -", "    p Un <b>mot</b>", "  -", "    p deux"],
  ],
  [
    "a tag that breaks off is words",
    '<p>Un</p><a href="x>deux trois\n\nQuatre <b',
    ["p Un", 'p <a href="x>deux trois', "p Quatre <b"],
  ],
  [
    "words of blocks in a line do not touch",
    "Un<p>deux</p>trois<div>quatre</div>\n\n# Cinq<p>six",
    ["p Un", "p deux", "p trois", "p quatre", "h1 Cinq<br>six"],
  ],
  ["names of places", '<a name="ici"></a>Un\n\n<p id="la">Deux [un](#ici)', ["p #ici Un", "p #la Deux [un](#ici)"]],
  [
    "boxes to tick",
    "<ul><li><input type=checkbox checked>fait<li><input type=checkbox>à faire</ul>",
    ["ul", "  -", "    p ☑ fait", "  -", "    p ☐ à faire"],
  ],
  [
    "what is dropped is told once",
    "Un<script>x</script><script>y</script> <form>deux <form>trois</form></form> quatre <!-- a --><!-- b -->",
    ["p Un  quatre"],
    ["html-dropped", "html-dropped", "html-comment-dropped"],
  ],
  ["a comment", "<!-- à revoir -->\n\nTexte", ["p Texte"], ["html-comment-dropped"]],
  ["a link that is not kept", 'Voir <a href="javascript:x">ici</a>', ["p Voir ici"], ["link-dropped"]],
];

describe.each([
  ["blocks", blocks],
  ["tables", tables],
  ["figures", figures],
  ["inlines", inlines],
  ["raw HTML", html],
])("Markdown %s", (_, rows) => {
  test.each(rows)("%s", (_name, source, lines, codes) => check(source, lines, codes));
});

test.each<[string, string, (string | undefined)[]]>([
  ["in the first of its own blocks", "Un\n\n<marquee>Deux</marquee>\n<p>Trois</p>", ["Deux"]],
  ["before a block", "<!-- à revoir -->\n\nUn\n\nDeux", ["Un"]],
  ["in succession", "Un\n\n<!-- à revoir -->\n\n<script>x</script>\n\nDeux", ["Deux", "Deux"]],
  ["at the end", "Un\n\n<script>x</script>", ["Un"]],
  ["in an item", "- un\n- deux\n\n  <!-- à revoir -->", ["deux"]],
  ["alone", "<!-- à revoir -->", [undefined]],
])("Markdown raw HTML is told where it stands: %s", async (_, source, words) => {
  const { tree, warnings } = await readMarkdown(source);
  const blocks = new Map([...eachBlock(tree.blocks)].map((block) => [block.id, plainText(ownInlines(block))]));
  expect(warnings.map(({ at }) => at && blocks.get(at))).toEqual(words);
});

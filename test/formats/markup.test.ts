import { describe, expect, test } from "vitest";
import { outline } from "../../infra/cli/outline.ts";
import { readMarkdown } from "./drafts.ts";

/** The markup that a text is warned of, in order. */
async function told(source: string): Promise<unknown[]> {
  const { warnings } = await readMarkdown(source);
  return warnings.filter(({ code }) => code === "markup-shown").map(({ details }) => details.text);
}

describe("text that looks like markup is on no page without a warning", () => {
  test.each([
    ["the fence of a div that opens nothing", "Un.\n\n:::\n\nDeux.", ":::"],
    ["an alert outside of a quotation", "Voir [!NOTE] ici.", "[!NOTE] ici."],
    ["an admonition that holds nothing", "!!! note", "!!! note"],
    ["a formula", "Soit $x^2 + y_1$ la somme.", "$x^2 + y_1$ la somme."],
    ["a formula of one letter", "Soit $n$ le nombre.", "$n$ le nombre."],
    ["a formula on its own line", "$$\\frac{a}{b}$$", "$$\\frac{a}{b}$$"],
    ["a reference to no table", "Voir @tbl:b.", "@tbl:b."],
    ["a reference to no figure, as Quarto has it", "Voir @fig-carte.", "@fig-carte."],
    ["a template's tag", "{% include chapitre.md %}", "{% include chapitre.md %}"],
    ["a template's value", "Bonjour {{ nom }}.", "{{ nom }}."],
    ["attributes of nothing", "Un mot {.important} ici.", "{.important} ici."],
    ["a command of LaTeX", "Voir \\ref{budget}.", "\\ref{budget}."],
    ["a link of a wiki", "Voir [[Accueil]].", "[[Accueil]]."],
    ["contents", "[TOC]", "[TOC]"],
    ["in a heading", "# Titre {{ nom }}", "{{ nom }}"],
    ["in a cell", "|a|\n|-|\n|{{ nom }}|", "{{ nom }}"],
    ["in a callout's title", "::: tip Soit $x^2$\nUn.\n:::", "$x^2$"],
  ])("%s", async (_, source, markup) => expect(await told(source)).toEqual([markup]));
});

describe("text that is none is not told", () => {
  test.each([
    ["prices", "Entre 5 $ et 6 $, ou $5 et $6, soit $11."],
    ["exclamations", "Assez !!! Bravo !!!"],
    ["code", "`{{ nom }}` et `$x^2$`\n\n```\n::: tip\n{% if %}\n```"],
    ["a mail address and a name", "Écrire à contact@oriv.example, ou à @oriv."],
    ["sets and notes in square brackets", "L’ensemble {1, 2} et [sic], puis : ceci."],
    ["what is read", "::: tip\nUn.\n:::\n\n> [!NOTE]\n> Une.\n\n# Titre {#titre}\n\nVoir [@noel2014]."],
  ])("%s", async (_, source) => expect(await told(source)).toEqual([]));
});

test("references to tables and figures that the text names are read, in brackets or not", async () => {
  const source = "Voir @tbl:b, et [voir @tbl:b].\n\n|a|\n|-|\n|1|\n\n: Budget {#tbl:b}\n";
  const { tree, warnings } = await readMarkdown(source);
  expect(outline(tree)).toEqual([
    "p Voir <ref tbl:b></ref>, et voir <ref tbl:b></ref>.",
    "table #tbl:b s head 1 : Budget",
    "  [* a]",
    "  [1]",
  ]);
  expect(warnings).toEqual([]);
});

test("marks without end are looked through in no time", async () => {
  const start = performance.now();
  for (const mark of ["$_", "{{ ", "{% ", "[[a", "::: ", "{#a", "@tbl:"]) await readMarkdown(`a ${mark.repeat(400)}`);
  expect(performance.now() - start).toBeLessThan(5_000);
});

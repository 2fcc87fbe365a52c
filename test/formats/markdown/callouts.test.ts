import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { fenceCallouts } from "../../../shared/formats/markdown/fenced-callouts.ts";
import { fixture, readMarkdown } from "../drafts.ts";

type Row = [name: string, source: string, lines: string[], codes?: string[]];

/** `source` reads as `lines` (see `outline`), with warnings of these codes, in this order. */
function check(rows: readonly Row[]): void {
  test.each(rows)("%s", async (_, source, lines, codes = []) => {
    const { tree, warnings } = await readMarkdown(source, { "chart.png": fixture("chart.png") });
    expect(outline(tree)).toEqual(lines);
    expect(warnings.map(({ code }) => code)).toEqual(codes);
  });
}

describe("Markdown: a div between fences", () => {
  check([
    ["a name alone", "::: tip\nUn conseil.\n:::", ["tip", "  p Un conseil."]],
    ["a name in French", "::: à retenir\nUn point.\n:::", ["takeaway", "  p Un point."]],
    ["without a space", ":::warning\nDanger.\n:::", ["warning", "  p Danger."]],
    ["colons at its end", "::: {.warning} :::\nDanger.\n:::", ["warning", "  p Danger."]],
    [
      "a title after the name",
      "::: example Le cas *Metz*\nUn cas.\n:::",
      ["example : Le cas <i>Metz</i>", "  p Un cas."],
    ],
    ["a title in brackets", ":::note[Le titre]\nUne note.\n:::", ["note : Le titre", "  p Une note."]],
    [
      "attributes as Quarto has them",
      '::: {#conseil .callout-tip title="Le titre"}\nUn conseil.\n:::',
      ["tip #conseil : Le titre", "  p Un conseil."],
    ],
    [
      "a heading that is its title",
      "::: {.callout-note}\n## Le titre\n\nUne note.\n:::",
      ["note : Le titre", "  p Une note."],
    ],
    [
      "a bold line that is its title",
      "::: encadré\n**Le titre**\n\nUn texte.\n:::",
      ["box : Le titre", "  p Un texte."],
    ],
    ["its own word as its title", "::: warning Attention !\nDanger.\n:::", ["warning", "  p Danger."]],
    [
      "a box whose title names another",
      "::: encadré\n**Exemple – Metz**\n\nUn cas.\n:::",
      ["example : Exemple – Metz", "  p Un cas."],
    ],
    ["a key figure", "::: chiffre-clé\n42 %\n\ndes jeunes.\n:::", ["keyFigure : 42 %", "  p des jeunes."]],
    ["a pull quote", "::: {.pullquote}\nOn apprend.\n:::", ["pullQuote", "  p On apprend."]],
    [
      "lists, tables and images in it",
      "::: tip\n- a\n- b\n\n|a|b|\n|-|-|\n|1|2|\n\n![Carte](chart.png)\n:::\n\nAprès.",
      [
        "tip",
        ...["  ul", "    -", "      p a", "    -", "      p b"],
        ...["  table s,s head 1", "    [* a] [* b]", "    [1] [2]", "  figure png 880x440 (Carte) : Carte"],
        "p Après.",
      ],
    ],
    [
      "others in it",
      ":::: warning\nDanger.\n\n::: tip\nUn conseil.\n:::\n\nFin.\n::::",
      ["warning", "  p Danger.", "  tip", "    p Un conseil.", "  p Fin."],
    ],
    ["colons in code in it", "::: tip\n```\n:::\n```\n:::", ["tip", '  code ":::"']],
    [
      "after a line of a paragraph",
      "Avant\n::: tip\nUn conseil.\n:::\nAprès",
      ["p Avant", "tip", "  p Un conseil.", "p Après"],
    ],
    [
      "in an item",
      "- a\n\n  ::: tip\n  Un conseil.\n  :::\n- b",
      ["ul", "  -", "    p a", "    tip", "      p Un conseil.", "  -", "    p b"],
    ],
    [
      "notes and links defined around it",
      "::: tip\nVoir[^1] [ici].\n:::\n\n[^1]: Une note.\n\n[ici]: https://example.org",
      ["tip", "  p Voir<note n1> <a https://example.org>ici</a>.", "note n1", "  p Une note."],
    ],
    ["a div of another class, as what it holds", "::: {.colonnes}\nUn.\n\nDeux.\n:::", ["p Un.", "p Deux."]],
    [
      "one that is not closed ends with its first paragraph",
      "::: tip\nUn conseil.\n\nAprès.",
      ["tip", "  p Un conseil.", "p Après."],
      ["callout-unclosed"],
    ],
    ["colons that open nothing", "::: \n\nSoit a :::", ["p :::", "p Soit a :::"], ["markup-shown", "markup-shown"]],
    ["code of our own word", "```livrable-callout ::: tip\nUn.\n```", ['code "Un."']],
    ["in code", "```\n::: tip\na\n:::\n```", ['code "::: tip\\na\\n:::"']],
  ]);
});

describe("Markdown: an alert", () => {
  check([
    ["as GitHub has it", "> [!NOTE]\n> Une note.", ["note", "  p Une note."]],
    ["important", "> [!IMPORTANT]\n> Un point.\n>\n> Un autre.", ["takeaway", "  p Un point.", "  p Un autre."]],
    ["caution", "> [!CAUTION]\n> Danger.", ["warning", "  p Danger."]],
    [
      "with a title, as Obsidian has it",
      "> [!tip]- Le *conseil*\n> Un conseil.",
      ["tip : Le <i>conseil</i>", "  p Un conseil."],
    ],
    ["of a type of its own", "> [!question]\n> Pourquoi ?", ["box : Question", "  p Pourquoi ?"]],
    ["with a list", "> [!WARNING]\n> - a\n> - b", ["warning", "  ul", "    -", "      p a", "    -", "      p b"]],
    ["bold after it", "> [!NOTE]\n> **Une** note.", ["note", "  p <b>Une</b> note."]],
    ["a quotation that says so later", "> Voir [!NOTE].", ["quote", "  p Voir [!NOTE]."], ["markup-shown"]],
  ]);
});

describe("Markdown: an admonition", () => {
  check([
    [
      "as MkDocs has it",
      "!!! note\n    Une note.\n\n    Sa suite.\n\nAprès.",
      ["note", "  p Une note.", "  p Sa suite.", "p Après."],
    ],
    ["with a title", '!!! warning "Le **danger**"\n    Danger.', ["warning : Le <b>danger</b>", "  p Danger."]],
    ["that folds", '??? tip "Le titre"\n    Un conseil.', ["tip : Le titre", "  p Un conseil."]],
    ["that is folded out", "???+ example\n    Un cas.", ["example", "  p Un cas."]],
    ["of a type of its own", "!!! question\n    Pourquoi ?", ["box : Question", "  p Pourquoi ?"]],
    [
      "with a list",
      "!!! note inline end\n\n    - a\n    - b",
      ["note", "  ul", "    -", "      p a", "    -", "      p b"],
    ],
    [
      "one in another",
      "!!! note\n    Une.\n\n    !!! tip\n        Deux.",
      ["note", "  p Une.", "  tip", "    p Deux."],
    ],
    ["set in with tabs", "!!! note\n\tUne note.", ["note", "  p Une note."]],
    [
      "marks that open nothing",
      "Assez !!! note\n\n!!! Attention",
      ["p Assez !!! note", "p !!! Attention"],
      ["markup-shown"],
    ],
  ]);
});

test.each<[string, string]>([
  ["blanks in the first line of a div", `::: a${" ".repeat(20_000)}b:c\n`],
  ["blanks and colons", `::: a${" :".repeat(20_000)}b\n`],
  ["points in a name", `::: {.a${"!".repeat(20_000)}x}\n`],
])("%s are read within two seconds", async (_, source) => {
  const begun = performance.now();
  await readMarkdown(source);
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test.each<[string, string]>([
  ["divs that never close", "::: tip\n\n".repeat(8_000)],
  ["divs without a name of a callout that never close", "::: colonnes\n\n".repeat(8_000)],
  ["divs in divs", "::: tip\n".repeat(8_000) + ":::\n".repeat(8_000)],
])("8 000 %s are paired within two seconds, and refused", async (_, source) => {
  const begun = performance.now();
  fenceCallouts(source);
  expect(performance.now() - begun).toBeLessThan(2_000);
  await expect(readMarkdown(source)).rejects.toThrow('"what":"marks"');
});

test("a callout reads the same wherever passages of a long text are parted", async () => {
  const words = `${"Le réseau réunit des centres de ressources. ".repeat(20)}\n\n`;
  const source = `${words.repeat(60)}::: tip\n${words.repeat(60)}:::\n\nFin.`;
  const { tree } = await readMarkdown(source);
  expect(tree.blocks.map(({ type }) => type)).toEqual([...Array(60).fill("paragraph"), "callout", "paragraph"]);
});

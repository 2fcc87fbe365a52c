import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldText } from "../../../shared/document/identify.ts";
import { compare } from "../../../shared/document/redline/compare.ts";
import { countChanges } from "../../../shared/document/redline/count.ts";
import { settle } from "../../../shared/document/redline/settle.ts";
import type { Block, DocumentTree } from "../../../shared/document/tree.ts";
import { eachBlock, ownInlines, plainText } from "../../../shared/document/visit.ts";
import { escaped } from "../../../shared/formats/html/escape.ts";
import { htmlRedline } from "../../../shared/formats/html/redline.ts";
import { documentTexts } from "../../../shared/i18n/documents.ts";
import { versions } from "../../document/redline/edits.ts";
import { h, note, p, t, treeOf } from "../../document/sample.ts";
import { tries } from "../../long.ts";
import { cell, list, table } from "../docx/everything.ts";
import { structure } from "./structure.ts";

function written(before: DocumentTree | undefined, after: DocumentTree | undefined, language = "fr-FR"): string {
  const entries = { before: before?.bibliography ?? [], after: after?.bibliography ?? [] };
  const part = { title: "Note", redline: compare(before, after), entries };
  return htmlRedline([part], { language, imageHref: (hash) => `/images/${hash}` });
}

/** The body of a redline, without what only those who hear it are told. */
function check(before: Block[], after: Block[], ...wanted: string[]): void {
  const html = written(treeOf(before), treeOf(after))
    .replace(hiddenWords, "")
    .replace(/ id="p1-(new|old)-[0-9a-f]{10}(-\d)?"/g, "");
  for (const piece of wanted) expect(html).toContain(piece);
}

const hiddenWords = /<span class="hidden">[^<]*<\/span>/g;
const came = '<span class="fate">Ajouté</span>';
const went = '<span class="fate">Supprimé</span>';

describe("a redline shows", () => {
  test.each<[string, Block[], Block[], string[]]>([
    [
      "words",
      [p("des règles simples")],
      [p("des règles claires")],
      ["<p>des règles <del>simples</del><ins>claires</ins></p>"],
    ],
    [
      "no other typing",
      [p("qu'attend-on ?")],
      [p("qu’attend-on\u202F?")],
      ["<p>qu’attend-on\u202F?</p>", "Aucun changement."],
    ],
    [
      "marks",
      [p("des règles")],
      [p("des ", { type: "strong", children: [t("règles")] })],
      ['<p>des <ins class="dress"><strong>règles</strong></ins></p>'],
    ],
    [
      "blocks",
      [p("Un."), p("Deux.")],
      [p("Un."), h(1, "Trois")],
      [`<del class="whole">${went}\n<p>Deux.</p>\n</del>`, `<ins class="whole">${came}\n<h2>Trois</h2>\n</ins>`],
    ],
    [
      "levels",
      [h(1, "Cadre")],
      [h(3, "Cadre")],
      ['<p class="fate">Titre de niveau 1, devenu de niveau 3</p>\n<h4>Cadre</h4>'],
    ],
    [
      "items",
      [list([["un"]])],
      [list([["un"], ["deux"]])],
      [`<li><ins class="whole">${came}\n<p>deux</p>\n</ins>\n</li>`],
    ],
    [
      "items under the numbers of their text",
      [list([["un"], ["deux"], ["trois"]], { ordered: true })],
      [list([["un"], ["trois"]], { ordered: true })],
      ['<li value="2"><del class="whole">', '<li value="2"><p>trois</p>'],
    ],
    [
      "cells",
      [
        table([
          [cell("A"), cell("B")],
          [cell("un"), cell("deux mots")],
        ]),
      ],
      [
        table([
          [cell("A"), cell("B")],
          [cell("un"), cell("trois mots")],
          [cell("c"), cell("d")],
        ]),
      ],
      [
        "<td><p>un</p></td><td><p><del>deux</del><ins>trois</ins> mots</p></td>",
        `<tr><td><ins class="cell">${came}<p>c</p></ins></td>`,
      ],
    ],
    [
      "moves, leading both ways",
      [
        p("Une phrase qui va ailleurs."),
        p("Un paragraphe bien plus long, qui reste à sa place dans le texte."),
        p("Fin."),
      ],
      [
        p("Un paragraphe bien plus long, qui reste à sa place dans le texte."),
        p("Une phrase qui va ailleurs."),
        p("Fin."),
      ],
      [
        '<span class="fate">Déplacé. <a id="p1-went-1" href="#p1-came-1">Voir la nouvelle place</a></span>',
        '<span class="fate">Déplacé ici. <a id="p1-came-1" href="#p1-went-1">Voir l’ancienne place</a></span>',
      ],
    ],
  ])("%s", (_, before, after, wanted) => {
    check(before, after, ...wanted);
  });

  test("long stretches that did not change folded, but next to a change", () => {
    const many = ["un", "deux", "trois", "quatre", "cinq"].map((word) => p(`Le paragraphe ${word}.`));
    const html = written(treeOf([...many, p("Fin.")]), treeOf([p("Début."), ...many, p("Fin.")]));
    const folded = /<details class="same"><summary>5 passages inchangés<\/summary>.*?<\/details>/s.exec(html)?.[0];
    expect(folded).toContain("Le paragraphe deux.");
    expect(folded).not.toContain("Le paragraphe un.");
  });

  test("what came and went in words too, in the reader's language", () => {
    const html = written(treeOf([p("a b")]), treeOf([p("a c")]), "en");
    expect(html).toContain('<article class="document redline" lang="en">\n<section class="part" lang="fr-FR">');
    expect(html).toContain('<del><span class="hidden">[deleted: </span>b<span class="hidden">] </span></del>');
  });

  test("notes of both texts, and the head", () => {
    const before = treeOf([p("Un", note("a"), ".")], { notes: { a: [p("Source.")] } });
    const after = treeOf([p("Un."), p("Autre", note("b"))], {
      notes: { b: [p("Tout autre chose.")] },
      meta: { title: "École" },
    });
    const html = written(before, after);
    expect(html).toContain('href="#p1-old-note-1"');
    expect(html).toContain('<li id="p1-old-note-1"><span class="fate">Note\u00A01</span>');
    expect(html).toContain('<li id="p1-new-note-1"><span class="fate">Note\u00A01</span>');
    expect(html).toContain('<p class="head"><span class="fate">Titre</span> École');
  });
});

test("what went leads to a heading that stays, though it lost its name", () => {
  const heading = { ...h(1, "Montants"), anchor: "montants" };
  const reference = { type: "crossReference" as const, target: "montants", children: [t("ci-dessus")] };
  const html = written(treeOf([heading, p("Voir ", reference, ".")]), treeOf([h(1, "Montants")]));
  const [, id] = /<h2 id="(p1-new-[^"]+)">Montants/.exec(html)!;
  expect(html).toContain(`<a href="#${id}">ci-dessus</a>`);
});

test("a part that came or went says so", () => {
  const redline = compare(undefined, treeOf([p("Un.")]));
  const parts = [
    { title: "ORIV & co", redline, fate: "inserted" as const, entries: { before: [], after: [] } },
    { title: "EPI", redline: compare(treeOf([p("a")]), treeOf([p("b")])), entries: { before: [], after: [] } },
  ];
  const html = htmlRedline(parts, { language: "fr", imageHref: () => "" });
  expect(html).toContain('<h2 id="p1-title">ORIV &amp; co</h2>\n<p class="fate">Partie ajoutée</p>');
  expect(html).toContain('<h2 id="p2-title">EPI</h2>');
});

const inAnyOrder = (words: string) => [...words].sort().join("");

/** Whether a table was cut in two, or two became one: it is shown whole, before what stands between its halves. */
function hasCutTable(thing: unknown): boolean {
  if (typeof thing !== "object" || thing === null) return false;
  const { is, before, after } = thing as { is?: unknown; before: Block[]; after: Block[] };
  const tables = (blocks: readonly Block[]) => blocks.filter(({ type }) => type === "table").length;
  return (is === "relisted" && tables(before) !== tables(after)) || Object.values(thing).some(hasCutTable);
}

describe("of any two versions", () => {
  test("without what went it is the text after, without what came the text before", () => {
    fc.assert(
      fc.property(versions, ([before, after]) => {
        const html = written(before, after);
        const said = hasCutTable(compare(before, after)) ? inAnyOrder : (words: string) => words;
        expect(said(wordsIn(without("del", bodyOf(html))))).toEqual(said(saidIn(after)));
        expect(said(wordsIn(without("ins", bodyOf(html))))).toEqual(said(saidIn(before)));
      }),
      { numRuns: tries(40, 200) },
    );
  });

  test("elements do not cross, ids are given once, links lead somewhere, and nothing is markup but ours", () => {
    fc.assert(
      fc.property(versions, ([before, after]) => {
        const html = written(before, after);
        const { ids, targets } = structure(html);
        expect(targets.filter((target) => !ids.has(target))).toEqual([]);
        const names = new Set(Array.from(html.matchAll(/<([^\s>/]+)/g), ([, name]) => name!));
        expect([...names].filter((name) => !elements.has(name))).toEqual([]);
      }),
      { numRuns: tries(40, 200) },
    );
  });

  test("the changes counted are those marked, where there are some", () => {
    fc.assert(
      fc.property(versions, ([before, after]) => {
        const redline = compare(before, after);
        expect(marked.test(written(before, after))).toBe(countChanges(redline) > 0);
      }),
      { numRuns: tries(40, 1_000) },
    );
  });
});

const { fr: texts } = documentTexts;
/** What a page shows of any change: words, or what a block became. */
const marked = new RegExp(
  `<ins\\b|<del\\b|class="fate">(Titre de|${texts["redline-recast"]}|${texts["redline-listed"]}|${texts["redline-unlisted"]})`,
);

const elements = new Set(
  `a article blockquote br caption code del details div em figcaption figure h2 h3 h4 h5 h6 hr img ins li ol p pre s
  section span strong sub summary sup table tbody td th thead tr ul`.split(/\s+/),
);

/** Without the head, the notes and the bibliography, which the text does not hold. */
function bodyOf(html: string): string {
  return html.replace(/<p class="head">.*?<\/p>/gs, "").replace(/<section class="(?:notes|bibliography)".*$/s, "");
}

/** A page without what came, or went: elements may stand in one another where a paragraph moved and was edited. */
function without(name: "ins" | "del", html: string): string {
  const open: boolean[] = [];
  const pieces = html.split(new RegExp(`(</?${name}\\b[^>]*>)`)).filter((piece) => {
    if (piece.startsWith(`</${name}`)) open.pop();
    else if (piece.startsWith(`<${name}`)) open.push(!piece.includes('class="dress"'));
    return !open.includes(true);
  });
  return pieces.join("");
}

/** Words without those that are ours. */
function wordsIn(html: string): string {
  const text = html
    .replace(hiddenWords, "")
    .replace(/<(p|span) class="fate">.*?<\/\1>/gs, "")
    .replace(/<summary>.*?<\/summary>/gs, "")
    .replace(/<sup><a id="[^"]*-call-[^>]*>\d+<\/a><\/sup>/g, "")
    .replace(/<p class="calloutTitle"><span class="label">.*?<\/p>/g, "")
    .replace(/<caption>.*?<\/caption>|<figcaption>.*?<\/figcaption>/gs, "")
    .replace(/<[^>]*>/g, " ");
  return squeezed(decoded(text));
}

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

function saidIn(tree: DocumentTree): string {
  const { draft } = settle(tree);
  const words = [...eachBlock(draft.blocks)].map((block) => {
    if (block.type === "codeBlock") return block.value;
    return block.type === "table" || block.type === "figure" ? "" : plainText(ownInlines(block));
  });
  return squeezed(words.join(" "));
}

function squeezed(text: string): string {
  return foldText(decoded(escaped(text))).replace(/\s+/g, "");
}

function decoded(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity]!);
}

import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { compose } from "../../../shared/document/compose.ts";
import {
  type Block,
  type BlockType,
  type Callout,
  type CalloutVariant,
  calloutVariants,
  type DocumentTree,
  type Inline,
  type InlineType,
} from "../../../shared/document/tree.ts";
import { eachBlock, eachBlockOf, eachInline, ownInlines } from "../../../shared/document/visit.ts";
import { writeDocx } from "../../../shared/formats/docx/write.ts";
import { cite, h, inputOf, note, note2008, p, t, treeOf } from "../../document/sample.ts";
import { type Read, readWell } from "../drafts.ts";
import { bibliography, cell, figure, images, inline, list, table, theme } from "./everything.ts";

/** Every kind of node, written in Word and read again, is the very same: a kind without a row here is no TypeScript. */

type Case = [name: string, blocks: Block[], more?: Partial<Pick<DocumentTree, "notes" | "bibliography">>];

const kind = { ...note2008, layout: { ...note2008.layout, numbered: 6 } };

async function comeBack(tree: DocumentTree): Promise<Read> {
  const { document } = compose(inputOf(tree, { kind, version: "f".repeat(64) }));
  return readWell("note.docx", await writeDocx(document, theme, images, () => "3"));
}

async function check(blocks: Block[], more: Case[2] = {}): Promise<void> {
  const stored = treeOf([p("Début."), ...blocks, p("Fin.")], more);
  const { tree, warnings } = await comeBack(stored);
  expect(linesOf(tree)).toEqual(linesOf(stored));
  expect(comparable(tree)).toEqual(comparable(stored));
  expect(warnings.map(({ code }) => code)).toEqual([]);
}

/** Images apart, whose size is that of their bytes. */
function linesOf(tree: DocumentTree): string[] {
  return outline(tree).map((line) => line.replace(/ \d+x\d+ /, " "));
}

/** Without ids; images are named by what the test gave for theirs. */
function comparable({ blocks, notes, bibliography }: DocumentTree): unknown {
  const copy = structuredClone({ blocks, notes, bibliography });
  for (const block of eachBlockOf(copy)) {
    block.id = "";
    if (block.type === "figure") block.image = { ...block.image, hash: "", width: 0, height: 0 };
  }
  return copy;
}

const header = { header: true };
const reference = (target: string, words: string): Inline => ({
  type: "crossReference",
  target,
  children: words === "" ? [] : [t(words)],
});
const callout = (variant: CalloutVariant, children: Block[], more: Partial<Callout> = {}): Block => ({
  ...{ type: "callout", id: "", variant, children },
  ...more,
});
const language = (code: string, ...children: Inline[]): Inline => ({ type: "language", language: code, children });

const ofBlocks: Record<BlockType, Case[]> = {
  heading: [
    ["levels", [1, 2, 3, 4, 5, 6].map((level) => h(level, `Niveau ${level}`))],
    ["an anchor", [h(1, "Cadre", { anchor: "cadre" })]],
    ["without a number", [h(1, "Cadre"), h(1, "Remerciements", { numbered: false }), h(1, "Suites")]],
    ["with inlines", [{ ...h(1, ""), children: [t("L’"), inline("emphasis", "accueil")] } as Block]],
  ],
  paragraph: [
    ["alignments", (["center", "end"] as const).map((align) => ({ ...p(align), align }) as Block)],
    ["an anchor", [{ ...p("Là."), anchor: "la" } as Block]],
  ],
  list: [
    ["bullets", [list([["un"], ["deux"]])]],
    [
      "formats and starts",
      (["decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"] as const).flatMap((format, at) => [
        p("Liste :"),
        list([["un"], ["deux"]], { ordered: true, format, start: at + 1 }),
      ]),
    ],
    [
      "words around numbers, and words without a number",
      [
        list([["un"], ["deux"]], { ordered: true, start: 3, label: "Article V2.%1 –" }),
        p("Puis :"),
        list([["un"]], { label: "Attention :" }),
      ],
    ],
    [
      "one in another",
      [
        list([
          ["a", list([["b", list([["c"]], { ordered: true })]]), p("suite")],
          ["d", p("suite")],
        ]),
      ],
    ],
    ["one after another", [list([["a"]], { ordered: true }), list([["b"]], { ordered: true })]],
    ["an anchor", [list([["a"]], { anchor: "points" })]],
  ],
  table: [
    [
      "headers, spans, alignments",
      [
        table(
          [
            [cell("Structure", header), cell("Actions", { ...header, colSpan: 2 })],
            [cell("ORIV", { rowSpan: 2 }), cell("Notes"), cell("12")],
            [cell("Cadrage"), cell("7")],
          ],
          { columns: [{ align: "start" }, { align: "center" }, { align: "end" }] },
        ),
      ],
    ],
    [
      "headers of rows",
      [
        table([
          [cell("A", header), cell("B", header)],
          [cell("ORIV", header), cell("12")],
          [cell("CREFE"), cell("7")],
        ]),
      ],
    ],
    [
      "headers of rows alone",
      [
        table(
          [
            [cell("ORIV", header), cell("12")],
            [cell("CREFE", header), cell("7")],
          ],
          { headerRows: 0 },
        ),
      ],
    ],
    [
      "widths",
      [
        table(
          [
            [cell("A", header), cell("B", header)],
            [cell("a"), cell("b")],
          ],
          {
            columns: [
              { align: "start", width: 0.25 },
              { align: "start", width: 0.75 },
            ],
          },
        ),
      ],
    ],
    ["an anchor", [table([[cell("A", header)], [cell("a")]], { anchor: "actions" })]],
    [
      "a caption and an anchor",
      [
        table([[cell("A", header)], [cell("a")]], {
          caption: [t("Actions "), inline("emphasis", "en 2008")],
          anchor: "actions",
        }),
      ],
    ],
    [
      "blocks in cells",
      [
        table([
          [cell("A", header)],
          [cell([list([["a"], ["b"]]), p("suite")])],
          [cell([table([[cell("B", header)], [cell("b")]]), p("fin")])],
          [cell([])],
        ]),
      ],
    ],
    ["two in a row", [table([[cell("A", header)], [cell("a")]]), table([[cell("B", header)], [cell("b")]])]],
  ],
  figure: [
    ["an alternative and a width", [figure({ width: 60 })]],
    ["without an alternative", [figure({ alt: "", width: 60 })]],
    [
      "a caption and an anchor",
      [figure({ width: 60, caption: [t("Les "), inline("strong", "centres")], anchor: "carte" })],
    ],
    ["an anchor", [figure({ width: 60, anchor: "carte" })]],
  ],
  quote: [
    ["paragraphs", [{ type: "quote", id: "", children: [p("Une citation."), p("Sa suite.")] }]],
    ["an anchor", [{ type: "quote", id: "", anchor: "citation", children: [p("Une citation.")] }]],
  ],
  callout: [
    ...calloutVariants.map(
      (variant): Case => [variant, [callout(variant, [p("Un encadré de quelques mots."), p("Sa suite.")])]],
    ),
    ["a title", [callout("definition", [p("Un accueil.")], { title: [t("L’"), inline("emphasis", "accueil")] })]],
    ["an anchor", [callout("tip", [p("Un conseil.")], { anchor: "conseil" })]],
    ["two in a row", [callout("box", [p("Un encadré.")]), callout("box", [p("Un autre.")])]],
    ["a list", [callout("takeaway", [p("Trois points."), list([["a"], ["b"]])], { title: [t("Les points")] })]],
    ["a table", [callout("example", [table([[cell("A", header)], [cell("a")]])])]],
    ["others in it", [callout("warning", [callout("tip", [p("Un conseil.")]), p("Fin.")])]],
    [
      "in a cell",
      [table([[cell("A", header)], [cell([callout("keyFigure", [p("Un chiffre.")], { title: [t("42 %")] })])]])],
    ],
    ["a title alone", [callout("pullQuote", [], { title: [t("Une citation")] })]],
  ],
  codeBlock: [
    ["lines and indents", [{ type: "codeBlock", id: "", value: "si (a) {\n  b  ();\n\n    c();\n}" }]],
    ["an indent first", [{ type: "codeBlock", id: "", value: "    a\n  b" }]],
    ["tabs", [{ type: "codeBlock", id: "", value: "a:\n\tb" }]],
    ["an anchor", [{ type: "codeBlock", id: "", anchor: "code", value: "a" }]],
  ],
  thematicBreak: [["alone", [{ type: "thematicBreak", id: "" }]]],
  pageBreak: [["between paragraphs", [{ type: "pageBreak", id: "" }, p("Suite.")]]],
  // Composed: it is ours to make, and does not come back. The headings of other rows have one.
  contents: [],
};

const marks = ["strong", "emphasis", "smallCaps", "superscript", "subscript", "strike"] as const;
const marked = Object.fromEntries(
  marks.map((type) => [type, [["amid words", [p("le ", inline(type, "mot"), " dit")]]] as Case[]]),
) as Record<(typeof marks)[number], Case[]>;

const ofInlines: Record<InlineType, Case[]> = {
  text: [["typography", [p("mot\u00ADcoupé, Aix\u2011en\u2011Provence, 164\u202F600\u00A0euros : « l’œuvre » 𝒳 <&>")]]],
  ...marked,
  code: [
    ["amid words", [p("la fonction ", { type: "code", value: "{a} <b>" }, " rend")]],
    ["spaces", [p("soit ", { type: "code", value: "a  b" })]],
  ],
  link: [
    [
      "an address",
      [p({ type: "link", href: "https://example.org/a?b=1&c=2#d", children: [t("un "), inline("strong", "site")] })],
    ],
    ["a mailbox", [p({ type: "link", href: "mailto:contact@oriv.example", children: [t("écrire")] })]],
  ],
  // Word has no calls in notes: they are numbers there.
  noteReference: [
    ["a note", [p("Un mot", note("n1"), ".")], { notes: { n1: [p("Une."), p("Sa suite.")] } }],
    ["called again", [p("Un", note("n1"), " et deux", note("n1"), ".")], { notes: { n1: [p("Une.")] } }],
    ["a list", [p("Un", note("n1"), ".")], { notes: { n1: [list([["a"]])] } }],
  ],
  citation: [
    ["a key", [p("Voir ", cite("noel2014"), ".")], { bibliography }],
    ["a place", [p("Voir ", cite("noel2014", "p. 4"), ".")], { bibliography }],
    ["words before", [p({ type: "citation", items: [{ key: "noel2014", prefix: "voir" }] })], { bibliography }],
    ["a key that nothing bears", [p("Voir ", cite("inconnue"), ".")]],
    [
      "one known, one not",
      [p({ type: "citation", items: [{ key: "noel2014" }, { key: "inconnue", locator: "p. 2" }] })],
      { bibliography },
    ],
  ],
  // One that leads nowhere is words alone once composed, which tells its author.
  crossReference: [
    ["its own words", [h(1, "Cadre", { anchor: "cadre" }), p("Voir ", reference("cadre", "le cadre"), ".")]],
    ["before its target", [p("Voir ", reference("cadre", "le cadre"), "."), h(1, "Cadre", { anchor: "cadre" })]],
  ],
  language: [["amid words", [p("le ", language("en-GB", t("gender "), inline("emphasis", "mainstreaming")), " dit")]]],
  lineBreak: [["amid words", [p("un", { type: "lineBreak" }, "deux")]]],
};

describe.each(Object.entries({ ...ofBlocks, ...ofInlines }).filter(([, cases]) => cases.length > 0))(
  "%s",
  (type, cases) => {
    test.each(cases)("%s", async (_, blocks, more) => {
      expect(kindsIn(treeOf(blocks, more))).toContain(type);
      await check(blocks, more);
    });
  },
);

function kindsIn(tree: DocumentTree): Set<string> {
  const all = [...eachBlock(tree.blocks)];
  return new Set([...all, ...all.flatMap((block) => [...eachInline(ownInlines(block))])].map(({ type }) => type));
}

test("what names the document, printed on its cover, comes back", async () => {
  const meta = {
    title: "École et diversité",
    subtitle: "Un document de travail",
    authors: ["ORIV", "CREFE"],
    date: "mars 2008",
    language: "fr-FR",
    keywords: ["école", "accueil"],
  };
  const { tree, version } = await comeBack(treeOf([p("Début.")], { meta }));
  expect({ meta: tree.meta, version }).toEqual({ meta, version: "f".repeat(64) });
});

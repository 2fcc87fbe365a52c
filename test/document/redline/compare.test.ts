import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inlineText } from "../../../infra/cli/outline.ts";
import { eachChangeOf } from "../../../shared/document/redline/changes.ts";
import { compare } from "../../../shared/document/redline/compare.ts";
import type { BlockChange, WordChange } from "../../../shared/document/redline/redline.ts";
import { settle } from "../../../shared/document/redline/settle.ts";
import type { Block, DocumentTree, Inline } from "../../../shared/document/tree.ts";
import { plainText, textOf } from "../../../shared/document/visit.ts";
import { cell, list, table } from "../../formats/docx/everything.ts";
import { normal } from "../../formats/docx/wordly.ts";
import { tries } from "../../long.ts";
import { trees } from "../arbitrary.ts";
import { cite, h, note, p, t, treeOf } from "../sample.ts";
import { versions } from "./edits.ts";
import { blocksOf, type Side, wordsOf } from "./sides.ts";

/** A redline in lines: "=" stays, "+" came, "-" went, "~" was edited; "[-old-]{+new+}" within. */
function lines(changes: readonly BlockChange[], indent = ""): string[] {
  return changes.flatMap((change): string[] => {
    const move = "move" in change && change.move !== undefined ? `@${change.move}` : "";
    if (change.is === "same") return [`${indent}= ${text(change.after)}`];
    if (change.is === "inserted") return [`${indent}+${move} ${text(change.after)}`];
    if (change.is === "deleted") return [`${indent}-${move} ${text(change.before)}`];
    if (change.is === "relisted") return [`${indent}~ relisted`, ...lines(change.lines, `${indent}  `)];
    if (change.is === "parted") {
      const ends = { same: "", inserted: "{+¶+}", deleted: "[-¶-]" };
      return [`${indent}~ ${change.pieces.map((piece) => words(piece.words) + ends[piece.end]).join("")}`];
    }
    switch (change.type) {
      case "text":
      case "code":
        return [`${indent}~ ${words(change.words)}`];
      case "figure":
        return [`${indent}~ figure ${words(change.caption)}`];
      case "quote":
        return [`${indent}~ quote`, ...lines(change.blocks, `${indent}  `)];
      case "list":
        return [
          `${indent}~ list`,
          ...change.items.flatMap((item) => {
            if (item.is === "relisted") return [`${indent}  /`, ...lines(item.lines, `${indent}    `)];
            if (item.is === "edited") return [`${indent}  ~`, ...lines(item.blocks, `${indent}    `)];
            const sign = { same: "=", inserted: "+", deleted: "-" }[item.is];
            const { children } = item.is === "deleted" ? item.before : item.after;
            return [`${indent}  ${sign} ${children.map(text).join(" / ")}`];
          }),
        ];
      default:
        return [
          `${indent}~ table ${words(change.caption)}`,
          ...change.rows.map((row) => {
            if (row.is === "edited")
              return `${indent}  ~ ${row.cells.map(({ blocks }) => lines(blocks).join(" / ")).join(" | ")}`;
            const sign = { same: "=", inserted: "+", deleted: "-" }[row.is];
            const { cells } = row.is === "deleted" ? row.before : row.after;
            return `${indent}  ${sign} ${cells.map(({ children }) => children.map(text).join(" / ")).join(" | ")}`;
          }),
        ];
    }
  });
}

function text(block: Block): string {
  return textOf(block).replaceAll("\n", " / ");
}

function words(changes: readonly WordChange[]): string {
  const written = changes.map((change) => {
    switch (change.is) {
      case "same":
        return inlineText(change.words);
      case "inserted":
        return `{+${inlineText(change.words)}+}`;
      case "deleted":
        return `[-${inlineText(change.words)}-]`;
      case "typed":
        return `(${inlineText(change.before)}>${inlineText(change.after)})`;
      default:
        return `<${inlineText(change.before)}>${inlineText(change.after)}>`;
    }
  });
  return written.join("");
}

function check(before: Block[], after: Block[], wanted: string[], changes: number): void {
  const redline = compare(treeOf(before), treeOf(after));
  expect(lines(redline.blocks)).toEqual(wanted);
  expect(redline.changes).toBe(changes);
}

const contexte = "Le réseau réunit des centres de ressources depuis 2002.";
const cadre = "La politique de la ville appelle des règles simples.";
const suites =
  "Le séminaire de juillet dira comment les centres s’organisent ensuite, avec leurs partenaires de l’année.";
const suite =
  "Une enquête auprès des collectivités montre que les demandes ont doublé en trois ans, sans moyens nouveaux.";
const strong = (value: string): Inline => ({ type: "strong", children: [t(value)] });

describe("words", () => {
  test.each<[string, Block, Block, string, number]>([
    [
      "replaced",
      p(cadre),
      p(cadre.replace("simples", "claires")),
      `${cadre.replace("simples", "[-simples-]{+claires+}")}`,
      1,
    ],
    [
      "after an elision",
      p("il faut l’accord de l’État"),
      p("il faut l’accord d’une région"),
      "il faut l’accord [-de l’État-]{+d’une région+}",
      1,
    ],
    [
      "typed otherwise",
      p("qu'attend-on de l'école ?"),
      p("qu’attend-on de l’école\u202F?"),
      "(qu'>qu’)attend-on de (l'>l’)école( >\u202F)?",
      0,
    ],
    [
      "with a space before a sign",
      p("les règles, lesquelles?"),
      p("les règles, lesquelles ?"),
      "les règles, lesquelles(> )?",
      0,
    ],
    [
      "dressed otherwise",
      p("des règles simples"),
      p("des ", strong("règles"), " simples"),
      "des <règles><b>règles</b>> simples",
      1,
    ],
    [
      "in a mark",
      p("des ", strong("règles très simples")),
      p("des ", strong("règles simples")),
      "des <b>règles </b>[-<b>très </b>-]<b>simples</b>",
      1,
    ],
    ["around a citation", p("selon ", cite("a", "p. 4"), " ici"), p("selon ", cite("a", "p. 5"), " ici"), "", 1],
  ])("%s", (_, before, after, wanted, changes) => {
    const redline = compare(treeOf([before]), treeOf([after]));
    if (wanted !== "") expect(lines(redline.blocks)).toEqual([`~ ${wanted}`]);
    expect(redline.changes).toBe(changes);
  });
});

describe("blocks", () => {
  test("added, deleted, edited", () => {
    check(
      [h(1, "Contexte"), p(contexte), p(cadre), p("À supprimer.")],
      [h(1, "Contexte"), p("Un avant-propos."), p(contexte), p(cadre.replace("simples", "claires"))],
      [
        "= Contexte",
        "+ Un avant-propos.",
        `= ${contexte}`,
        `~ ${cadre.replace("simples", "[-simples-]{+claires+}")}`,
        "- À supprimer.",
      ],
      3,
    );
  });

  test("moved: the fewest words do", () => {
    const [brief, section] = ["Un avant-propos plus bref.", [h(2, "Méthode"), p("Une enquête dans les régions.")]];
    check(
      [p(brief), p(cadre), p("Fin.")],
      [p(cadre), p(brief), p("Fin.")],
      [`-@1 ${brief}`, `= ${cadre}`, `+@1 ${brief}`, "= Fin."],
      1,
    );
    check(
      [h(1, "Cadre"), p(`${contexte} ${cadre}`), ...section],
      [...section, h(1, "Cadre"), p(`${contexte} ${cadre.replace("simples", "claires")}`)],
      [
        "+@1 Méthode",
        "+@2 Une enquête dans les régions.",
        "= Cadre",
        `~ ${contexte} ${cadre.replace("simples", "[-simples-]{+claires+}")}`,
        "-@1 Méthode",
        "-@2 Une enquête dans les régions.",
      ],
      3,
    );
  });

  test("moved and edited on the way", () => {
    const [one, other] = [`${cadre} ${contexte}`, `${cadre.replace("simples", "claires")} ${contexte}`];
    const { blocks, changes } = compare(
      treeOf([p(one), h(1, "Cadre"), p(suites), p(suite)]),
      treeOf([h(1, "Cadre"), p(suites), p(suite), p(other)]),
    );
    expect(lines(blocks)).toEqual([`-@1 ${one}`, "= Cadre", `= ${suites}`, `= ${suite}`, `+@1 ${other}`]);
    expect(blocks.at(-1)).toMatchObject({
      words: [{ is: "same" }, { is: "deleted" }, { is: "inserted" }, { is: "same" }],
    });
    expect(changes).toBe(2);
  });

  test("of another kind", () => {
    check([p(contexte)], [h(1, contexte)], [`~ ${contexte}`], 1);
    check([p(contexte)], [{ type: "quote", id: "", children: [p(contexte)] }], ["~ relisted", `  = ${contexte}`], 1);
    const { blocks, changes } = compare(treeOf([h(1, "Cadre")]), treeOf([h(2, "Cadre")]));
    expect(blocks).toMatchObject([{ is: "edited", type: "text" }]);
    expect(changes).toBe(1);
  });

  test("in lists, by items", () => {
    check(
      [list([["un point"], ["un deuxième point"], ["un troisième point, long"]])],
      [list([["un point"], ["un troisième point, bref"], ["un dernier"]])],
      [
        "~ list",
        "  = un point",
        "  - un deuxième point",
        "  ~",
        "    ~ un troisième point, [-long-]{+bref+}",
        "  + un dernier",
      ],
      3,
    );
  });

  test("in tables, by rows and cells", () => {
    const row = (...words: string[]) => words.map((word) => cell(word));
    check(
      [table([row("Structure", "Actions"), row("ORIV", "douze notes"), row("CREFE", "trois")])],
      [
        table([
          row("Structure", "Actions"),
          row("ORIV", "treize notes"),
          row("EPI", "deux séminaires"),
          row("CREFE", "trois"),
        ]),
      ],
      [
        "~ table ",
        "  = Structure | Actions",
        "  ~ = ORIV | ~ [-douze-]{+treize+} notes",
        "  + EPI | deux séminaires",
        "  = CREFE | trois",
      ],
      2,
    );
  });

  test("in tables, by columns that came and went", () => {
    const row = (...words: string[]) => words.map((word) => cell(word));
    const head = ["Structure", "Actions", "Échéance"];
    const rows = [
      ["ORIV", "douze notes de cadrage", "mars"],
      ["CREFE", "trois séminaires", "juin"],
    ];
    const whole = [head, ...rows].map((words) => row(...words));
    const least = [head, ...rows].map(([first, , last]) => row(first!, last!));
    check(
      [table(whole)],
      [table(least)],
      [
        "~ table ",
        "  ~ = Structure | - Actions | = Échéance",
        "  ~ = ORIV | - douze notes de cadrage | = mars",
        "  ~ = CREFE | - trois séminaires | = juin",
      ],
      1,
    );
    check(
      [table(least)],
      [table([...whole.slice(0, 2), row("EPI", "une enquête", "mai"), row("CREFE", "trois séminaires", "juillet")])],
      [
        "~ table ",
        "  ~ = Structure | + Actions | = Échéance",
        "  ~ = ORIV | + douze notes de cadrage | = mars",
        "  + EPI | une enquête | mai",
        "  ~ = CREFE | + trois séminaires | - juin / + juillet",
      ],
      4,
    );
  });

  test("in tables, a column whose name is elsewhere in the other table is not that one renamed", () => {
    const row = (...words: string[]) => words.map((word) => cell(word));
    const rows = [
      ["Structure", "Accueil", "Formation", "Avis"],
      ["ORIV", "Oui", "deux sessions", "Non"],
      ["CREFE", "Oui", "une session", "Oui"],
    ];
    const exchanged = rows.map(([first, one, middle, other]) => row(first!, other!, middle!, one!));
    check(
      [table(rows.map((words) => row(...words)))],
      [table(exchanged)],
      [
        "~ table ",
        "  ~ = Structure | - Accueil | + Avis | = Formation | - Avis | + Accueil",
        "  ~ = ORIV | - Oui | + Non | = deux sessions | - Non | + Oui",
        "  ~ = CREFE | - Oui | + Oui | = une session | - Oui | + Oui",
      ],
      4,
    );
    const renamed = rows.map((words) => row(...words.map((word) => (word === "Accueil" ? "Permanence" : word))));
    check(
      [table(rows.map((words) => row(...words)))],
      [table(renamed)],
      [
        "~ table ",
        "  ~ = Structure | - Accueil / + Permanence | = Formation | = Avis",
        "  = ORIV | Oui | deux sessions | Non",
        "  = CREFE | Oui | une session | Oui",
      ],
      2,
    );
  });

  test("in a column that came, words that went elsewhere are no move, since only the column says so", () => {
    const before = [
      [cell("ORIV, centre de ressources à Strasbourg pour les villes")],
      [cell("CREFE, centre de ressources à Toulouse pour la formation")],
    ];
    const after = [
      [cell("ORIV, centre de ressources à Strasbourg pour les villes"), cell("Le détail des calculs est en annexe.")],
      [cell("CREFE, centre de ressources à Toulouse pour la formation"), cell("juin")],
    ];
    check(
      [table(before), p("Le détail des calculs est en annexe.")],
      [table(after)],
      [
        "~ table ",
        "  ~ = ORIV, centre de ressources à Strasbourg pour les villes | + Le détail des calculs est en annexe.",
        "  ~ = CREFE, centre de ressources à Toulouse pour la formation | + juin",
        "- Le détail des calculs est en annexe.",
      ],
      2,
    );
  });

  test("tables set otherwise", () => {
    const rows = [
      [cell("Structure"), cell("Actions")],
      [cell("ORIV"), cell("douze notes")],
    ];
    const columns = [{ align: "start" as const }, { align: "end" as const }];
    check(
      [table(rows)],
      [table(rows, { columns })],
      ["~ table ", "  = Structure | Actions", "  = ORIV | douze notes"],
      1,
    );
    check(
      [table(rows)],
      [table(rows, { headerRows: 0 })],
      ["~ table ", "  = Structure | Actions", "  = ORIV | douze notes"],
      1,
    );
  });

  test("paragraphs parted and joined, edited or not", () => {
    const [one, other] = [[p(`${contexte} ${cadre}`)], [p(contexte), p(cadre)]];
    check(one, other, [`~ ${contexte}( >){+¶+}${cadre}`], 1);
    check(other, one, [`~ ${contexte}[-¶-](> )${cadre}`], 1);
    const edited = [p(contexte.replace("2002", "2003")), p(cadre)];
    check(one, edited, [`~ ${contexte.replace("2002", "[-2002-]{+2003+}")}( >){+¶+}${cadre}`], 2);
    check(
      [p("Un."), ...other, p("Fin.")],
      [p("Un."), ...one, p("Fin.")],
      ["= Un.", `~ ${contexte}[-¶-](> )${cadre}`, "= Fin."],
      1,
    );
  });

  test("a paragraph whose first words became a heading", () => {
    const named = "Article 2 : cotisations annuelles. ";
    const [one, other] = [[p(named + contexte)], [h(2, named.trim()), p(contexte)]];
    check(one, other, [`~ ${named.trim()}( >){+¶+}${contexte}`], 1);
    check(other, one, [`~ ${named.trim()}[-¶-](> )${contexte}`], 1);
    const edited = [h(2, "Article 3 : cotisations annuelles."), p(contexte.replace("2002", "2003"))];
    const changed = contexte.replace("2002", "[-2002-]{+2003+}");
    check(one, edited, [`~ Article [-2-]{+3+} : cotisations annuelles.( >){+¶+}${changed}`], 3);
  });

  test("lists that became paragraphs, and paragraphs that became lists", () => {
    const [listed, plain] = [[list([[contexte], [cadre]])], [p(contexte), p(cadre)]];
    const kept = ["~ relisted", `  = ${contexte}`, `  = ${cadre}`];
    check(listed, plain, kept, 1);
    check(plain, listed, kept, 1);
    check(
      [p("Avant."), ...listed, p("Après.")],
      [p("Avant."), p(contexte.replace("2002", "2003")), p(cadre), p("Après.")],
      ["= Avant.", "~ relisted", `  ~ ${contexte.replace("2002", "[-2002-]{+2003+}")}`, `  = ${cadre}`, "= Après."],
      2,
    );
  });

  test("a table that became headings and paragraphs, and headings and paragraphs that became a table", () => {
    const rows = [
      [cell("Contexte"), cell(contexte)],
      [cell("Cadre"), cell(cadre)],
    ];
    const [one, other] = [
      [table(rows)],
      [h(2, "Contexte"), p(contexte.replace("2002", "2003")), h(2, "Cadre"), p(cadre)],
    ];
    const kept = ["~ Contexte", `~ ${contexte.replace("2002", "[-2002-]{+2003+}")}`, "~ Cadre", `= ${cadre}`];
    check(one, other, ["~ relisted", ...kept.map((line) => `  ${line}`)], 4);
    const back = ["~ Contexte", `~ ${contexte.replace("2002", "[-2003-]{+2002+}")}`, "~ Cadre", `= ${cadre}`];
    check(other, one, ["~ relisted", ...back.map((line) => `  ${line}`)], 4);
  });

  test("a caption with little in common is replaced whole, the comma that it keeps too", () => {
    const named = (caption: string) => table([[cell(contexte)]], { headerRows: 0, caption: [t(caption)] });
    check(
      [named("Les adultes-relais, Amiens")],
      [named("État des actions, avril")],
      ["~ table [-Les adultes-relais, Amiens-]{+État des actions, avril+}", `  = ${contexte}`],
      1,
    );
  });

  test("a table cut in two around a heading", () => {
    const row = (...words: string[]) => words.map((word) => cell(word));
    const [first, second] = [[row("ORIV", contexte)], [row("CREFE", cadre), row("EPI", suites)]];
    const revised = [row("CREFE", cadre.replace("simples", "claires")), row("EPI", suites)];
    check(
      [table([...first, ...second], { headerRows: 0 })],
      [table(first, { headerRows: 0 }), h(2, "Suite"), table(revised, { headerRows: 0 })],
      [
        "~ relisted",
        "  ~ table ",
        `    = ORIV | ${contexte}`,
        `    ~ = CREFE | ~ ${cadre.replace("simples", "[-simples-]{+claires+}")}`,
        `    = EPI | ${suites}`,
        "  + Suite",
      ],
      3,
    );
  });

  test("code that was typed as a paragraph", () => {
    const line = "openfisca serve --country-package openfisca_france --port 5000";
    check(
      [p(line)],
      [{ type: "codeBlock", id: "", value: line.replace("5000", "6000") }],
      ["~ relisted", `  ~ ${line.replace("5000", "")}[-5000-]{+6000+}`],
      2,
    );
  });

  test("paragraphs with a phrase in common are compared, those with words here and there are not", () => {
    const [first, last] = ["On en parlera aux assises de la ville au printemps.", suites];
    check(
      [p(`${contexte} ${first}`)],
      [p(`${contexte} ${last}`)],
      [`~ ${contexte} [-${first.slice(0, -1)}-]{+${last.slice(0, -1)}+}.`],
      1,
    );
    check([p(`${first} ${cadre}`)], [p(`${last} ${suite}`)], [`- ${first} ${cadre}`, `+ ${last} ${suite}`], 2);
  });

  test("items parted and joined", () => {
    const [one, other] = [[list([[`${contexte} ${cadre}`], [suites]])], [list([[contexte], [cadre], [suites]])]];
    check(one, other, ["~ list", "  /", `    ~ ${contexte}( >){+¶+}${cadre}`, `  = ${suites}`], 1);
    check(other, one, ["~ list", "  /", `    ~ ${contexte}[-¶-](> )${cadre}`, `  = ${suites}`], 1);
  });

  test("a list cut in two around a paragraph", () => {
    const items = [contexte, cadre, suites, suite];
    check(
      [list(items.map((one) => [one]))],
      [list(items.slice(0, 2).map((one) => [one])), p(suites), list([[suite]])],
      ["~ relisted", ...items.map((one) => `  = ${one}`)],
      1,
    );
  });

  test("rows whose words were all replaced are known by what they begin with", () => {
    const kept = "Le comité de pilotage valide chaque étape du programme, dans les deux mois qui suivent sa remise.";
    const rows = (...words: string[]) => [
      table([[cell("N°"), cell("Exigence")], ...[kept, ...words].map((one, index) => [cell(`2.${index}`), cell(one)])]),
    ];
    check(
      rows(contexte, cadre),
      rows(suite, suites),
      [
        "~ table ",
        "  = N° | Exigence",
        `  = 2.0 | ${kept}`,
        `  ~ = 2.1 | - ${contexte} / + ${suite}`,
        `  ~ = 2.2 | - ${cadre} / + ${suites}`,
      ],
      4,
    );
  });

  test("in tables whose cells reach over rows: these come and go together", () => {
    const rows = [[cell("ORIV", { rowSpan: 2 }), cell("Notes de cadrage")], [cell("Séminaires régionaux")]];
    const last = [cell("CREFE"), cell("Notes de synthèse")];
    check(
      [table([...rows, last], { headerRows: 0 })],
      [table([last], { headerRows: 0 })],
      ["~ table ", "  - ORIV | Notes de cadrage", "  - Séminaires régionaux", "  = CREFE | Notes de synthèse"],
      2,
    );
  });
});

test("notes keep together, whatever their names and numbers", () => {
  const before = treeOf([p("Un fait", note("a"), "."), p("Un autre fait", note("b"), ".")], {
    notes: { a: [p("Première source.")], b: [p("Voir la deuxième source.")] },
  });
  const after = treeOf([p("Un autre fait", note("x"), ".")], { notes: { x: [p("Voir la deuxième source citée.")] } });
  const { notes, blocks } = compare(before, after);
  expect(notes.map((one) => [one.before?.number, one.after?.number, ...lines(one.blocks)])).toEqual([
    [1, undefined, "- Première source."],
    [2, 1, "~ Voir la deuxième source{+ citée+}."],
  ]);
  expect(blocks.map(({ is }) => is)).toEqual(["deleted", "same"]);
});

test("of marks that exclude one another the inner counts, however they are nested", () => {
  const two: Inline = { type: "text", value: "2" };
  const raised: Inline = { type: "superscript", children: [two] };
  const lowered: Inline = { type: "subscript", children: [two] };
  const [outer, inner]: Inline[] = [
    { type: "subscript", children: [raised] },
    { type: "superscript", children: [lowered] },
  ];
  const change = (before: Inline, after: Inline) =>
    compare(treeOf([p("Un fait", before)]), treeOf([p("Un fait", after)])).blocks.map(({ is }) => is);
  expect(change(outer!, inner!)).toEqual(["edited"]);
  expect(change(outer!, raised)).toEqual(["same"]);
});

test("a redline tells of the head and the bibliography", () => {
  const entry = { id: "a", type: "book", title: "Les discriminations", author: [{ family: "Noël" }] };
  const before = treeOf([p("Voir ", cite("a"))], { bibliography: [entry] });
  const after = treeOf([p("Voir ", cite("a"))], {
    bibliography: [{ ...entry, issued: { "date-parts": [[2014]] } }],
    meta: { title: "École et diversités" },
  });
  const redline = compare(before, after);
  expect(redline.head.map(({ field, words: changes }) => [field, words(changes)])).toEqual([
    ["title", "École et [-diversité-]{+diversités+}"],
    ["language", "fr-FR"],
  ]);
  expect(redline.bibliography).toMatchObject([{ is: "edited" }]);
  expect(redline.blocks).toMatchObject([{ is: "edited" }]);
});

function bodyOf(tree: DocumentTree): unknown[] {
  return normal(settle(tree).draft.blocks);
}

describe("of any two versions", () => {
  const sides: readonly Side[] = ["before", "after"];

  test("what is not inserted is the text before, what is not deleted the text after", () => {
    fc.assert(
      fc.property(versions, ([before, after]) => {
        const redline = compare(before, after);
        for (const side of sides) {
          const tree = side === "before" ? before : after;
          expect(normal(blocksOf(redline.blocks, side))).toEqual(bodyOf(tree));
          const { draft, order } = settle(tree);
          const notes = redline.notes.flatMap((one) => {
            const named = one[side];
            return named ? [[named.id, normal(blocksOf(one.blocks, side))] as const] : [];
          });
          expect(Object.fromEntries(notes)).toEqual(
            Object.fromEntries(order.map((id) => [id, normal(draft.notes[id]!)])),
          );
          for (const { field, words: changes, [side]: value } of redline.head) {
            expect([field, plainText(wordsOf(changes, side))]).toEqual([field, value ?? ""]);
          }
        }
      }),
      { numRuns: tries(80, 400) },
    );
  });

  test("two that are the same have no change, and no change means that they read the same", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const redline = compare(tree, tree);
        expect(redline.changes).toBe(0);
        expect([...eachChangeOf(redline)].every(({ is }) => is === "same")).toBe(true);
      }),
    );
  });
});

import { describe, expect, test } from "vitest";
import { placeAnnotations } from "../../../functions/ingest/annotations.ts";
import { outline } from "../../../infra/cli/outline.ts";
import { correctedTree } from "../../../shared/acts/corrected-tree.ts";
import type { Block, DocumentTree, Inline, Table } from "../../../shared/document/tree.ts";
import { textOf } from "../../../shared/document/visit.ts";
import type { Contribution } from "../../../shared/formats/reading.ts";
import { p, treeOf } from "../../document/sample.ts";

const tell = (what: string, details: Record<string, string>) => [what, ...Object.values(details)].join(" / ");
const [by, other] = [{ author: "Relectrice" }, { author: "Directeur" }];

const strong = (value: string): Inline => ({ type: "strong", children: [{ type: "text", value }] });
const words = "Le réseau réunit douze centres de ressources.";
const second = p(strong("Chaque centre"), " écrit deux notes par an.");
const third = "Un séminaire a lieu à Strasbourg en mars prochain.";
const whole = treeOf([p(words), second, p(third), p("Le budget suit.")]);
const at = (place: number) => whole.blocks[place]!.id;
const said = (place: number) => textOf(whole.blocks[place]!);
const cellOf = ({ blocks: [table] }: DocumentTree, row: number, column: number) =>
  (table as Table).rows[row]!.cells[column]!.children[0]!.id;

/** What a reviewer tracked on a copy of `note`: what is offered of it, and the note with all of it applied, or one by one. */
function offered(annotations: Contribution[], note: DocumentTree = whole) {
  const placed = placeAnnotations([{ id: "p", title: "Note", tree: note }], { tree: note, annotations }, tell);
  const remarks = placed.map(({ contribution }, place) => ({
    ...{ ...contribution, id: `r${place}`, number: place + 1, disposition: "open" as const },
    ...{ by: "p1", submission: "s1", at: "2026-01-01T00:00:00Z" },
  }));
  const promised = remarks.filter(({ type }) => type !== "comment").map(({ id }) => id);
  const done = correctedTree(note, note, remarks);
  expect(done.ids).toEqual(promised);
  const last = remarks.length - 1;
  const apart = correctedTree(note, note, remarks.slice(last), remarks.slice(0, last));
  expect(outline(apart.tree)).toEqual(outline(done.tree));
  const shown = placed.map(({ contribution: { type, anchor, proposal, text, elsewhere } }) => {
    const into = proposal === undefined ? "" : ` → ${proposal}`;
    const there = elsewhere ? ` + ${elsewhere.anchor.quotation?.exact ?? "after"} → ${elsewhere.proposal}` : "";
    return `${type} ${anchor?.quotation?.exact ?? "block"}${into}${there}${text && `: ${text}`}`;
  });
  return { shown, lines: outline(done.tree), authors: placed.map(({ contribution }) => contribution.file?.author) };
}

const gone = (place: number, more: object = by): Contribution =>
  ({ type: "deletion", ...more, at: at(place), quote: "", text: said(place) }) as Contribution;
const came = (place: number, text: string, more: object = by): Contribution =>
  ({ type: "insertion", ...more, at: at(place), quote: said(place), text, whole: "paragraphs" }) as Contribution;
const lines = outline(whole);

describe("a passage that was moved is one remark, which both places are told of", () => {
  test("a paragraph down, with what it wears", () => {
    const { shown, lines: now } = offered([gone(1), came(2, said(1))]);
    expect(shown).toEqual([`correction block →  + after → ${said(1)}: moved / Un séminaire a lieu à Strasbourg en…`]);
    expect(now).toEqual([lines[0], lines[2], lines[1], lines[3]]);
  });

  test("a paragraph up, told before it goes", () => {
    const { shown, lines: now } = offered([came(0, third), gone(2)]);
    expect(shown).toHaveLength(1);
    expect(now).toEqual([lines[0], lines[2], lines[1], lines[3]]);
  });

  test("two paragraphs together are one each, and stay in their order", () => {
    const { shown, lines: now } = offered([gone(0), gone(1), came(2, `${said(0)}\n\n${said(1)}`)]);
    expect(shown).toHaveLength(2);
    expect(now).toEqual([lines[2], lines[0], lines[1], lines[3]]);
  });

  test("words into another paragraph", () => {
    const moved = "en mars prochain";
    const { shown, lines: now } = offered([
      { type: "insertion", ...by, at: at(0), quote: "Le réseau réunit", text: ` ${moved}` },
      { type: "deletion", ...by, at: at(2), quote: "Un séminaire a lieu à Strasbourg", text: ` ${moved}` },
    ]);
    expect(shown).toEqual([
      "correction Strasbourg en mars prochain. → Strasbourg. + réunit → réunit en mars prochain: moved / Le réseau réunit",
    ]);
    expect(now[0]).toBe("p Le réseau réunit en mars prochain douze centres de ressources.");
    expect(now[2]).toBe("p Un séminaire a lieu à Strasbourg.");
  });

  test("words within a paragraph are a replacement there", () => {
    const { shown, lines: now } = offered([
      { type: "insertion", ...by, at: at(2), quote: "Un séminaire", text: " en mars prochain" },
      { type: "deletion", ...by, at: at(2), quote: "Un séminaire a lieu à Strasbourg", text: " en mars prochain" },
    ]);
    expect(shown).toHaveLength(1);
    expect(now[2]).toBe("p Un séminaire en mars prochain a lieu à Strasbourg.");
  });

  test("but what two people did is no move", () => {
    expect(offered([gone(1), came(2, said(1), other)]).shown).toHaveLength(2);
  });
});

describe("a row that was moved is one remark", () => {
  const cell = (...children: Block[]) => ({ colSpan: 1, rowSpan: 1, header: false, children });
  const row = (name: string, ...says: Block[]) => ({ cells: [cell(p(name)), cell(...says)] });
  const rows = [
    row("Structure", p("Actions")),
    row("ORIV", p("douze notes")),
    row("CREFE", p(strong("un film"), " court")),
  ];
  const columns = [{ align: "start" as const }, { align: "start" as const }];
  const actions = treeOf([
    { type: "table", id: "", columns, headerRows: 1, rows: [...rows, row("EPI", p("une enquête"), p("un guide"))] },
  ]);
  const table = { ...by, at: actions.blocks[0]!.id, whole: "row" } as const;
  const moved = (text: string, from: [string, number], to: [string, number]): Contribution[] => [
    { ...table, type: "deletion", text, quote: from[0], row: from[1] },
    { ...table, type: "insertion", text, quote: to[0], row: to[1] },
  ];

  test("which keeps what its cells wear, and takes corrections of them along", () => {
    const film: Contribution[] = [
      { ...by, type: "deletion", at: cellOf(actions, 2, 1), quote: "un film ", text: "court" },
      { ...by, type: "insertion", at: cellOf(actions, 2, 1), quote: "un film court", text: "long" },
    ];
    const { shown, lines } = offered(
      [...film, ...moved("CREFE\nun film court", ["ORIV\ndouze notes", 2], ["Structure\nActions", 1])],
      actions,
    );
    expect(shown).toHaveLength(2);
    expect(lines).toEqual([
      "table s,s head 1",
      ...["  [Structure] [Actions]", "  [CREFE] [<b>un film</b> long]", "  [ORIV] [douze notes]"],
      "  [EPI] [p une enquête / p un guide]",
    ]);
  });

  test("of a cell with two paragraphs, to the very top", () => {
    const { shown, lines } = offered(
      moved("EPI\nune enquête\nun guide", ["CREFE\nun film court", 3], ["", 0]),
      actions,
    );
    expect(shown).toEqual([expect.stringMatching(/^correction EPI une enquête un guide → .*row-moved-first$/s)]);
    expect(lines.map((line) => line.slice(0, 12))).toEqual([
      "table s,s he",
      "  [EPI] [p u",
      "  [Structure",
      "  [ORIV] [do",
      "  [CREFE] [<",
    ]);
  });

  test("but what comes back where it was is no move", () => {
    expect(
      offered(moved("ORIV\ndouze notes", ["Structure\nActions", 1], ["Structure\nActions", 1]), actions).shown,
    ).toHaveLength(2);
  });
});

describe("a paragraph taken out whole, and others put in right after it, is one correction", () => {
  test.each([
    ["one paragraph", "Tout est dit autrement.", ["p Tout est dit autrement."]],
    ["two", "Tout est dit.\n\nEt redit.", ["p Tout est dit.", "p Et redit."]],
  ])("%s", (_, text, rewritten) => {
    const { shown, lines: now } = offered([gone(2), came(2, text)]);
    expect(shown).toEqual([`correction block → ${text}`]);
    expect(now).toEqual([lines[0], lines[1], ...rewritten, lines[3]]);
  });

  test("of both who did it", () => {
    expect(offered([gone(2), came(2, "Autre chose.", other)]).authors).toEqual(["Relectrice, Directeur"]);
  });
});

describe("a line break", () => {
  const place = { ...by, at: at(0), quote: "Le réseau réunit " } as const;
  test("that came breaks the line", () => {
    const { shown, lines: now } = offered([{ ...place, type: "insertion", text: "\u2028" }]);
    expect(shown).toEqual(["correction réunit douze → réunit\u2028douze"]);
    expect(now[0]).toBe("p Le réseau réunit<br>douze centres de ressources.");
  });

  test("that came with words breaks the line after them", () => {
    const { lines: now } = offered([{ ...place, type: "insertion", text: "les\u2028" }]);
    expect(now[0]).toBe("p Le réseau réunit les<br>douze centres de ressources.");
  });

  test("that came in a new paragraph breaks the line there", () => {
    expect(offered([came(3, "Un vers\u2028et le suivant.")]).lines.at(-1)).toBe("p Un vers<br>et le suivant.");
  });

  test("that went is told of the words around it", () => {
    const { shown, lines: now } = offered([{ ...place, quote: "Le réseau réunit", type: "deletion", text: "\u2028" }]);
    expect(shown).toEqual(["comment réunit douze: unbroken"]);
    expect(now).toEqual(lines);
  });
});

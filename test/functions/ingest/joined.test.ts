import { describe, expect, test } from "vitest";
import { placeAnnotations } from "../../../functions/ingest/annotations.ts";
import { outline } from "../../../infra/cli/outline.ts";
import { correctedTree } from "../../../shared/acts/corrections.ts";
import type { Inline } from "../../../shared/document/tree.ts";
import { textOf } from "../../../shared/document/visit.ts";
import type { Contribution } from "../../../shared/formats/reading.ts";
import { p, treeOf } from "../../document/sample.ts";

const tell = (what: string, details: Record<string, string>) => [what, ...Object.values(details)].join(" / ");
const [by, other] = [{ author: "Relectrice" }, { author: "Directeur" }];

const strong = (value: string): Inline => ({ type: "strong", children: [{ type: "text", value }] });
const words = "Le réseau réunit douze centres de ressources.";
const second = p(strong("Chaque centre"), " écrit deux notes par an.");
const third = "Un séminaire a lieu à Strasbourg en mars prochain.";
const note = treeOf([p(words), second, p(third), p("Le budget suit.")]);
const at = (place: number) => note.blocks[place]!.id;
const said = (place: number) => textOf(note.blocks[place]!);

/** What a reviewer tracked on a copy of `note`: what is offered of it, and the note with all of it applied, or one by one. */
function offered(annotations: Contribution[]) {
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
const lines = outline(note);

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

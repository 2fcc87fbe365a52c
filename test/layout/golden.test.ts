import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type ComposeInput, compose } from "../../shared/document/compose.ts";
import { calloutVariants } from "../../shared/document/tree.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import type { Page } from "../../shared/layout/frames.ts";
import { layOut } from "../../shared/layout/layout.ts";
import { limitsSchema } from "../../shared/settings.ts";
import { approved } from "../document/approved.ts";
import { callout, h, inputOf, p, treeOf } from "../document/sample.ts";
import { list } from "../formats/docx/everything.ts";
import { assets, fonts, theme } from "./set.ts";

/** How far a line may move before it is another page, points. */
const tolerance = 0.5;
const goldens = join(import.meta.dirname, "goldens");

/** A line as it stands on the page: where it begins, its baseline, its words. */
type Line = [x: number, baseline: number, text: string];

test.each<[string, number[], string, Partial<ComposeInput>]>([
  ["framing-note", [0, 1, 3], "framing-note", {}],
  ["synthesis-note", [4, 7], "synthesis-note", {}],
  ["resource-dossier", [3, 8], "resource-dossier", {}],
  ["intermediate-note", [3], "intermediate-note", {}],
  ["final-note", [3, 5], "final-note", {}],
  ["point-of-view", [1, 3], "point-of-view", {}],
  ["capitalisation-note", [2], "capitalisation-note", {}],
  ["watch-note", [0, 1], "watch-note", {}],
  ["minutes", [2], "minutes", {}],
  ["approved", [10, 11], "framing-note", { approval: approved }],
  ["under-review", [0, 1], "framing-note", { underReview: true }],
])("pages of the %s stand as they stood", async (name, indexes, kindId, more) =>
  check(name, await pagesOf(kindId, more), indexes),
);

test("pages of callouts stand as they stood", async () => {
  const each = calloutVariants.flatMap((variant) => [
    callout(variant, [p(sentence), p(sentence)]),
    callout(variant, [p(sentence)], "Un titre"),
  ]);
  const inside = callout("example", [list([["un"], ["deux"]]), callout("tip", [p(sentence)]), p(sentence.repeat(30))]);
  const { document } = compose(inputOf(treeOf([h(1, "Encadrés"), ...each, inside])));
  check("callouts", layOut(document, theme, fonts, new Map()).laidOut.pages, [2, 3, 4, 5]);
});

const sentence = "Les associations demandent des règles simples, des délais tenus et une personne de référence. ";

/** The pages at these indexes are those that were kept under a name. */
function check(name: string, pages: readonly Page[], indexes: readonly number[]): void {
  const set = indexes.map((index) => linesOf(pages[index]!));
  const path = join(goldens, `${name}.json`);
  if (updating()) writeFileSync(path, `${JSON.stringify(set)}\n`);
  const golden = JSON.parse(readFileSync(path, "utf8")) as Line[][];
  expect(set.map(textsOf)).toEqual(golden.map(textsOf));
  for (const [page, lines] of set.entries())
    for (const [i, [x, baseline, text]] of lines.entries()) {
      const [goldenX = Number.NaN, goldenBaseline = Number.NaN] = golden[page]?.[i] ?? [];
      expect(Math.abs(x - goldenX), `x of « ${text} »`).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(baseline - goldenBaseline), `baseline of « ${text} »`).toBeLessThanOrEqual(tolerance);
    }
}

async function pagesOf(kindId: string, more: Partial<ComposeInput>): Promise<Page[]> {
  const bytes = await assets.read(`${kindId}/sample.docx`);
  const reading = await readDraft(
    { name: "sample.docx", bytes },
    { language: "fr-FR", limits: limitsSchema.parse({}) },
  );
  if ("refused" in reading) throw new Error(reading.refused.code);
  const { kind } = await loadKind(assets, kindId);
  const parts = [{ title: "", tree: reading.tree }];
  const instant = "2008-03-31T12:00:00.000Z";
  const { document } = compose({ parts, kind, fileName: kindId, facts: {}, instant, ...more });
  return layOut(document, theme, fonts, reading.images).laidOut.pages;
}

/** The runs of a page joined into lines, in the order they are drawn. */
function linesOf({ items }: Page): Line[] {
  const lines: Line[] = [];
  for (const item of items) {
    if (item.type !== "text") continue;
    const text = item.run.actualText ?? item.run.glyphs.map((glyph) => glyph.text).join("");
    const last = lines.at(-1);
    if (last && Math.abs(last[1] - item.baseline) < 0.01 && item.x >= last[0]) last[2] += text;
    else lines.push([round(item.x), round(item.baseline), text]);
  }
  return lines;
}

function textsOf(lines: Line[]): string[] {
  return lines.map(([, , text]) => text);
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}

/** `npm run golden` (vitest -u). */
function updating(): boolean {
  return (expect.getState().snapshotState as unknown as { _updateSnapshot: string })._updateSnapshot === "all";
}

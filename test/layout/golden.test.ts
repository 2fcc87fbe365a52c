import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compose } from "../../shared/document/compose.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import type { Page } from "../../shared/layout/frames.ts";
import { layOut } from "../../shared/layout/layout.ts";
import { limitsSchema } from "../../shared/settings.ts";
import { assets, fonts, theme } from "./set.ts";

/** How far a line may move before it is another page, points. */
const tolerance = 0.5;
const goldens = join(import.meta.dirname, "goldens");

/** A line as it stands on the page: where it begins, its baseline, its words. */
type Line = [x: number, baseline: number, text: string];

test.each([
  ["framing-note", [0, 1, 3]],
  ["synthesis-note", [4, 7]],
  ["resource-dossier", [3, 8]],
] as const)("pages of the %s stand as they stood", async (kindId, indexes) => {
  const pages = await pagesOf(kindId);
  const set = indexes.map((index) => linesOf(pages[index]!));
  const path = join(goldens, `${kindId}.json`);
  if (updating()) writeFileSync(path, `${JSON.stringify(set)}\n`);
  const golden = JSON.parse(readFileSync(path, "utf8")) as Line[][];
  expect(set.map(textsOf)).toEqual(golden.map(textsOf));
  for (const [page, lines] of set.entries())
    for (const [i, [x, baseline, text]] of lines.entries()) {
      const [goldenX = Number.NaN, goldenBaseline = Number.NaN] = golden[page]?.[i] ?? [];
      expect(Math.abs(x - goldenX), `x of « ${text} »`).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(baseline - goldenBaseline), `baseline of « ${text} »`).toBeLessThanOrEqual(tolerance);
    }
});

async function pagesOf(kindId: string): Promise<Page[]> {
  const bytes = await assets.read(`${kindId}/sample.docx`);
  const reading = await readDraft(
    { name: "sample.docx", bytes },
    { language: "fr-FR", limits: limitsSchema.parse({}) },
  );
  if ("refused" in reading) throw new Error(reading.refused.code);
  const { kind } = await loadKind(assets, kindId);
  const parts = [{ title: "", tree: reading.tree }];
  const { document } = compose({ parts, kind, fileName: kindId, facts: {}, instant: "2008-03-31T12:00:00.000Z" });
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

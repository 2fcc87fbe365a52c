import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compose } from "../../shared/document/compose.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import type { Page, TextItem } from "../../shared/layout/frames.ts";
import { limitsSchema } from "../../shared/settings.ts";
import { assets, set, theme } from "./set.ts";

const bytes = gunzipSync(readFileSync(join(import.meta.dirname, "../fixtures/dossier-30-pages.md.gz")));
const limits = limitsSchema.parse({});
const reading = await readDraft({ name: "dossier-30-pages.md", bytes }, { language: "fr-FR", limits });
if ("refused" in reading) throw new Error(reading.refused.code);
const { document } = compose({
  parts: [{ title: "", tree: reading.tree }],
  kind: (await loadKind(assets, "synthesis-note")).kind,
  fileName: "dossier-30-pages",
  facts: {},
  instant: "2008-07-01T12:00:00Z",
});
const { laidOut } = set(document, reading.images);
const { size } = theme.styles.body;

type Line = { page: number; last: boolean; hyphen: boolean; width: number; gap: number };

/** Lines of the body's size, in order; `gap`: their mean space, points. */
const lines: Line[] = laidOut.pages.flatMap((page, number) => linesOfPage(page, number));

function linesOfPage({ items }: Page, page: number): Line[] {
  const rows = Map.groupBy(
    items.filter(
      (item): item is TextItem => item.type === "text" && item.size === size && typeof item.tag === "number",
    ),
    ({ baseline }) => Math.round(baseline * 10),
  );
  return [...rows.values()].map((row) => lineOf(row, page));
}

function lineOf(row: TextItem[], page: number): Line {
  const glyphs = row.flatMap(({ run }) => run.glyphs);
  const gaps = glyphs.filter(({ text, advance }) => text === " " && advance > 0).map(({ advance }) => advance);
  const ems = glyphs.reduce((sum, { advance }) => sum + advance, 0);
  const gap = ((gaps.reduce((sum, advance) => sum + advance, 0) / gaps.length) * size) / 1000;
  const hyphen = row.some(({ run }) => run.actualText === "\u00ad");
  return { page, last: row.every(({ tracking }) => !tracking), hyphen, width: (ems * size) / 1000, gap };
}

describe("the reference document of thirty pages", () => {
  test("has even spaces", () => {
    const gaps = lines.filter(({ width }) => width > 330).map(({ gap }) => gap);
    gaps.sort((a, b) => a - b);
    expect(gaps.length).toBeGreaterThan(500);
    expect(gaps[Math.floor(gaps.length * 0.95)]).toBeLessThan(4.3);
    expect(gaps.at(-1)).toBeLessThan(5.8);
    expect(gaps[0]).toBeGreaterThan(1.6);
  });

  test("has few hyphens, never three in a row", () => {
    expect(lines.filter(({ hyphen }) => hyphen).length / lines.length).toBeLessThan(0.12);
    expect(lines.filter((_, i) => lines[i]?.hyphen && lines[i + 1]?.hyphen && lines[i + 2]?.hyphen)).toEqual([]);
  });

  test("leaves no line of a paragraph alone on a page, no heading at the foot of one", () => {
    const lone = laidOut.pages.flatMap(({ items }, page) => {
      const tags = items.flatMap((item) => (item.type === "text" && typeof item.tag === "number" ? [item] : []));
      return [loneLine(tags, tags.at(0)!, page), loneLine(tags, tags.at(-1)!, page)].flat();
    });
    expect(lone).toEqual([]);
    const last = laidOut.pages.map(({ items }) =>
      items.findLast((item) => "tag" in item && typeof item.tag === "number"),
    );
    const types = last.map((item) => item && "tag" in item && laidOut.structure[item.tag as number]?.type);
    expect(types.filter((type) => /^(H\d|TH|Caption)$/.test(type || ""))).toEqual([]);
  });
});

/** The page, where `of` is the only line of a paragraph that goes on elsewhere. */
function loneLine(items: readonly TextItem[], of: TextItem, page: number): number[] {
  const here = new Set(items.filter(({ tag }) => tag === of.tag).map(({ baseline }) => baseline));
  const elsewhere = laidOut.pages.some(
    (other, i) => i !== page && other.items.some((item) => item.type === "text" && item.tag === of.tag),
  );
  return here.size === 1 && elsewhere ? [page] : [];
}

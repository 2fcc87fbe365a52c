import { fileURLToPath } from "node:url";
import { folderAssets } from "../../shared/adapters/assets.ts";
import type { Composed, Note, Section } from "../../shared/document/composed.ts";
import type { Block, Inline, Paragraph } from "../../shared/document/tree.ts";
import { calloutPadding } from "../../shared/kinds/callout-look.ts";
import { loadTheme } from "../../shared/kinds/resolve.ts";
import { marginOf } from "../../shared/kinds/theme.ts";
import { openFonts } from "../../shared/layout/fonts/fonts.ts";
import type { LaidOut, TextItem } from "../../shared/layout/frames.ts";
import { layOut } from "../../shared/layout/layout.ts";
import type { Images } from "../../shared/layout/setting.ts";

export const assets = folderAssets(fileURLToPath(new URL("../../templates", import.meta.url)));
export const { theme } = await loadTheme(assets);
export const fonts = await openFonts(assets, theme);

let count = 0;

export function text(value: string): Inline {
  return { type: "text", value };
}

export function paragraph(...children: (Inline | string)[]): Paragraph {
  return { type: "paragraph", id: `p${count++}`, children: inlines(children) };
}

export function heading(level: 1 | 2 | 3 | 4 | 5 | 6, ...children: (Inline | string)[]): Block {
  return { type: "heading", id: `h${count++}`, level, numbered: false, children: inlines(children) };
}

export function inlines(children: readonly (Inline | string)[]): Inline[] {
  return children.map((child) => (typeof child === "string" ? text(child) : child));
}

/** A document of one portrait body, unless `sections` says more. */
export function composed(
  blocks: Block[],
  more: Partial<Composed> & { notes?: Note[]; sections?: Section[] } = {},
): Composed {
  return {
    title: "Accueillir et intégrer",
    authors: [],
    language: "fr-FR",
    keywords: [],
    runningHead: "Accueillir et intégrer",
    sections: [{ role: "body", generated: false, orientation: "portrait", blocks }],
    notes: [],
    instant: "2008-07-01T12:00:00Z",
    ...more,
  };
}

export function set(document: Composed, images: Images = new Map()) {
  return layOut(document, theme, fonts, images);
}

/** The lines of a page, top to bottom, as read: artifacts apart unless asked for. */
export function linesOf({ pages }: LaidOut, page: number, artifacts = false): string[] {
  const lines = new Map<number, TextItem[]>();
  for (const item of pages[page]!.items) {
    if (item.type !== "text" || (!artifacts && typeof item.tag !== "number")) continue;
    const key = Math.round(item.baseline * 10);
    lines.set(key, [...(lines.get(key) ?? []), item]);
  }
  return [...lines.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, items]) =>
      items
        .sort((a, b) => a.x - b.x)
        .map(wordsOf)
        .join("")
        .trimEnd(),
    );
}

export function wordsOf({ run }: TextItem): string {
  return run.actualText ?? run.glyphs.map((glyph) => glyph.text).join("");
}

/** All that is read of a document, labels of items and notes apart, in the order of its structure; without spaces. */
export function readText({ pages, structure }: LaidOut): string {
  const texts: string[][] = structure.map(() => []);
  for (const item of pages.flatMap(({ items }) => items)) {
    if (item.type !== "text" || typeof item.tag !== "number" || structure[item.tag]!.type === "Lbl") continue;
    texts[item.tag]!.push(wordsOf(item));
  }
  return texts
    .map((parts) => parts.join(""))
    .join("")
    .replace(/[\s\u00ad]/gu, "");
}

const points = 72 / 25.4;

/** Items that leave their page's column; heads and feet, the page. */
export function outside({ pages }: LaidOut): string[] {
  return pages.flatMap(({ items, width, height }, page) => {
    const { inner, top, bottom } = marginOf(theme, width > height ? "landscape" : "portrait");
    return items.flatMap((item) => {
      const [x1, x2, y1, y2] = extentOf(item);
      const [above, below] = "tag" in item && item.tag === "pagination" ? [0, 0] : [top, bottom];
      // What is behind a callout reaches beyond its words where a page parts them.
      const reach = item.type === "box" ? calloutPadding.below : 1;
      const sideways = x1 >= inner * points - 1 && x2 <= width - inner * points + 1;
      const upright = item.type === "link" || (y1 >= above * points - reach && y2 <= height - below * points + reach);
      return sideways && upright ? [] : [`${item.type} on page ${page}: x ${x1} to ${x2}, y ${y1} to ${y2}`];
    });
  });
}

function extentOf(item: LaidOut["pages"][number]["items"][number]): [number, number, number, number] {
  switch (item.type) {
    case "text": {
      const tracking = item.tracking ?? 0;
      const width = item.run.glyphs.reduce((sum, glyph) => sum + ((glyph.advance + tracking) * item.size) / 1000, 0);
      return [item.x, item.x + width, item.baseline - item.size * 0.7, item.baseline + item.size * 0.2];
    }
    case "rule":
      return [item.x1, item.x2, item.y1, item.y2];
    default:
      return [item.x, item.x + item.width, item.y, item.y + item.height];
  }
}

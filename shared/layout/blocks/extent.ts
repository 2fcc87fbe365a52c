import type { Break, Prepared } from "../inline/prepare.ts";
import type { Extent, Material } from "./material.ts";

type Extents = { [T in Material["type"]]: (material: Extract<Material, { type: T }>) => Extent };

const none: Extent = { least: 0, most: 0 };

const extents: Extents = {
  text: ({ prepared, label, fill }) => {
    const aside = (label?.indent ?? 0) + (fill === undefined ? 0 : 12);
    return widened({ least: prepared.widest, most: widestLine(prepared) }, aside);
  },
  item: ({ body, indent }) => widened(extent(body), indent),
  stack: ({ children, left, right }) => widened(largest(children.map((child) => extent(child))), left + right),
  figure: ({ width }) => ({ least: Math.min(width, 40), most: width }),
  entry: ({ text, indent }) => widened(extent(text), indent + 40),
  table: ({ extents: columns, sourceLines = [] }) =>
    largest([
      { least: sum(columns, "least"), most: sum(columns, "most") },
      ...sourceLines.map((line) => ({ least: extent(line).least, most: 0 })),
    ]),
  rule: () => ({ least: 0, most: 40 }),
  pageBreak: () => none,
};

/** The widths between which a block can be set, points; a table's come from its columns, padding included. */
export function extent<T extends Material["type"]>(material: Extract<Material, { type: T }>): Extent {
  return (extents[material.type as T] as Extents[T])(material);
}

/** How long each paragraph of a block is on one line, points; what is no text is as wide as it is. */
export function lengthsOf(material: Material): number[] {
  if (material.type === "stack") return material.children.flatMap(lengthsOf);
  if (material.type === "item") return lengthsOf(material.body).map((length) => length + material.indent);
  return [extent(material).most];
}

/** What holds all of these blocks one under another: the largest of each width. */
export function largest(all: readonly Extent[]): Extent {
  return all.reduce((a, b) => ({ least: Math.max(a.least, b.least), most: Math.max(a.most, b.most) }), none);
}

function widened({ least, most }: Extent, by: number): Extent {
  return { least: least + by, most: most + by };
}

function sum(columns: readonly Extent[], side: keyof Extent): number {
  return columns.reduce((total, column) => total + column[side], 0);
}

/** The paragraph with only its forced breaks. */
function widestLine({ breaks }: Prepared): number {
  let widest = 0;
  let start = 0;
  for (const { forced, endWidth, startWidth } of breaks as readonly Break[]) {
    if (!forced) continue;
    widest = Math.max(widest, endWidth - start);
    start = startWidth;
  }
  return widest;
}

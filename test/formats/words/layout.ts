import type { LaidOut, TextItem } from "../../../shared/layout/frames.ts";
import { type Node, wordsOfStructure } from "./structure.ts";
import type { Words } from "./words.ts";

/** What a layout says to those who do not see its pages. */
export function wordsOfLayout({ pages, structure }: LaidOut): Words {
  // What each node holds with its rank: of a child its index, of text the child last drawn before it.
  const held = structure.map((): { rank: number; child: Node | string }[] => []);
  const last = structure.map(() => -1);
  for (const item of pages.flatMap((page) => page.items)) {
    if (item.type !== "text" || typeof item.tag !== "number") continue;
    held[item.tag]!.push({ rank: last[item.tag]!, child: readOf(item) });
    for (let node = item.tag; structure[node]!.parent >= 0; node = structure[node]!.parent) {
      const { parent } = structure[node]!;
      last[parent] = Math.max(last[parent]!, node);
    }
  }
  const nodes = structure.map(({ type, alt }): Node => ({ type, ...(alt !== undefined && { alt }), children: [] }));
  for (const [index, { parent }] of structure.entries()) {
    // Half a rank before: text drawn after a child follows it.
    if (parent >= 0) held[parent]!.push({ rank: index - 0.5, child: nodes[index]! });
  }
  for (const [index, node] of nodes.entries()) {
    node.children.push(...held[index]!.sort((a, b) => a.rank - b.rank).map(({ child }) => child));
  }
  return wordsOfStructure(nodes.filter((_, index) => structure[index]!.parent < 0));
}

function readOf({ run }: TextItem): string {
  return run.actualText ?? run.glyphs.map((glyph) => glyph.text).join("");
}

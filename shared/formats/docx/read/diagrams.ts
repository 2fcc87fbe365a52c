import type { Outline } from "../../office/data.ts";
import { childOf, childrenOf, type Element } from "../../xml.ts";
import { drawnText } from "./charts.ts";

/** Levels of a diagram that are kept apart; deeper ones are taken up with their parents. */
const deepest = 9;

/** The data of a diagram, SmartArt (ECMA-376-1, 21.4.3): its points with words, as they are in one another. */
export function readDiagram(root: Element | undefined): Outline[] {
  const points = childrenOf(childOf(root, "dgm:ptLst"), "dgm:pt");
  const below = new Map<string, { id: string; order: number }[]>();
  for (const { attributes } of childrenOf(childOf(root, "dgm:cxnLst"), "dgm:cxn")) {
    if ((attributes.type ?? "parOf") !== "parOf") continue;
    const children = below.get(attributes.srcId ?? "") ?? [];
    children.push({ id: attributes.destId ?? "", order: Number(attributes.srcOrd ?? 0) });
    below.set(attributes.srcId ?? "", children);
  }
  const texts = new Map(points.map((point) => [point.attributes.modelId ?? "", drawnText(childOf(point, "dgm:t"))]));
  const seen = new Set<string>();
  const outline = (id: string, depth: number): Outline[] => {
    if (seen.has(id)) return [];
    seen.add(id);
    const children = (below.get(id) ?? []).toSorted((a, b) => a.order - b.order);
    const inside = children.flatMap((child) => outline(child.id, depth + 1));
    const text = texts.get(id) ?? "";
    if (text === "") return inside;
    return depth >= deepest ? [{ text, below: [] }, ...inside] : [{ text, below: inside }];
  };
  const document = points.find(({ attributes }) => attributes.type === "doc")?.attributes.modelId ?? "";
  const placed = outline(document, 0);
  const loose = points.flatMap(({ attributes }) => outline(attributes.modelId ?? "", 0));
  return [...placed, ...loose];
}

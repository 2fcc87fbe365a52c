import { changeBlocks, type Draft } from "./draft.ts";
import type { CrossReference, Inline, Link } from "./tree.ts";
import { eachInline, mapInlinesOf, plainText } from "./visit.ts";

type Leading = Link | CrossReference;

/**
 * Links so that none stands inside another, which no output can say: the outer one is cut around notes, citations and
 * inner links. A link without words shows its address.
 */
export function mendLinks(draft: Draft): Draft {
  return changeBlocks(draft, (blocks) =>
    mapInlinesOf(blocks, (inlines) => (inlines.some(leads) ? mended(inlines) : inlines)),
  );
}

function mended(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    if (inline.type === "link" || inline.type === "crossReference") return cut(worded(inline).children, inline);
    return "children" in inline ? [{ ...inline, children: mended(inline.children) }] : [inline];
  });
}

/** `children` with `link` around each stretch of them that leads nowhere else. */
function cut(children: readonly Inline[], link: Leading): Inline[] {
  const result: Inline[] = [];
  let run: Inline[] = [];
  const close = () => {
    if (run.length > 0) result.push({ ...link, children: run });
    run = [];
  };
  for (const child of children) {
    if (!leads(child)) {
      run.push(child);
      continue;
    }
    close();
    if (isLead(child) || !("children" in child)) result.push(...mended([child]));
    else result.push({ ...child, children: cut(child.children, link) });
  }
  close();
  return result;
}

function worded(link: Leading): Leading {
  if (link.type !== "link" || plainText(link.children).trim() !== "") return link;
  return { ...link, children: [...link.children, { type: "text", value: link.href }] };
}

function leads(inline: Inline): boolean {
  return eachInline([inline]).some(isLead);
}

function isLead({ type }: Inline): boolean {
  return type === "link" || type === "crossReference" || type === "noteReference" || type === "citation";
}

import { changeInlines, type Draft, type Warn } from "./draft.ts";
import type { Block, CrossReference, Inline } from "./tree.ts";
import { eachBlockOf, ownInlines, plainText } from "./visit.ts";

/**
 * Cross-references led from anchors to block ids. One without words takes its target's label or words; one that leads
 * nowhere keeps its words as plain text, with a warning. Of two places with the same anchor the first is meant. `aliases`: anchors of places that went elsewhere.
 */
export function resolveReferences(draft: Draft, aliases: ReadonlyMap<string, string>, warn: Warn): Draft {
  const places = new Map<string, Block>();
  for (const block of eachBlockOf(draft)) {
    if (block.anchor === undefined) continue;
    if (places.has(block.anchor)) warn({ code: "anchor-repeated", details: { anchor: block.anchor }, at: block.id });
    else places.set(block.anchor, block);
  }
  return changeInlines(draft, (inline, at) => {
    if (inline.type !== "crossReference") return inline;
    const target = places.get(inline.target);
    if (target) return led(inline, target);
    const alias = aliases.get(inline.target);
    if (alias !== undefined) return { ...inline, target: alias };
    warn({ code: "reference-unknown", details: { text: plainText(inline.children), target: inline.target }, at });
    return inline.children;
  });
}

function led(reference: CrossReference, target: Block): Inline {
  if (plainText(reference.children).trim() !== "") return { ...reference, target: target.id };
  return {
    type: "crossReference",
    target: target.id,
    children: [{ type: "text", value: nameOf(target, reference.target) }, ...reference.children],
  };
}

/** What a reference without words is printed as: its target's label or own words, a callout's title first; `fallback` where it has none. */
export function nameOf(target: Block, fallback: string): string {
  const label = "label" in target ? target.label : undefined;
  const own = plainText(ownInlines(target));
  return (target.type === "callout" ? own || label : (label ?? own)) || fallback;
}

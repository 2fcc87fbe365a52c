import { type Found, type passageFinder, passageOver } from "../../document/anchor.ts";
import type { DocumentTree } from "../../document/tree.ts";
import { eachBlockOf } from "../../document/visit.ts";
import { without } from "../../values.ts";
import type { Contribution, Elsewhere } from "./contribution.ts";

/** The part of a document that a remark is to be anchored in, and what finds passages in its tree. */
export type Ground = { part: string; tree: DocumentTree; find: ReturnType<typeof passageFinder> };

/**
 * A remark as it would stand in another text, and what became of its passage there: where that is gone, it is about the whole
 * document and quotes the words that it was about; "whole": it had no passage. `ground`: undefined where the part is gone.
 */
export function rebase<R extends Contribution>(
  remark: R,
  ground: Ground | undefined,
): { remark: R; fate: Found["fate"] | "whole" } {
  const { anchor } = remark;
  if (!anchor) return { remark, fate: "whole" };
  const elsewhere = remark.elsewhere && ground && rebasedElsewhere(remark.elsewhere, ground);
  const found = ground?.find(anchor) ?? { fate: "gone" as const };
  // What goes nowhere any more is told, so that its passage is not merely taken out.
  if (remark.elsewhere && !elsewhere) return moved(asComment(remark), ground, found);
  return moved({ ...remark, ...(elsewhere && { elsewhere }) }, ground, found);
}

/** Where a passage goes that a remark moves. */
function rebasedElsewhere(elsewhere: Elsewhere, ground: Ground): Elsewhere | undefined {
  const { anchor } = elsewhere;
  const found = ground.find(anchor);
  const passage = found.fate === "gone" ? undefined : passageOf(ground.tree, found, anchor.quotation !== undefined);
  return passage && { ...elsewhere, anchor: { ...passage, part: ground.part } };
}

function asComment<R extends Contribution>(remark: R): R {
  return { ...without(remark, "proposal", "elsewhere"), type: "comment" } as unknown as R;
}

function moved<R extends Contribution>(remark: R, ground: Ground | undefined, found: Found) {
  const { anchor, elsewhere, ...rest } = remark;
  const quotes = anchor?.quotation !== undefined;
  const passage = found.fate === "gone" || !ground ? undefined : passageOf(ground.tree, found, quotes);
  if (passage && ground) return { remark: { ...remark, anchor: { ...passage, part: ground.part } }, fate: found.fate };
  const said = anchor?.quotation?.exact;
  const text = said ? `«\u202f${said}\u202f»\n\n${remark.text}`.trim() : remark.text;
  const whole = rest as unknown as R;
  return { remark: { ...(elsewhere ? asComment(whole) : whole), text }, fate: "gone" as const };
}

function passageOf(tree: DocumentTree, { block: id, start = 0, end = 0 }: Found, quoted: boolean) {
  const block = eachBlockOf(tree).find((each) => each.id === id);
  if (!block) return undefined;
  return quoted && end > start ? passageOver(block, start, end) : { block: block.id };
}

import type { Block, Heading, Inline } from "../../document/tree.ts";
import { mapBlocks, mapInlines, mapInlinesOf } from "../../document/visit.ts";
import { wordsIn } from "../../document/word-count.ts";
import type { RawTree } from "../reading.ts";
import { isMachineMade } from "./anchors.ts";
import { warnOfOwnLines } from "./contents.ts";
import { anchorHeadingLinks } from "./heading-links.ts";
import type { Package } from "./package.ts";
import { warnOfTypedWords } from "./reference-managers.ts";

/** Resolves what only the whole document shows: which headings have numbers, which bookmarks a reference names. */
export function finishOffice(of: Package, raw: RawTree): RawTree {
  warnOfTally(of);
  warnOfOwnLines(of, raw);
  warnOfTypedWords(of);
  leaveAside(of);
  const calls = new Map([...of.calls].filter(([name]) => of.calledAgain.has(name)));
  for (const name of calls.keys()) of.wanted.delete(name);
  const linked = anchorHeadingLinks(of, raw.blocks);
  const kept = new Set([...of.wanted].map((target) => of.aliases.get(target) ?? target));
  const settleBlock = (read: Block): Block => {
    const linkedAs = linked.get(read.id);
    const block = linkedAs === undefined ? read : { ...read, anchor: linkedAs };
    const unnumbered = block.type === "heading" && of.numbered.size > 0 && !of.numbered.has(block.id);
    const named =
      block.anchor !== undefined && isMachineMade(block.anchor) && !kept.has(block.anchor) ? without(block) : block;
    return unnumbered ? ({ ...named, numbered: false } as Heading) : named;
  };
  const retarget = (inline: Inline): Inline => {
    if (inline.type !== "crossReference") return inline;
    const note = calls.get(inline.target);
    if (note !== undefined) return { type: "noteReference", note };
    return { ...inline, target: of.aliases.get(inline.target) ?? inline.target };
  };
  const settleAll = (blocks: Block[]): Block[] => {
    const settled = mapBlocks(blocks, settleBlock);
    return kept.size + calls.size > 0 ? mapInlinesOf(settled, (inlines) => mapInlines(inlines, retarget)) : settled;
  };
  const notes = Object.fromEntries(Object.entries(raw.notes).map(([id, blocks]) => [id, settleAll(blocks)]));
  return { ...raw, blocks: settleAll(raw.blocks), notes };
}

function without<T extends Block>({ anchor: _anchor, ...block }: T): T {
  return block as T;
}

/** Words that came or went with a tracked change are in the file, and not in the text. */
function leaveAside({ changes, context: { contributions, source } }: Package): void {
  const gone = changes === "accept" ? "deletion" : "insertion";
  source.aside += wordsIn(contributions.filter(({ type }) => type === gone).map(({ text }) => text));
}

function warnOfTally({ context, changes, tally }: Package): void {
  const { insertions, deletions, authors, formatted, formatters, hidden, underlined, pageBreaks } = tally;
  if (insertions + deletions > 0) {
    const code = changes === "accept" ? "changes-accepted" : "changes-rejected";
    context.warn(code, { insertions, deletions, authors: [...authors].join(", ") || "?" });
  }
  if (formatted > 0)
    context.warn("formatting-changes", { count: formatted, authors: [...formatters].join(", ") || "?" });
  if (hidden > 0) context.warn("hidden-text-dropped", { count: hidden });
  if (pageBreaks > 0) context.warn("page-breaks-dropped", { count: pageBreaks });
  if (underlined > 0) context.warn("underline-as-emphasis", { count: underlined });
}

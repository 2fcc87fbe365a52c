import { interfaceLanguage } from "../../i18n/languages.ts";
import { labelCallouts } from "../callouts.ts";
import { cite } from "../cite.ts";
import { changeInlines, type Draft } from "../draft.ts";
import { mendLinks } from "../mend.ts";
import { labelCaptions, numberHeadings, numberNotes } from "../number.ts";
import { withRaisedOrdinals } from "../orthotypography.ts";
import { nameOf } from "../refer.ts";
import type { Block, Inline, Paragraph } from "../tree.ts";
import { eachBlockOf, mapInlinesOf, plainText } from "../visit.ts";

/** A stored tree with what its readers see beside its words; `entries`: the bibliography as printed; `order`: of notes. */
export type Settled = { draft: Draft; entries: Paragraph[]; order: string[] };

/**
 * A stored tree with what composition derives and a comparison must show: numbers of notes, labels of tables and
 * figures, words of citations and of references without any, numbers of headings down to a level, raised ordinals: "1er" says the same as one that
 * came back raised from a Word file of ours. References keep their anchors as targets; those that lead
 * nowhere, and calls of notes that are not there, are left out as composition does.
 */
export function settle(tree: Draft, numbered = 0): Settled {
  const language = interfaceLanguage(tree.meta.language);
  const silent = () => {};
  const called = numberNotes(tree, silent);
  const labelled = labelCallouts(labelCaptions(numberHeadings(called.draft, numbered), language), language);
  const cited = cite(labelled, language, silent);
  const worded = changeInlines(refer(cited.draft), (inline) =>
    inline.type === "citation" ? { ...inline, text: [{ type: "text", value: plainText(inline.text ?? []) }] } : inline,
  );
  return { draft: mendLinks(raisedIn(worded)), entries: cited.entries, order: called.order };
}

function raisedIn(draft: Draft): Draft {
  const raise = (blocks: readonly Block[]) =>
    mapInlinesOf(blocks, (inlines) => withRaisedOrdinals(inlines, draft.meta.language));
  const notes = Object.entries(draft.notes).map(([id, note]) => [id, raise(note)] as const);
  return { ...draft, blocks: raise(draft.blocks), notes: Object.fromEntries(notes) };
}

/** References that lead somewhere, with words: their target's label or its own. */
function refer(draft: Draft): Draft {
  const places = new Map<string, Block>();
  for (const block of eachBlockOf(draft)) {
    if (block.anchor !== undefined && !places.has(block.anchor)) places.set(block.anchor, block);
  }
  return changeInlines(draft, (inline): Inline | Inline[] => {
    if (inline.type !== "crossReference") return inline;
    const target = places.get(inline.target);
    if (!target) return inline.children;
    if (plainText(inline.children).trim() !== "") return inline;
    return { ...inline, children: [{ type: "text", value: nameOf(target, inline.target) }, ...inline.children] };
  });
}

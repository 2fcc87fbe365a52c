import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import { goesAfterWords } from "../../../shared/document/additions.ts";
import { type Anchor, findPassage, foldedTextOf, passageFinder, passageOver } from "../../../shared/document/anchor.ts";
import { foldWithPlaces } from "../../../shared/document/fold.ts";
import { setText } from "../../../shared/document/orthotypography.ts";
import { occurrence } from "../../../shared/document/quotation.ts";
import { setPassage } from "../../../shared/document/set-passage.ts";
import type { Block } from "../../../shared/document/tree.ts";
import { placesSaying, withKeysHidden, withoutHidden } from "../../../shared/document/typed-words.ts";
import { eachBlockOf, innerBlocks, textOf } from "../../../shared/document/visit.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import type { PartContent } from "../../../shared/stored/version.ts";
import type { VersionText } from "./version-text.ts";

/** A version's parts, as its reading page names their blocks: in a collective document with the place of the part. */
export type Parts = Pick<VersionText, "parts" | "collective">;

/** Characters that a quotation has at most. */
export const longestWords = 300;

/** Every block of the parts, by its name on the page: those that can be remarked on. */
export function blocksByName({ parts, collective }: Parts): Map<string, { part: string; block: Block }> {
  return new Map(
    parts.flatMap(({ id, tree }, index) =>
      Array.from(eachBlockOf(tree), (block) => [nameIn(collective, index, block.id), { part: id, block }] as const),
    ),
  );
}

/** The block after which each block has its margin, by name: for what a table holds, the table; for a list, the first block of its first item. */
export function marginsByName({ parts, collective }: Parts): Map<string, string> {
  const margins = new Map<string, string>();
  parts.forEach(({ tree }, index) => {
    const name = ({ id }: Block) => nameIn(collective, index, id);
    for (const block of eachBlockOf(tree)) {
      const within = margins.get(name(block));
      const margin = within ?? name(firstWithMargin(block));
      margins.set(name(block), margin);
      const inside = block.type === "table" || within !== undefined ? innerBlocks(block).flat() : [];
      for (const each of inside) margins.set(name(each), margin);
    }
  });
  return margins;
}

/** The block itself, or the first that it holds where the page has no margin after all of it. */
function firstWithMargin(block: Block): Block {
  const holds = block.type === "list" || block.type === "quote" || (block.type === "callout" && !block.title);
  const first = holds ? innerBlocks(block).flat()[0] : undefined;
  return first ? firstWithMargin(first) : block;
}

/** The name on the page of the block of an anchor, where its part is there. */
export function nameOf({ parts, collective }: Parts, { part, block }: Anchor): string | undefined {
  const index = parts.findIndex(({ id }) => id === part);
  return index === -1 ? undefined : nameIn(collective, index, block);
}

function nameIn(collective: boolean, index: number, block: string): string {
  return collective ? `p${index + 1}-${block}` : block;
}

/** Remarks on the version as it is read, in the order of its words; those on the whole of it first. */
export function inReadingOrder<T extends Pick<Contribution, "anchor">>(parts: Parts, remarks: readonly T[]): T[] {
  const places = new Map([...blocksByName(parts).keys()].map((name, index) => [name, index]));
  const finders = new Map(parts.parts.map(({ id, tree }) => [id, passageFinder(tree)]));
  const placed = remarks.map((remark) => {
    const { anchor } = remark;
    const block = anchor ? (places.get(nameOf(parts, anchor) ?? "") ?? places.size) : -1;
    return { remark, block, start: (anchor && finders.get(anchor.part)?.(anchor).start) ?? 0 };
  });
  return placed.toSorted((a, b) => a.block - b.block || a.start - b.start).map(({ remark }) => remark);
}

/** Whether a version has the block of an anchor, and says there what the anchor quotes. */
export function saysPassage({ parts }: Parts, { part, block, quotation }: Anchor): boolean {
  const tree = parts.find(({ id }) => id === part)?.tree;
  const found = tree && eachBlockOf(tree).find(({ id }) => id === block);
  return found !== undefined && (!quotation || occurrence(foldedTextOf(found), quotation) !== undefined);
}

/** The block that the page calls `name`, whole. */
export function blockAt(text: Parts, name: string): Anchor | undefined {
  const found = blocksByName(text).get(name);
  return found && { part: found.part, block: found.block.id };
}

/** A place where a block says some words, with what it says around them. */
export type Occurrence = { anchor: Anchor; before: string; after: string };

/** Where the block that the page calls `name` says some words, typed or taken from the page; none where it does not say them. */
export function occurrencesAt(text: Parts, name: string, words: string): Occurrence[] {
  const found = blocksByName(text).get(name);
  if (!found) return [];
  const { part, block } = found;
  const said = foldedTextOf(block);
  return placesSaying(block, words.slice(0, longestWords)).map(({ start, end }) => ({
    anchor: { ...passageOver(block, start, end), part },
    before: said.slice(Math.max(0, start - around), start),
    after: said.slice(end, end + around),
  }));
}

/** Characters that tell a place from the others. */
const around = 40;

/** A place among those of the same words, as forms and addresses name it: "2/3". */
export const occurrencePattern = /^(\d{1,4}\/\d{1,4})?$/;

/** The name of each of some places. */
export function occurrenceName(index: number, count: number): string {
  return `${index + 1}/${count}`;
}

/** The only place, or the one that was chosen of as many; undefined where none was, and there are several. */
export function chosenOccurrence(places: readonly Occurrence[], name: string | undefined): Occurrence | undefined {
  if (places.length <= 1) return places[0];
  return places.find((_, index) => occurrenceName(index, places.length) === name);
}

/** The words of a passage, as the author typed them; undefined where the block is not there, or says them no more. */
export function wordsOf(text: { parts: readonly PartContent[] }, anchor: Anchor): string | undefined {
  const found = placeOf(text, anchor);
  if (!found) return undefined;
  const { block, start, end } = found;
  const raw = textOf(block);
  const folded = anchor.quotation && foldWithPlaces(raw);
  return folded && end > start ? raw.slice(folded.starts[start], folded.ends[end - 1]) : raw;
}

/** The same as people quote them, without the keys of citations: "la définition de l’Unesco", not "… reci2007". */
export function quotableWordsOf(text: { parts: readonly PartContent[] }, anchor: Anchor): string | undefined {
  const found = placeOf(text, anchor);
  if (!found) return undefined;
  const { block, start, end } = found;
  const folded = anchor.quotation && foldWithPlaces(textOf(block));
  const shown = textOf(withKeysHidden(block));
  return withoutHidden(folded && end > start ? shown.slice(folded.starts[start], folded.ends[end - 1]) : shown);
}

/** Whether an addition to some words of a block, and not to all of it, goes after their block and not right after them. */
export function comesAfterBlock(parts: readonly PartContent[], { type, anchor, proposal = "" }: Contribution): boolean {
  const found = type === "addition" && anchor?.quotation ? placeOf({ parts }, anchor) : undefined;
  if (!found) return false;
  const { block, start, end } = found;
  const isWhole = start === 0 && end >= foldedTextOf(block).length;
  return !isWhole && end > start && !goesAfterWords(block, { start, end }, proposal);
}

/** The words of a block as people quote it. */
export function quotableText(block: Block): string {
  return withoutHidden(textOf(withKeysHidden(block)));
}

/** Parts as readers see them: `kind` says whether the signs of their language are set as it wants them. */
export type SetText = { parts: readonly PartContent[]; kind: Pick<Kind, "layout"> };

/** The words of a passage as readers see them: "« l’état final »"; undefined as for `wordsOf`. */
export function setWordsOf(text: SetText, anchor: Anchor): string | undefined {
  const found = placeOf(text, anchor);
  if (!found) return undefined;
  const { block, start, end, language } = found;
  const stretch = anchor.quotation && end > start ? { start, end } : { start: 0, end: foldedTextOf(block).length };
  return setPassage(block, stretch, text.kind.layout.orthotypography ? language : undefined).words.trim();
}

/** What somebody proposes for a part, set as the part is. */
export function setProposal(text: SetText, part: string | undefined, proposal: string): string {
  const { tree } = text.parts.find(({ id }) => id === part) ?? {};
  return tree && text.kind.layout.orthotypography ? setText(proposal, tree.meta.language, {}) : proposal;
}

function placeOf({ parts }: { parts: readonly PartContent[] }, anchor: Anchor) {
  const tree = parts.find(({ id }) => id === anchor.part)?.tree;
  if (!tree) return undefined;
  const { fate, block: id, start = 0, end = 0 } = findPassage(anchor, tree);
  const block = fate === "gone" ? undefined : eachBlockOf(tree).find((each) => each.id === id);
  return block && { block, start, end, language: tree.meta.language };
}

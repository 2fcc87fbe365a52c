import { foldText } from "../../document/identify.ts";
import { wordsIn } from "../../document/redline/words.ts";
import type { Contribution } from "./contribution.ts";

/** Where the passage of a remark is in its block, in characters of the block's folded text, and what it says. */
export type Place = { start: number; end: number; words: string };

/** A remark as it is compared with others; without `place` it is about the whole document. */
export type Compared = Pick<Contribution, "id" | "type" | "text" | "proposal" | "anchor" | "elsewhere"> & {
  place?: Place;
};

/**
 * The remarks that ask for one thing, each such group in the order given: the same change of the same words, the same addition or
 * reference at one place, or the same said of one passage. E.g. « Trois enjeux » → « Trois enjeux principaux » by two reviewers, one of whom
 * selected the whole sentence.
 */
export function alikeGroups<R extends Compared>(remarks: readonly R[]): R[][] {
  const groups: R[][] = [];
  for (const remark of remarks) {
    const group = groups.find((known) => known.some((one) => isAlike(one, remark)));
    if (group) group.push(remark);
    else groups.push([remark]);
  }
  return groups.filter(({ length }) => length > 1);
}

/** Whether two remarks ask for one thing. */
function isAlike(one: Compared, other: Compared): boolean {
  if (one.type !== other.type || !isSamePlace(one, other)) return false;
  if (one.elsewhere || other.elsewhere) return isSameMove(one, other);
  switch (one.type) {
    case "correction":
      return isSameEdit(editOf(one), editOf(other));
    case "comment":
      return said(one.text) !== "" && said(one.text) === said(other.text) && overlaps(one, other);
    default:
      return said(one.proposal) !== "" && said(one.proposal) === said(other.proposal);
  }
}

/**
 * Whether two corrections ask for different things of the same words, so that whoever applies one has chosen against the other:
 * « fête » → « rencontre » and « fête » → « repas ».
 */
export function isAgainst(one: Compared, other: Compared): boolean {
  if (one.type !== "correction" || other.type !== "correction" || isAlike(one, other)) return false;
  const [mine, theirs] = [editOf(one), editOf(other)];
  if (!mine || !theirs || !isSamePlace(one, other)) return false;
  return mine.at <= theirs.at + theirs.gone.length && theirs.at <= mine.at + mine.gone.length;
}

function isSamePlace({ anchor: one }: Compared, { anchor: other }: Compared): boolean {
  return one?.part === other?.part && one?.block === other?.block;
}

/** Whether passages of one block have characters in common. */
function overlaps({ place: one }: Compared, { place: other }: Compared): boolean {
  if (!one || !other) return one === other;
  return one.start < other.end && other.start < one.end;
}

/** What a correction changes at all: the words that go, those that come, and where in the block; no spaces at their ends. */
type Edit = { at: number; gone: string; come: string };

function editOf({ place, proposal }: Compared): Edit | undefined {
  if (!place || proposal === undefined) return undefined;
  const [before, after] = [wordsIn(place.words), wordsIn(foldText(proposal))];
  const first = before.findIndex((word, index) => word !== after[index]);
  const kept = first === -1 ? Math.min(before.length, after.length) : first;
  const left = Math.min(before.length, after.length) - kept;
  const tail = Array.from({ length: left }, (_, index) => index + 1).findIndex(
    (back) => before.at(-back) !== after.at(-back),
  );
  const ending = tail === -1 ? left : tail;
  const cut = (words: readonly string[]) => words.slice(kept, words.length - ending).join("");
  const [gone, come] = [cut(before), cut(after)];
  const at = place.start + before.slice(0, kept).join("").length + gone.length - gone.trimStart().length;
  return { at, gone: gone.trim(), come: come.trim() };
}

/** What is added between two words is put before or after the space between them. */
function isSameEdit(one: Edit | undefined, other: Edit | undefined): boolean {
  if (!one || !other || one.gone !== other.gone || one.come !== other.come) return false;
  return Math.abs(one.at - other.at) <= (one.gone === "" ? 1 : 0);
}

function isSameMove({ elsewhere: one, proposal }: Compared, { elsewhere: other, proposal: theirs }: Compared): boolean {
  if (!one || !other || said(proposal) !== said(theirs)) return false;
  const { anchor } = one;
  return (
    anchor.block === other.anchor.block &&
    anchor.part === other.anchor.part &&
    said(one.proposal) === said(other.proposal)
  );
}

/** Words as they are compared: no matter how they are typed, and where a sentence ends. */
function said(words = ""): string {
  return foldText(words)
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, " ")
    .trim();
}

import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Anchor } from "../../../shared/document/anchor.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import { typedIn } from "../components/filled.ts";
import {
  blocksByName,
  nameOf,
  type Occurrence,
  occurrenceName,
  occurrencesAt,
  wordsOf,
} from "../components/passages.ts";
import type { VersionText } from "../components/version-text.ts";
import type { Filled } from "../http/input.ts";
import { cameField } from "./came-with.ts";

/** A remark being written. `block`: as the page names it, "" for the whole document; `words`: those of the passage. */
export type EditedRemark = {
  remark: Contribution;
  block: string;
  /** That were chosen; absent: all of the block. */
  words?: string;
  /** Which of the places of these words: "2/3"; and the places, where there are several. */
  occurrence?: string;
  places?: Occurrence[];
  /** What a correction begins with. */
  passage: string;
  /** It is kept already: it may be taken out. */
  kept: boolean;
};

/** What was asked for in the page's address. */
export type Wanted = Record<"edit" | "remark" | "words" | "occurrence" | "type", string | undefined>;

/** Characters that each box of its form takes. */
export const longestText = 50_000;

/** The name in an address for the whole document, which is no block. */
export const wholeDocument = "document";

/** The kinds of remark, as forms and addresses name them. */
export const remarkTypes = ["comment", "correction", "addition", "reference"] as const;

/** The remark whose form is open: one that was refused, one to go on with, or a new one. */
export function editedRemark(
  text: VersionText,
  unsent: readonly Remark[],
  filled: Filled,
  { edit, remark, words, occurrence, type }: Wanted,
  fresh: () => string,
): EditedRemark | undefined {
  const known = unsent.find(({ id }) => id === (typedIn(filled, "remark") || edit));
  if (known) return withPlaces(text, filled, editing(text, known));
  const refused = filled.errors.length > 0 ? typedIn(filled, "block") : undefined;
  const asked = refused ?? (remark === wholeDocument ? "" : remark);
  if (asked === undefined || (asked !== "" && !blocksByName(text).has(asked))) return undefined;
  const blank = { id: fresh(), type: remarkTypes.find((each) => each === type) ?? "comment", text: "" } as const;
  const chosen = { ...(words !== undefined && { words }), ...(occurrence !== undefined && { occurrence }) };
  const passage = passageWords(text, asked, words);
  return withPlaces(text, filled, { remark: blank, block: asked, ...chosen, passage, kept: false });
}

/** Where the words chosen or typed are, if they are in several places. */
function withPlaces(text: VersionText, filled: Filled, edited: EditedRemark): EditedRemark {
  const words = typedIn(filled, "words") || (edited.words ?? "");
  const places = edited.block && words ? occurrencesAt(text, edited.block, words) : [];
  return places.length > 1 ? { ...edited, places } : edited;
}

function editing(text: VersionText, remark: Remark): EditedRemark {
  const { anchor } = remark;
  const block = (anchor && nameOf(text, anchor)) ?? "";
  const said = anchor ? (wordsOf(text, anchor) ?? "") : "";
  return { remark, block, ...chosenWords(text, remark, block), passage: said, kept: true };
}

/** What opens the form of a remark in its place, or brings it back once it was taken out. */
export function editable(version: VersionText, remark: Contribution) {
  const { id, type, text, proposal } = remark;
  return { id, type, text, proposal, came: cameField(remark), ...passageOf(version, remark) };
}

/** Where a remark is, as its form says it. */
export function passageOf(version: VersionText, { anchor }: Pick<Contribution, "anchor">) {
  const block = (anchor && nameOf(version, anchor)) ?? "";
  const passage = anchor && wordsOf(version, anchor);
  return { block, passage, ...chosenWords(version, { anchor }, block) };
}

/** The words that a remark quotes in a block, and which of the places that say them, e.g. "2/3"; nothing of one that quotes none. */
function chosenWords(
  text: VersionText,
  { anchor }: Pick<Contribution, "anchor">,
  block: string,
): { words?: string; occurrence?: string } {
  if (!anchor?.quotation) return {};
  const words = wordsOf(text, anchor) ?? "";
  return { words, ...occurrenceOf(text, anchor, block, words) };
}

function occurrenceOf(text: VersionText, anchor: Anchor, block: string, words: string): { occurrence?: string } {
  const places = occurrencesAt(text, block, words);
  const [before, after] = [anchor.quotation?.prefix, anchor.quotation?.suffix];
  const at = places.findIndex(
    ({ anchor: { quotation } }) => quotation?.prefix === before && quotation?.suffix === after,
  );
  return at === -1 ? {} : { occurrence: occurrenceName(at, places.length) };
}

/** What a correction begins with: the words chosen, else the block's own where it is a heading or a paragraph. */
function passageWords(text: VersionText, name: string, words: string | undefined): string {
  const found = blocksByName(text).get(name);
  if (words !== undefined || !found) return words ?? "";
  const { part, block } = found;
  const short = block.type === "heading" || block.type === "paragraph";
  return short ? (wordsOf(text, { part, block: block.id }) ?? "") : "";
}

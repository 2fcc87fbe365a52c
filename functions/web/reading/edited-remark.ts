import type { Anchor } from "../../../shared/document/anchor.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import { typedIn } from "../components/filled.ts";
import { blocksByName, nameOf, occurrenceName, occurrencesAt, wordsOf } from "../components/passages.ts";
import type { VersionText } from "../components/version-text.ts";
import type { Filled } from "../http/input.ts";
import type { EditedRemark } from "./remark-form.ts";

/** What was asked for in the page's address. */
export type Wanted = Record<"edit" | "remark" | "words" | "occurrence", string | undefined>;

/** The name in an address for the whole document, which is no block. */
export const wholeDocument = "document";

/** The remark whose form is open: one that was refused, one to go on with, or a new one. */
export function editedRemark(
  text: VersionText,
  unsent: readonly Remark[],
  filled: Filled,
  { edit, remark, words, occurrence }: Wanted,
  fresh: () => string,
): EditedRemark | undefined {
  const known = unsent.find(({ id }) => id === (typedIn(filled, "remark") || edit));
  if (known) return withPlaces(text, filled, editing(text, known));
  const refused = filled.errors.length > 0 ? typedIn(filled, "block") : undefined;
  const asked = refused ?? (remark === wholeDocument ? "" : remark);
  if (asked === undefined || (asked !== "" && !blocksByName(text).has(asked))) return undefined;
  const blank = { id: fresh(), type: "comment", text: "" } as const;
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
  const words = anchor?.quotation && { words: said, ...occurrenceOf(text, anchor, block, said) };
  return { remark, block, ...words, passage: said, kept: true };
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

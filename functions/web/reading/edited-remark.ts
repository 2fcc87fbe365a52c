import type { Remark } from "../../../shared/stored/remark.ts";
import { typedIn } from "../components/filled.ts";
import { blocksByName, nameOf, wordsOf } from "../components/passages.ts";
import type { VersionText } from "../components/version-text.ts";
import type { Filled } from "../http/input.ts";
import type { EditedRemark } from "./remark-form.ts";

/** What was asked for in the page's address. */
export type Wanted = { edit?: string | undefined; remark?: string | undefined; words?: string | undefined };

/** The name in an address for the whole document, which is no block. */
export const wholeDocument = "document";

/** The remark whose form is open: one that was refused, one to go on with, or a new one. */
export function editedRemark(
  text: VersionText,
  unsent: readonly Remark[],
  filled: Filled,
  { edit, remark, words }: Wanted,
  fresh: () => string,
): EditedRemark | undefined {
  const known = unsent.find(({ id }) => id === (typedIn(filled, "remark") || edit));
  if (known) return editing(text, known);
  const refused = filled.errors.length > 0 ? typedIn(filled, "block") : undefined;
  const asked = refused ?? (remark === wholeDocument ? "" : remark);
  if (asked === undefined || (asked !== "" && !blocksByName(text).has(asked))) return undefined;
  const blank = { id: fresh(), type: "comment", text: "" } as const;
  const chosen = words === undefined ? {} : { words };
  return { remark: blank, block: asked, ...chosen, passage: passageWords(text, asked, words), kept: false };
}

function editing(text: VersionText, remark: Remark): EditedRemark {
  const { anchor } = remark;
  const block = (anchor && nameOf(text, anchor)) ?? "";
  const said = anchor ? (wordsOf(text, anchor) ?? "") : "";
  return { remark, block, ...(anchor?.quotation && { words: said }), passage: said, kept: true };
}

/** What a correction begins with: the words chosen, else the block's own where it is a heading or a paragraph. */
function passageWords(text: VersionText, name: string, words: string | undefined): string {
  const found = blocksByName(text).get(name);
  if (words !== undefined || !found) return words ?? "";
  const { part, block } = found;
  const short = block.type === "heading" || block.type === "paragraph";
  return short ? (wordsOf(text, { part, block: block.id }) ?? "") : "";
}

import type { Block, Inline, ListItem, Row } from "../tree.ts";
import { type Names, tokensOf } from "./tokens.ts";

/** Whether two blocks are the same to the letter, however their marks are nested, but for their names and numbers. */
export function sameBlock(names: { before: Names; after: Names }, before: Block, after: Block): boolean {
  return signatureOf(before, names.before) === signatureOf(after, names.after);
}

/** All that a block, an item or a row says and is, in one way: two are the same when their signatures are. */
export function signatureOf(thing: Block | ListItem | Row, names: Names): string {
  return JSON.stringify(thing, function (this: { type?: string }, key, value: unknown) {
    // a list's label is its author's, others are composed
    if (composed.has(key) && !(key === "label" && this.type === "list")) return undefined;
    // whether a paragraph is a source line: earlier releases read none, so that the same words would have changed
    if (key === "role" && this.type === "paragraph") return undefined;
    return (key === "children" || key === "caption" || key === "title") && isInlines(value)
      ? spelled(value, names)
      : value;
  });
}

/** What blocks are called, and what composition gave them. */
const composed: ReadonlySet<string> = new Set(["id", "label", "continued", "number"]);

/** Blocks have ids, inlines have none; an empty run is the same either way. */
function isInlines(value: unknown): value is Inline[] {
  return Array.isArray(value) && value.every((one) => typeof one === "object" && one !== null && !("id" in one));
}

function spelled(inlines: readonly Inline[], names: Names): string[] {
  return tokensOf(inlines, names).map(
    ({ key, formatting, leaf }) => `${"value" in leaf ? leaf.value : key}\0${formatting}`,
  );
}

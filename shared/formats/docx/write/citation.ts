import type { Citation, CitationItem, CslItem } from "../../../document/tree.ts";
import { allowed } from "./text.ts";
import type { Writing } from "./writing.ts";

/**
 * The instruction of a citation's field: what it cites, entries and all, as reference managers write it (the citeproc
 * schema csl-citation), so that they and our reader have it back.
 */
export function citationInstruction({ document, tracking }: Writing, citation: Citation): string {
  const known = tracking?.entriesOf(citation) ?? document.bibliography;
  const entries = new Map(known?.map((entry) => [entry.id, entry]));
  const citationItems = citation.items.map((item) => citedItem(item, entries.get(item.key)));
  return `ADDIN CSL_CITATION ${allowed(JSON.stringify({ citationItems, schema }))}`;
}

const schema = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json";

/** CSL's names of locators, by how they are written before one. */
const labels: readonly [RegExp, string][] = [
  [/^pp?\.\s*/, "page"],
  [/^chap\.\s*/, "chapter"],
  [/^sect\.\s*/, "section"],
  [/^vol\.\s*/, "volume"],
  [/^fig\.\s*/, "figure"],
];

function citedItem({ key, prefix, locator }: CitationItem, itemData: CslItem | undefined) {
  return { id: key, ...(itemData && { itemData }), ...(prefix && { prefix }), ...(locator && located(locator)) };
}

function located(locator: string): { label: string; locator: string } {
  const found = labels.find(([before]) => before.test(locator));
  return found ? { label: found[1], locator: locator.replace(found[0], "") } : { label: "", locator };
}

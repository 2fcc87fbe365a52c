import type { CitationItem } from "../../../document/tree.ts";
import { readCslEntries } from "../../bibliography/read.ts";
import type { Package } from "../../office/package.ts";

type Cited = {
  id?: unknown;
  uris?: unknown[];
  itemData?: Record<string, unknown>;
  prefix?: unknown;
  locator?: unknown;
  label?: unknown;
};

/**
 * The items of a citation that Zotero or Mendeley left in a field, as JSON of the citeproc schema (csl-citation); their
 * entries join the bibliography. Undefined where the field holds none.
 */
export function citationOf(of: Package, instruction: string): CitationItem[] | undefined {
  const start = instruction.indexOf("{");
  if (start < 0 || !/CSL_CITATION/.test(instruction.slice(0, start))) return undefined;
  const cited = citedIn(instruction.slice(start));
  const items = cited.flatMap((one) => itemOf(of, one) ?? []);
  return items.length > 0 && items.length === cited.length ? items : undefined;
}

function citedIn(json: string): Cited[] {
  try {
    const { citationItems } = JSON.parse(json.slice(0, json.lastIndexOf("}") + 1)) as { citationItems?: unknown };
    return Array.isArray(citationItems) ? citationItems.filter((one) => one !== null && typeof one === "object") : [];
  } catch {
    return [];
  }
}

function itemOf(of: Package, { id, uris, itemData, prefix, locator, label }: Cited): CitationItem | undefined {
  const key = String(itemData?.["citation-key"] ?? itemData?.id ?? id ?? "");
  // Of ours, a key that no entry bears comes alone.
  const alone = typeof id === "string" && uris === undefined;
  if (!key || (!itemData && !alone)) return undefined;
  if (itemData && !of.bibliography.has(key)) {
    const [entry] = readCslEntries(of.context, [{ ...itemData, id: key }], "Word");
    if (!entry) return undefined;
    of.bibliography.set(key, entry);
  }
  const place =
    typeof locator === "string" && locator ? `${labels.get(String(label ?? "page")) ?? ""}${locator}` : undefined;
  return { key, ...(typeof prefix === "string" && prefix && { prefix }), ...(place && { locator: place }) };
}

/** CSL's names of locators, as they are written before one. */
const labels = new Map(
  Object.entries<string>({
    page: "p. ",
    chapter: "chap. ",
    section: "sect. ",
    volume: "vol. ",
    figure: "fig. ",
  }),
);

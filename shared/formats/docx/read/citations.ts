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
export function citationOf(of: Package, instruction: string): Citing | undefined {
  const start = instruction.indexOf("{");
  if (start < 0 || !/CSL_CITATION/.test(instruction.slice(0, start))) return undefined;
  const citation = citationIn(instruction.slice(start));
  const cited = citedIn(citation);
  const items = cited.flatMap((one) => itemOf(of, one) ?? []);
  if (items.length === 0 || items.length !== cited.length) return undefined;
  const composed = composedBy(citation);
  return { items, data: JSON.stringify(citation), ...(composed !== undefined && { composed }) };
}

/** What a citation is of; `composed`: the words that the manager set; `data`: all that its field says, as JSON. */
type Citing = { items: CitationItem[]; data: string; composed?: string };

type Parsed = { citationItems?: unknown; properties?: unknown; mendeley?: unknown };

function citationIn(json: string): Parsed {
  try {
    const citation = JSON.parse(json.slice(0, json.lastIndexOf("}") + 1)) as unknown;
    return citation !== null && typeof citation === "object" ? citation : {};
  } catch {
    return {};
  }
}

function citedIn({ citationItems }: Parsed): Cited[] {
  return Array.isArray(citationItems) ? citationItems.filter((one) => one !== null && typeof one === "object") : [];
}

/** Zotero and Mendeley keep beside a citation the words that they set for it. */
function composedBy({ properties, mendeley }: Parsed): string | undefined {
  const { plainCitation } = (properties ?? {}) as { plainCitation?: unknown };
  const { plainTextFormattedCitation } = (mendeley ?? {}) as { plainTextFormattedCitation?: unknown };
  const words = plainCitation ?? plainTextFormattedCitation;
  return typeof words === "string" && words !== "" ? words : undefined;
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

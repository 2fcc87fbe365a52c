import type { CitationItem } from "../../document/tree.ts";

const item =
  /^(?<prefix>.*?)(?:^|(?<=[\s(]))-?@(?:\{(?<braced>[^{}]+)\}|(?<key>[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&+?<>~/-](?=[\p{L}\p{N}_/]))*))(?<rest>.*)$/su;

/** Longest bracket looked at: what is longer is text. */
const longest = 1_000;

/**
 * The items of a citation out of what stands between its brackets, as pandoc writes it: "voir @noel2014, p. 4-5;
 * @kalin2021". Undefined where some item has no key.
 */
export function parseCitation(text: string): CitationItem[] | undefined {
  if (text.length > longest || !text.includes("@")) return undefined;
  const items: CitationItem[] = [];
  for (const part of text.split(";")) {
    const found = item.exec(part.trim())?.groups;
    if (!found) return undefined;
    const prefix = found.prefix?.trim();
    const locator = found.rest?.replace(/^\s*,?\s*/, "").trim();
    items.push({ key: (found.braced ?? found.key)!, ...(prefix && { prefix }), ...(locator && { locator }) });
  }
  return items;
}

import { namesGoOn } from "../../document/iso690/creators.ts";
import { cslItemSchema } from "../../document/schema.ts";
import type { CslItem } from "../../document/tree.ts";
import type { Context } from "../reading.ts";
import { decodeText } from "../text.ts";
import { dateOf } from "./dates.ts";
import { languageTag } from "./languages.ts";
import { chosen, mostNames, type Wanted } from "./wanted.ts";

/**
 * The entries of a bibliography file, CSL-JSON 1.0.2 or BibTeX by its content, those `wanted` or all; what cannot be read
 * becomes a warning.
 */
export async function readBibliography(
  context: Context,
  bytes: Uint8Array,
  name: string,
  wanted?: Wanted,
): Promise<CslItem[]> {
  const text = decodeText(bytes)?.text;
  if (text === undefined) {
    context.warn("bibliography-unreadable", { name });
    return [];
  }
  if (!/^\s*[[{]/.test(text)) return (await import("./bibtex.ts")).readBibtex(context, text, name, wanted);
  const json = parseJson(text);
  if (json === undefined) context.warn("bibliography-unreadable", { name });
  return readCslEntries(context, chosen(context, entriesOf(json), idOf, name, wanted).asked, name);
}

/** Checked CSL-JSON entries out of parsed JSON or YAML; values that are no entries become warnings, by `id` or number. */
export function readCslEntries(context: Context, entries: readonly unknown[], name: string): CslItem[] {
  return entries.flatMap((entry, index) => {
    const parsed = cslItemSchema.safeParse(tidied(entry));
    if (parsed.success) return [withNamesCut(context, parsed.data)];
    const field = parsed.error.issues[0]?.path.join(".") || "id";
    context.warn("bibliography-entry-unreadable", { entry: idOf(entry) ?? `${index + 1}`, field, name });
    return [];
  });
}

/** An entry with no more names than are read, "et al." after them. */
function withNamesCut(context: Context, item: CslItem): CslItem {
  const long = (["author", "editor", "translator"] as const).filter((field) => (item[field]?.length ?? 0) > mostNames);
  if (long.length === 0) return item;
  const count = long.reduce((sum, field) => sum + item[field]!.length - mostNames, 0);
  context.warn("bibliography-names-dropped", { entry: item.id, count });
  const cut = long.map((field) => [field, [...item[field]!.slice(0, mostNames), { literal: namesGoOn }]]);
  return { ...item, ...Object.fromEntries(cut) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A list of entries, one entry, or pandoc's `{"references": […]}`. */
function entriesOf(json: unknown): unknown[] {
  if (Array.isArray(json)) return json;
  if (json === null || typeof json !== "object") return [];
  const { references } = json as { references?: unknown };
  return Array.isArray(references) ? references : [json];
}

/**
 * Numbers where CSL wants text, pandoc's short dates ("2014-06", {year: 2014}), and names of languages, made what CSL
 * wants.
 */
function tidied(entry: unknown): unknown {
  if (entry === null || typeof entry !== "object") return entry;
  const fields = Object.entries(entry).map(([key, value]): [string, unknown] => {
    if (key === "issued" || key === "accessed") return [key, tidiedDate(value)];
    if (key === "language" && typeof value === "string") return [key, languageTag(value)];
    return [key, typeof value === "number" && !counts.has(key) ? String(value) : value];
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

const counts = new Set(["edition", "volume", "issue", "number-of-pages"]);

function tidiedDate(value: unknown): unknown {
  if (typeof value === "number" || typeof value === "string") return dateOf(String(value));
  const { year, month, day } = ((Array.isArray(value) ? value[0] : value) ?? {}) as Record<string, unknown>;
  if (year === undefined) return value;
  return { "date-parts": [[year, month, day].filter((part) => part !== undefined)] };
}

function idOf(entry: unknown): string | undefined {
  const id = entry !== null && typeof entry === "object" ? (entry as { id?: unknown }).id : undefined;
  return typeof id === "string" || typeof id === "number" ? String(id) : undefined;
}

import { meant } from "../file/words.ts";

/** The columns of a table of actions, in their order; their titles are `column-…` of the catalogue. */
export const tableColumns = [
  ...["programme", "id", "title", "heading", "family", "from", "until", "intent", "strands", "interventions"],
  ...["steering", "steering-words", "concerned", "results", "funding", "why-none", "payment"],
] as const;
/** Columns that no table may lack. */
export const neededColumns = ["programme", "title", "family", "funding"] as const;

/** The column that a title names, in whichever language: "family" of "Famille". */
export function columnNamed(title: string): string | undefined {
  return meant("column", title);
}

/**
 * What parts the cells of a text that is a table: its first line names two columns at least. Undefined where it is none, such as
 * a programme's YAML.
 */
export function delimiterOf(text: string): string | undefined {
  const [head = ""] = text.replace(/^\ufeff/, "").split(/\r?\n/, 1);
  const named = (delimiter: string) =>
    head.split(delimiter).filter((cell) => columnNamed(cell.trim().replace(/^"(.*)"$/, "$1")) !== undefined).length;
  const [best = ","] = [";", ",", "\t"].sort((a, b) => named(b) - named(a));
  return named(best) < 2 ? undefined : best;
}

/** Several values in one cell, "Réunions | Séminaire"; a bar within one is written `\|`. */
export function joined(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\|]/g, "\\$&")).join(" | ");
}

/** The values of such a cell. */
export function parted(cell: string): string[] {
  const parts = cell.match(/(?:\\[\\|]|[^|])+/g) ?? [];
  return parts.map((part) => part.replace(/\\([\\|])/g, "$1").trim()).filter((part) => part !== "");
}

/** A cell that no spreadsheet takes for a formula: an apostrophe comes before "=", "+", "-", "@". */
export function harmless(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** What such a cell was made of. */
export function unharmed(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

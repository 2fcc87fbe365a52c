/**
 * What of a text is no language, and so is not held to its rules: addresses, file names, hashes, formats of dates and
 * examples of what to type. Each becomes a word, so that what stands around it is still read.
 */
const excuses: readonly RegExp[] = [
  /\bhttps?:\/\/[^\s»”]+/g,
  /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  // an address of ours
  /(?<![\p{L}\d/])\/[a-z][\w/.:?=&-]*/gu,
  // a file, an ending
  /[\p{L}\d_-]*\.(?:docx?|odt|pdf|md|zip|csv|ics|json|ya?ml|bib|txt|html?|eml|png|jpe?g|svg)\b/giu,
  // a hash, whole or its first digits; a receipt's number
  /\b(?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{8,64}\b|\b[\dA-F]{4}-[\dA-F]{4}\b/g,
  /\b[\da-f]{64}\b/g,
  // what to type: a day where the browser has no field for one, places of a cover that are filled later
  /(?<=(?:comme|as|like|e\.g\.)[ \u00a0])(?:\d\d\/\d\d\/\d{4}|\d\d:\d\d)/g,
  /\{network\}(?= (?:et|and) )|(?<= (?:et|and) )\{action\}/g,
];

/** A text without what is no language, and without words that people typed. */
export function excuse(text: string, typed: readonly string[] = []): string {
  const own = typed.reduce((left, words) => (left.includes(words) ? left.replaceAll(words, "Mots") : left), text);
  return excuses.reduce((left, pattern) => left.replace(pattern, "mot"), own);
}

/** Every text of a value, as a programme or a remark has them, a line each, the longest first. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.split("\n").map((line) => line.replace(/^#+ /, "").trim());
  if (typeof value !== "object" || value === null) return [];
  const all = new Set(Object.values(value).flatMap(textsIn));
  return [...all].filter((text) => text.length > 3).toSorted((one, other) => other.length - one.length);
}

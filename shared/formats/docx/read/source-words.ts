import type { WordCount } from "../../../document/word-count.ts";

/** Counts the words of a part that its readers should yield or tell, deleted with changes tracked or not. */
export function countWordsOf(count: WordCount, bytes: Uint8Array): void {
  const xml = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const [, prefix = "w"] = /xmlns:(\w+)="[^"]*wordprocessingml\/(?:2006\/)?main"/.exec(xml.slice(0, 20_000)) ?? [];
  const pieces = new RegExp(
    `<(?:${prefix}:(?:t|delText)|a:t)(?: [^<>]*)?>([^<]*)|</(?:${prefix}|a):p>|<${prefix}:(?:tab|br|cr)\\b|<(/?)mc:Fallback\\b`,
    "g",
  );
  // A fallback says again what its choice says.
  let again = false;
  for (const [whole, words, closing] of xml.matchAll(pieces)) {
    if (closing !== undefined) again = closing === "";
    else if (words === undefined) count.part();
    else if (!again && !whole.endsWith("/>")) count.add(words);
  }
  count.part();
}

import type { WordCount } from "../../../document/word-count.ts";

/** Elements of a text whose words its readers leave out, or tell elsewhere. */
const aside =
  /^(?:office:(?:annotation|change-info|automatic-styles|styles|font-face-decls|scripts|binary-data|forms)|text:(?:[\w-]+-source|note-citation|index-title))$/;
/** Elements within a word. */
const inWord = /^text:(?:span|a|bookmark|bookmark-start|bookmark-end|change|change-start|change-end|soft-page-break)$/;

/** Counts the words of `content.xml` that its readers should yield or tell, deleted with changes tracked or not. */
export function countWordsOf(count: WordCount, bytes: Uint8Array): void {
  const xml = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  let out: string | undefined;
  let depth = 0;
  for (const [whole, closing, name, words] of xml.matchAll(/<(\/?)([\w:-]+)(?=[\s/>])[^<>]*>|([^<]+)/g)) {
    if (words !== undefined) {
      if (out === undefined) count.add(words);
      continue;
    }
    if (!inWord.test(name!)) count.part();
    if (whole.endsWith("/>")) continue;
    if (out === undefined && !closing && aside.test(name!)) out = name;
    if (name === out) depth += closing ? -1 : 1;
    if (depth === 0) out = undefined;
  }
}

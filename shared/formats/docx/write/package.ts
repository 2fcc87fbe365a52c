import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { withoutHyphens } from "./styles.ts";
import { withLookBits } from "./table.ts";

/**
 * The package of a DOCX with nothing left to chance: relationships named in the order in which they are met instead of
 * at random, entries in a fixed order (the content types first, ECMA-376-2, C.3) and dated `instant`. `rewrite` is given
 * the text of the body and of the notes.
 */
export function settle(bytes: Uint8Array, instant: string, rewrite?: (xml: string) => string): Uint8Array {
  const files = unzipSync(bytes);
  for (const path of texts) {
    const file = files[path];
    if (!file) continue;
    const text = withLookBits(strFromU8(file));
    files[path] = strToU8(rewrite ? rewrite(text) : text);
  }
  files[stylesPath] = strToU8(withoutHyphens(strFromU8(files[stylesPath]!)));
  const names = new Map<string, string>();
  const paths = Object.keys(files).sort(byPlace);
  const settled = paths.map((path) => [path, /\.(xml|rels)$/.test(path) ? renamed(files[path]!, names) : files[path]!]);
  return zipSync(Object.fromEntries(settled), { level: 6, mtime: localTime(instant) });
}

const stylesPath = "word/styles.xml";
const texts = ["word/document.xml", "word/footnotes.xml"];

/** Ids that the package draws at random: 21 characters of nanoid's alphabet, in lower case. */
const drawn = /(\b(?:r:id|Id)=")rId([\w-]{21})(")/g;

function renamed(file: Uint8Array, names: Map<string, string>): Uint8Array {
  const name = (id: string): string => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const given = `rIdLink${names.size + 1}`;
    names.set(id, given);
    return given;
  };
  return strToU8(
    strFromU8(file).replace(drawn, (_, before: string, id: string, after: string) => `${before}${name(id)}${after}`),
  );
}

const first = ["[Content_Types].xml", "_rels/.rels"];

function byPlace(a: string, b: string): number {
  const place = (path: string) => (first.includes(path) ? first.indexOf(path) : first.length);
  return place(a) - place(b) || (a < b ? -1 : 1);
}

/** A date whose local reading is the instant's in UTC: zip entries are dated in local time (APPNOTE 4.4.6). */
function localTime(instant: string): Date {
  const date = new Date(instant);
  return new Date(
    Math.max(1980, date.getUTCFullYear()),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  );
}

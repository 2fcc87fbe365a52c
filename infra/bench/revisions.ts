import { performance } from "node:perf_hooks";
import { compare } from "../../shared/document/redline/compare.ts";
import { type Anchored, anchorsOf } from "./revisions/anchors.ts";
import { isExactInWord, isExactOnPage } from "./revisions/exactness.ts";
import { type Pair, pairsIn, readVersion } from "./revisions/pairs.ts";
import { differingWords, markedWords } from "./revisions/words.ts";

/**
 * `npm run bench:revisions -- FOLDER`: what comparing versions comes to over real ones. FOLDER and its sub-folders hold
 * versions named `NAME.N.EXT`, N a number: each makes a pair with the next of its name, e.g. `note.1.docx` and
 * `note.2.docx`. Of each pair: whether accepting gives the new text and rejecting the old, on the page and in Word's
 * file; the words marked beside those of a minimal word diff; what became of passages of the old text.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: npm run bench:revisions -- FOLDER   (versions NAME.1.docx, NAME.2.docx…; .docx, .odt or .md)");
  process.exit(2);
}

type Figures = Anchored & { pair: string; page: boolean; word: boolean; marked: number; differing: number; ms: number };

async function figuresOf({ name, from, to }: Pair): Promise<Figures | undefined> {
  const [before, after] = [await readVersion(from), await readVersion(to)];
  if (!before || !after) return undefined;
  const start = performance.now();
  const redline = compare(before, after);
  const ms = Math.round(performance.now() - start);
  const page = isExactOnPage(redline, before, after);
  const word = await isExactInWord(before, after);
  const words = { marked: markedWords(redline), differing: differingWords(before, after) };
  return { pair: name, page, word, ...words, ...anchorsOf(before, after), ms };
}

const figures: Figures[] = [];
let unread = 0;
for (const pair of pairsIn(folder)) {
  const found = await figuresOf(pair);
  if (!found) unread += 1;
  else {
    figures.push(found);
    const { pair: name, page, word, marked, differing, unchanged, found: kept, strays, falsely, ms } = found;
    const flaws = [!page && "page not exact", !word && "Word not exact", falsely > 0 && `${falsely} false anchors`];
    const ratio = (marked / Math.max(1, differing)).toFixed(2);
    const anchors = `${kept}/${unchanged} found, ${falsely}/${strays} false`;
    console.log(
      [name, `${marked}/${differing} words (${ratio})`, anchors, `${ms} ms`, ...flaws.filter(Boolean)].join("; "),
    );
  }
}

const sum = (of: (figures: Figures) => number) => figures.reduce((total, one) => total + of(one), 0);
console.table({
  pairs: figures.length,
  "of which unreadable": unread,
  "exact on the page": sum(({ page }) => Number(page)),
  "exact in Word": sum(({ word }) => Number(word)),
  "words marked": sum(({ marked }) => marked),
  "words of a word diff": sum(({ differing }) => differing),
  ratio: Number(
    (
      sum(({ marked }) => marked) /
      Math.max(
        1,
        sum(({ differing }) => differing),
      )
    ).toFixed(3),
  ),
  "unchanged passages": sum(({ unchanged }) => unchanged),
  "of which found": sum(({ found }) => found),
  "passages gone": sum(({ strays }) => strays),
  "of which falsely found": sum(({ falsely }) => falsely),
  "edited passages": sum(({ edited }) => edited),
  "of which followed": sum(({ followed }) => followed),
});

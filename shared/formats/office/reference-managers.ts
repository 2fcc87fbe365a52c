import { wordsIn } from "../../document/word-count.ts";
import type { Context } from "../reading.ts";
import type { ManagerLine, Package } from "./package.ts";

/**
 * Tells the words left out with the citations and the bibliography of a reference manager that do not come of their
 * entries, as a sentence that its author typed in the field ("(Noël, 2014), mais contra Dupont"); what the manager
 * composed does not lack.
 */
export function warnOfTypedWords({ context, managerLines, bibliography }: Package): void {
  const entries = wordsOf([JSON.stringify([...bibliography.values()])]);
  for (const line of managerLines.filter(({ of }) => of.is === "citation")) {
    if (isTyped(line, entries)) tell(context, "citation-words-dropped", [line]);
    else setAside(context, line);
  }
  const lines = managerLines.filter(({ of }) => of.is === "bibliography");
  const typed = lines.filter((line) => isTyped(line, entries));
  for (const line of lines) if (!typed.includes(line)) setAside(context, line);
  if (typed.length > 0) tell(context, "bibliography-words-dropped", typed);
}

function setAside({ source }: Context, { text }: ManagerLine): void {
  source.aside += wordsIn([text]);
}

/** Characters of the author's that a warning gives. */
const longest = 600;

function tell(
  context: Context,
  code: "citation-words-dropped" | "bibliography-words-dropped",
  lines: readonly ManagerLine[],
): void {
  const texts = lines.map(({ text }) => text.replace(/\s+/g, " ").trim());
  const text = texts.join(" / ");
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  context.warnEach(code, { count: wordsIn(texts), text: shown }, lines[0]!.at);
}

/** Words foreign to its entries that make a citation typed, where its manager did not keep what it composed. */
const fewForeign = 3;
/** The same of a line of a bibliography, however many of its words are of entries. */
const manyForeign = 12;

/**
 * Whether someone typed in what a manager composed: of a citation, where its words are not those that the manager kept
 * as its own; else, and of a line of a bibliography, where too many are in no entry.
 */
function isTyped({ of, text }: ManagerLine, entries: ReadonlySet<string>): boolean {
  if (of.is === "bibliography") {
    if (titles.test(text.trim())) return false;
    const words = foreignTo(text, entries);
    return words.foreign.length * 2 > words.all || words.foreign.length >= manyForeign;
  }
  const { composed, data } = of;
  if (composed !== undefined) return [...allWords(text)].join(" ") !== [...allWords(composed)].join(" ");
  return foreignTo(text, new Set([...entries, ...wordsOf([data])])).foreign.length >= fewForeign;
}

/** Words of three letters or more that are neither known nor set between the fields of an entry; years are no words. */
function foreignTo(text: string, known: ReadonlySet<string>): { foreign: string[]; all: number } {
  const words = [...allWords(text)].filter((word) => /^\p{L}{3,}$/u.test(word));
  return { foreign: words.filter((word) => !known.has(word) && !between.has(word)), all: words.length };
}

function wordsOf(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap(allWords));
}

/** "L’Accueil, p. 3" is "l", "accueil", "p", "3". */
function allWords(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? []
  );
}

/** What bibliographies are called. */
const titles = /^(?:bibliograph\p{L}+|références?(?: bibliographiques)?|references?|works cited|sources?)\s*:?$/iu;

/** What styles of citations set between the fields of entries, in French and in English. */
const between = new Set(
  `voir see cité cited dans and avec with par the des les sous direction dir eds édité édition editor editors éditeurs
  traduit trad trans translated page pages chap chapitre chapter sect section vol volume tome num ibid ibidem idem
  infra supra note cit art loc passim sqq coll collection consulté accessed retrieved from disponible available adresse
  url doi http https www thèse mémoire rapport report thesis sans date janvier février mars avril mai juin juillet août
  septembre octobre novembre décembre january february march april may june july august september october november
  december`.split(/\s+/),
);

import { type Hyphenation, hyphenations, ofLanguage } from "../../document/languages.ts";

type Node = { next: Map<string, Node>; levels?: readonly number[] };
type Hyphenator = {
  patterns: Hyphenation;
  root: Node;
  exceptions: Map<string, number[]>;
  known: Map<string, number[]>;
};

/** By language, each opened when its first word comes. */
const opened = new Map<Hyphenation, Hyphenator>();
/** Words remembered a language; a long-lived process sees many documents. */
const knownLimit = 20_000;

/**
 * Where `word` may be cut in `language` (BCP 47), as offsets into it: after its soft hyphens where it has some, else by
 * Liang's patterns; nowhere in a word of capitals or in a language whose patterns are not here.
 * Liang, Word Hy-phen-a-tion by Com-put-er, 1983.
 */
export function hyphenate(word: string, language: string): readonly number[] {
  if (word.includes("\u00ad")) return softHyphens(word);
  const patterns = ofLanguage(hyphenations, language);
  if (patterns === undefined) return [];
  const hyphenator = opened.get(patterns) ?? open(patterns);
  const known = hyphenator.known.get(word);
  if (known !== undefined) return known;
  if (hyphenator.known.size >= knownLimit) hyphenator.known.clear();
  const points = [...word.matchAll(/[\p{L}\p{M}'’]+/gu)].flatMap(({ 0: letters, index }) =>
    cuts(hyphenator, letters).map((cut) => index + cut),
  );
  hyphenator.known.set(word, points);
  return points;
}

function softHyphens(word: string): number[] {
  return [...word.matchAll(/(?<=.)\u00ad(?=.)/gu)].map(({ index }) => index + 1);
}

function open(patterns: Hyphenation): Hyphenator {
  const root: Node = { next: new Map() };
  for (const pattern of patterns.patterns.split(" ")) plant(root, pattern);
  const exceptions = new Map(
    patterns.exceptions.split(" ").map((word): [string, number[]] => [word.replaceAll("-", ""), hyphens(word)]),
  );
  const hyphenator = { patterns, root, exceptions, known: new Map() };
  opened.set(patterns, hyphenator);
  return hyphenator;
}

/** Adds "a4b2re" to the trie: its letters lead to the levels between them. */
function plant(root: Node, pattern: string): void {
  const levels: number[] = [0];
  let node = root;
  for (const character of pattern) {
    if (character >= "0" && character <= "9") {
      levels[levels.length - 1] = Number(character);
      continue;
    }
    levels.push(0);
    let next = node.next.get(character);
    if (next === undefined) {
      next = { next: new Map() };
      node.next.set(character, next);
    }
    node = next;
  }
  node.levels = levels;
}

function hyphens(word: string): number[] {
  return [...word.matchAll(/-/g)].map(({ index }, before) => index - before);
}

function cuts({ patterns, root, exceptions }: Hyphenator, word: string): number[] {
  const { left, right } = patterns;
  if (word.length < left + right || word === word.toUpperCase()) return [];
  const lower = word.toLowerCase().replaceAll("’", "'");
  if (lower.length !== word.length) return [];
  const excepted = exceptions.get(lower);
  if (excepted !== undefined) return excepted;
  const levels = levelsOf(root, `.${lower}.`);
  const points: number[] = [];
  for (let i = left; i <= word.length - right; i++) {
    if ((levels[i + 1]! & 1) === 1 && lettersBefore(lower, i) >= left) points.push(i);
  }
  return points;
}

/** The letters between the last apostrophe and `end`: "l’in-" leaves two. */
function lettersBefore(word: string, end: number): number {
  return end - 1 - word.lastIndexOf("'", end - 1);
}

function levelsOf(root: Node, dotted: string): Uint8Array {
  const levels = new Uint8Array(dotted.length + 1);
  for (let start = 0; start < dotted.length; start++) {
    let node: Node | undefined = root;
    for (let i = start; i < dotted.length; i++) {
      node = node.next.get(dotted[i]!);
      if (node === undefined) break;
      const found: readonly number[] | undefined = node.levels;
      if (found === undefined) continue;
      for (let k = 0; k < found.length; k++) levels[start + k] = Math.max(levels[start + k]!, found[k]!);
    }
  }
  return levels;
}

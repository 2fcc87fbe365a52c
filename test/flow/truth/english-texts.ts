import { readFileSync } from "node:fs";
import { kinds } from "./page-words.ts";
import { plain } from "./words.ts";

/** The texts of the catalogues and of kinds of documents, in English and in the French of the same keys. */

/** A text with places for facts: its English as a pattern, the names of its places in order, its French. */
export type Pair = { pattern: RegExp; names: string[]; start: string; words: number; french: string };

const read = (language: string, name: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../../shared/i18n/${language}/${name}.json`, import.meta.url), "utf8"));

/** The sentences of a line. */
export const pieces = (text: string) => text.split(/(?<=[.!?]) (?=\p{Lu}|\{|“|«)/u);

const texts = [
  ...[
    "mails",
    "pages",
    "year",
    "meetings",
    "programmes",
    "documents",
    "names",
    "quorums",
    "standings",
    "warnings",
    "errors",
  ].flatMap(catalogue),
  ...[...kinds.values()].flatMap((kind) => bothIn(kind)),
  ["French", "Français"] as [string, string],
  ["English", "Anglais"] as [string, string],
];

/** Whole and sentence by sentence. */
const pairs: Pair[] = texts.flatMap(([english, french]) => {
  const [from, to] = [plain(english), plain(french)];
  const [ours, theirs] = [pieces(from), pieces(to)];
  const parts = ours.length > 1 && ours.length === theirs.length ? ours.map((each, n) => pairOf(each, theirs[n]!)) : [];
  return [pairOf(from, to), ...parts];
});

/** What texts without a place for a fact say in French; texts with places by their first letters. */
const labels = new Map<string, string[]>();
const byStart = new Map<string, Pair[]>();
/** Places alone say nothing: "{number}.", "{who}, {when}". The more a text says, the sooner it is tried. */
const saying = pairs.filter(({ words }) => words > 0).toSorted((a, b) => b.words - a.words);
for (const pair of saying) {
  if (pair.names.length === 0) append(labels, pair.start, pair.french);
  else append(byStart, pair.start.slice(0, 3), pair);
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key) ?? [];
  if (!there.includes(value)) map.set(key, [...there, value]);
}

/** What a text without a place for a fact says in French; several, where keys say the same in English. */
export function exact(label: string): string[] {
  return labels.get(label) ?? [];
}

/** The texts with places that a line may be one of. */
export function pairsFor(said: string): Pair[] {
  const starts = [0, 1, 2, 3].map((length) => said.slice(0, length));
  return [...new Set(starts)]
    .flatMap((start) => byStart.get(start) ?? [])
    .filter(({ start }) => said.startsWith(start))
    .toSorted((a, b) => b.words - a.words);
}

function catalogue(name: string): [string, string][] {
  const [english, french] = [read("en", name), read("fr", name)];
  return Object.keys(english).map((key) => [english[key]!, french[key]!]);
}

/** What a kind of documents says of itself, wherever it says it in both languages. */
function bothIn(data: unknown): [string, string][] {
  if (typeof data !== "object" || data === null) return [];
  const { en, fr } = data as Record<string, unknown>;
  if (typeof en === "string" && typeof fr === "string") return [[en, fr]];
  return Object.values(data).flatMap(bothIn);
}

function pairOf(english: string, french: string): Pair {
  const names: string[] = [];
  const source = english.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return "(.+?)";
  });
  const words = source.replace(/\(\.\+\?\)|[^\p{L}“]/gu, "").length;
  return { pattern: new RegExp(`^${source}$`, "u"), names, start: english.split("{")[0]!, words, french };
}

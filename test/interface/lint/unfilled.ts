import { readdirSync, readFileSync } from "node:fs";
import { type Language, languages } from "../../../shared/i18n/languages.ts";
import type { Rule } from "./rule.ts";

type Texts = Record<string, string>;

const folder = new URL("../../../shared/i18n/", import.meta.url);

/** Every text of every catalogue of a language, by its key. */
function textsOf(language: Language): Texts {
  const at = new URL(`${language}/`, folder);
  return Object.assign({}, ...readdirSync(at).map((name) => JSON.parse(readFileSync(new URL(name, at), "utf8"))));
}

const texts = Object.fromEntries(languages.map((language) => [language, textsOf(language)])) as Record<Language, Texts>;

/** Keys that no word of a language looks like. */
const keys = new Set(Object.keys(texts.fr).filter((key) => /[.-]|[a-z][A-Z]/.test(key)));
/** Words that keys are made of too. */
const stems = new Set([...keys].map((key) => key.replace(/\.(one|other)$/, "")));

/** What a page shows where a text or a value is missing. */
export const unfilledRules: readonly Rule[] = [
  { name: "a key in the place of its text", finds: rawKey },
  { name: "a place that nothing filled", finds: /\{\w*\}|(?<![\d\u00a0])%[a-z]\w*|\$\{/ },
  { name: "a value that is none", finds: /\b(?:undefined|NaN|null|Infinity|Invalid Date)\b|\[object \w+\]/ },
];

function rawKey(text: string): string | undefined {
  return text.match(/(?<![\p{L}\d.@-])[a-z][\w-]*(?:\.[\w-]+)+(?![\w@])/gu)?.find((each) => stems.has(each));
}

/** Runs of French words, from four on, of texts that say something else in English, by their first two. */
const frenchRuns = runsOf();

function runsOf(): Map<string, string[]> {
  const runs = new Map<string, string[]>();
  const english = Object.values(texts.en).join("\n");
  // few French runs begin with two words that come in English too: the others need no search through all of it
  const pairs = new Set<string>();
  const said = plain(english).split(" ");
  for (let at = 1; at < said.length; at++) pairs.add(`${said[at - 1]} ${said[at]}`);
  for (const [key, text] of Object.entries(texts.fr)) {
    if (text === texts.en[key]) continue;
    for (const run of plain(text).split(/\{\w+\}/)) {
      const words = run.trim();
      const start = words.split(" ", 2).join(" ");
      if (words.split(" ").length < 3 || (pairs.has(start) && english.includes(words))) continue;
      runs.set(start, [...(runs.get(start) ?? []), words]);
    }
  }
  return runs;
}

/** Texts that are whole in French, and in no English one. */
const frenchWhole = new Set(
  Object.values(texts.fr)
    .map(plain)
    .filter((text) => !/\{/.test(text)),
);
for (const text of Object.values(texts.en)) frenchWhole.delete(plain(text));

function plain(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, " ").trim();
}

/** A French text of the catalogues in the place of the English one. */
export const frenchLeft: Rule = {
  name: "French words",
  finds: (text) => {
    const said = plain(text);
    if (frenchWhole.has(said)) return said;
    const words = said.split(" ");
    for (let at = 0; at < words.length - 2; at++) {
      const rest = words.slice(at).join(" ");
      const run = frenchRuns.get(`${words[at]} ${words[at + 1]}`)?.find((each) => rest.startsWith(each));
      if (run !== undefined) return run;
    }
    return undefined;
  },
};

import { readFileSync } from "node:fs";
import { kinds } from "./page-words.ts";
import { type Context, type Fault, readLine, type Sentence } from "./reader.ts";
import { plain } from "./words.ts";

/**
 * English is read as the French of the same keys: what an English line says is what the French one would have said, and
 * that is read against the facts.
 */

type Pair = { pattern: RegExp; names: string[]; start: string; french: string };

const read = (language: string, name: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../../shared/i18n/${language}/${name}.json`, import.meta.url), "utf8"));

const pieces = (text: string) => text.split(/(?<=[.!?]) (?=\p{Lu}|\{|“|«)/u);

/** Texts of a key in both languages, whole and sentence by sentence. */
const pairs: Pair[] = [...["mails", "pages", "documents"].flatMap(catalogue), ...kindTexts()].flatMap(
  ([english, french]) => {
    const [from, to] = [plain(english), plain(french)];
    const [ours, theirs] = [pieces(from), pieces(to)];
    const parts =
      ours.length > 1 && ours.length === theirs.length ? ours.map((each, n) => pairOf(each, theirs[n]!)) : [];
    return [pairOf(from, to), ...parts];
  },
);

function catalogue(name: string): [string, string][] {
  const [english, french] = [read("en", name), read("fr", name)];
  return Object.keys(english).map((key) => [english[key]!, french[key]!]);
}

/** What kinds of documents say of themselves. */
function kindTexts(): [string, string][] {
  return [...kinds.values()].flatMap((kind) => bothIn(kind));
}

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
  return { pattern: new RegExp(`^${source}$`, "u"), names, start: english.split("{")[0]!, french };
}

const months = "January February March April May June July August September October November December".split(" ");
const french = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");
const hour = (said: string) =>
  said.replace(/(\d{2}):(\d{2})/g, (_, h: string, m: string) => `${Number(h)} h${m === "00" ? "" : ` ${m}`}`);

/** "9 April 2008, 18:00": "9 avril 2008, 18 h". */
function dated(said: string): string | undefined {
  const found = /^(\d{1,2}) (\p{L}+)( \d{4})?(, \d{2}:\d{2}|, from \d{2}:\d{2} to \d{2}:\d{2})?$/u.exec(said);
  const month = french[months.indexOf(found?.[2] ?? "")];
  if (!found || !month) return undefined;
  const [, day, , year = "", time = ""] = found;
  return `${day === "1" ? "1er" : day} ${month}${year}${hour(time).replace("from", "de").replace(" to ", " à ")}`;
}

/** What a line says, in the French that says it; several, where keys say the same in English. */
export function frenchOf(said: string, depth = 3): string[] {
  const date = dated(said);
  if (date !== undefined) return [date];
  if (depth === 0) return [...exact(said), said];
  if (said.endsWith(":")) return [...exact(said.slice(0, -1)).map((label) => `${label} :`), said];
  const known = pairs.flatMap((pair) => through(pair, said, depth));
  const [, label, value] = /^([^:“]+?) ?: (.+)$/.exec(said) ?? [];
  const named = label
    ? exact(label).flatMap((name) => frenchOf(value!, depth - 1).map((each) => `${name} : ${each}`))
    : [];
  const listed = [", ", " and ", " – ", " · "].flatMap((by) =>
    ([", ", " – "].includes(by) || known.length === 0) && said.includes(by) ? inParts(said, by, depth) : [],
  );
  return [...new Set([...known, ...named, ...composed(said, depth), ...listed, said])].slice(0, 40);
}

/** "1. “Words”: what of them", "what (whose)", "what. why": put together where the texts themselves are not. */
function composed(said: string, depth: number): string[] {
  const quoted = /^(\d+\. )?“(.+?)”: (.+)$/u.exec(said);
  if (quoted) return frenchOf(quoted[3]!, depth).map((rest) => `${quoted[1] ?? ""}« ${quoted[2]} » : ${rest}`);
  const [, late] = /^Overdue (.+)$/.exec(said) ?? [];
  if (late) return frenchOf(late, depth).map((rest) => `En retard ${rest}`);
  const [, what, more] = /^(\p{Ll}[^.(]*?)( \([^)]+\)|\. .+)$/u.exec(said) ?? [];
  return what ? frenchOf(what, depth - 1).map((each) => each + more) : [];
}

function inParts(said: string, by: string, depth: number): string[] {
  return said
    .split(by)
    .map((part) => frenchOf(part, depth - 1).slice(0, 4))
    .reduce<string[]>((all, part) => all.flatMap((head) => part.map((each) => (head ? head + by + each : each))), [""])
    .slice(0, 16);
}

const exact = (label: string) =>
  pairs.flatMap(({ pattern, names, french: to }) => (names.length === 0 && pattern.test(label) ? [to] : []));

/** Places for facts, and nothing said of them. */
const bare = /^\^(\(\.\+\?\)[ ,:·–-]*)+\$$/u;

function through({ pattern, names, start, french: to }: Pair, said: string, depth: number): string[] {
  if (!said.startsWith(start) || bare.test(pattern.source)) return [];
  const found = pattern.exec(said);
  if (!found) return [];
  const values = names.map((name, index): [string, string[]] => [
    name,
    frenchOf(found[index + 1]!, depth - 1).slice(0, 3),
  ]);
  return values.reduce(
    (all, [name, each]) => all.flatMap((text) => each.map((value) => text.replaceAll(`{${name}}`, value))),
    [to],
  );
}

/** Reads an English line: one of the French lines that it stands for is borne, whole or sentence by sentence. */
export function readEnglish(sentences: readonly Sentence[], context: Context, line: string, where: string): Fault[] {
  const isBorne = (said: string) =>
    frenchOf(said).some((each) => readLine(sentences, context, each, where).length === 0);
  if (isBorne(line)) return [];
  if (line === "Download my copy Back to the document") return [];
  const parts = pieces(line);
  return parts.flatMap((said): Fault[] =>
    parts.length > 1 && isBorne(said) ? [] : [{ where, said, why: "not borne" }],
  );
}

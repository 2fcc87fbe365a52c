import type { State, Version } from "../../../shared/deliverable/state.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { isCollective } from "../../../shared/document/compose.ts";
import { setText } from "../../../shared/document/orthotypography.ts";
import type { Block } from "../../../shared/document/tree.ts";
import { innerBlocks, ownInlines, plainText } from "../../../shared/document/visit.ts";
import { Refusal } from "../../../shared/errors.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { treeKey } from "../../../shared/stored/objects.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import type { Hash } from "../../../shared/values.ts";
import { lastReadable, versionHref } from "../components/origin-notes.ts";
import { blocksByName, marginsByName, quotableText } from "../components/passages.ts";
import { searched, wantedWords, wordsAround } from "../components/searching.ts";
import { type Opened, openedAsGiven } from "../http/access.ts";
import type { Visitor, Web } from "../http/context.ts";
import { everyRole, type Role } from "../http/rights.ts";

/** A document in whose text words were found: where they stand in it, and the passage around the first of them. `filed`: the page has its files, not its text. */
export type FoundText = { title: string; page: string; passage: string; filed: boolean };

/** Documents whose texts one search reads, the last that changed first. */
export const textsAtOnce = 60;

/** `gone`: how many texts are there no more; `left`: how many come after those that were read. */
export type FoundTexts = { found: FoundText[]; gone: number; left: number };

/**
 * Of some deliverables, those that somebody may open and whose text has every word: the version that they read last, or the final for
 * who is given nothing else. The texts of 60 of them are read, but for the first `from`.
 */
export async function foundTexts(
  web: Web,
  visitor: Visitor,
  words: string,
  summaries: readonly Pick<Summary, "id" | "updated">[],
  from = 0,
): Promise<FoundTexts> {
  const newest = summaries.toSorted((a, b) => b.updated.localeCompare(a.updated));
  const to = from + textsAtOnce;
  let gone = 0;
  const found = newest.slice(from, to).map(async ({ id }): Promise<FoundText[]> => {
    const loaded = await loadState(web.ports.store, id);
    const opened = loaded && (await openedAsGiven(web, visitor, loaded.state, everyRole));
    const version = opened && lastReadable(opened);
    try {
      return version ? [await foundIn(web, opened, version, words)].flatMap((each) => each ?? []) : [];
    } catch (error) {
      if (!isGone(error)) throw error;
      gone++;
      return [];
    }
  });
  return { found: (await Promise.all(found)).flat(), gone, left: Math.max(0, newest.length - to) };
}

/** Where in the text that somebody reads the words are; undefined: not all of them are in it. Throws `object-missing`, `object-damaged`. */
async function foundIn(web: Web, opened: Opened, version: Version, words: string): Promise<FoundText | undefined> {
  const { state } = opened;
  const lines = await linesOf(web, state, version);
  const wanted = wantedWords(words);
  if (!wanted.every((word) => lines.some(({ letters }) => letters.includes(word)))) return undefined;
  // what was erased since it was read is found no more
  const { parts } = version.manifest;
  const there = await Promise.all(parts.map(({ tree }) => web.ports.files.head(treeKey(tree))));
  if (there.includes(undefined)) return undefined;
  const count = ({ letters }: Line) => wanted.filter((word) => letters.includes(word)).length;
  const best = lines.reduce((one, other) => (count(other) > count(one) ? other : one));
  const page = versionHref({ opened, version });
  const filed = !readers.some((role) => opened.roles.has(role));
  const passage = wordsAround(best.text, words);
  return { title: state.title, page: filed ? page : `${page}#${best.name}`, passage, filed };
}

/** Who reads the text itself; others have the page of the final. */
const readers: readonly Role[] = ["coordinator", "author", "reviewer", "invited"];

/** A block of a version: its words as readers see them, the same as they are searched, where it is on the page. */
type Line = { text: string; letters: string; name: string };

/** The lines of the versions that were read last: a version never changes. */
const kept = new Map<Hash, Promise<Line[]>>();
const keptAtMost = 2 * textsAtOnce;

async function linesOf(web: Web, state: State, version: Version): Promise<Line[]> {
  const lines = kept.get(version.hash) ?? readLines(web, state, version);
  kept.delete(version.hash);
  kept.set(version.hash, lines);
  lines.catch(() => kept.delete(version.hash));
  if (kept.size > keptAtMost) kept.delete(kept.keys().next().value!);
  return lines;
}

async function readLines({ ports }: Web, state: State, { hash }: Version): Promise<Line[]> {
  const parts = await loadVersion(ports.files, state, hash);
  const { kind } = await loadKind(ports.assets, state.kind);
  const collective = isCollective({ parts, kind });
  const margins = marginsByName({ parts, collective });
  const languages = new Map(parts.map(({ id, tree }) => [id, tree.meta.language]));
  return [...blocksByName({ parts, collective })].flatMap(([name, { part, block }]) => {
    const language = kind.layout.orthotypography ? languages.get(part) : undefined;
    const typed = ownText(block);
    const text = language === undefined ? typed : setText(typed, language, {});
    return text === "" ? [] : [{ text, letters: searched(text), name: margins.get(name) ?? name }];
  });
}

/** The words of a block without those of the blocks that it holds. */
function ownText(block: Block): string {
  return innerBlocks(block).flat().length > 0 ? plainText(ownInlines(block)) : quotableText(block);
}

function isGone(error: unknown): boolean {
  return error instanceof Refusal && (error.code === "object-missing" || error.code === "object-damaged");
}

import { href } from "../../../shared/addresses.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { isCollective } from "../../../shared/document/compose.ts";
import { setText } from "../../../shared/document/orthotypography.ts";
import type { Block } from "../../../shared/document/tree.ts";
import { innerBlocks, ownInlines, plainText } from "../../../shared/document/visit.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import type { Hash } from "../../../shared/values.ts";
import { blocksByName, marginsByName, quotableText } from "../components/passages.ts";
import { searched, wantedWords, wordsAround } from "../components/searching.ts";
import { type Opened, openedAsGiven, versionsOpen } from "../http/access.ts";
import type { Visitor, Web } from "../http/context.ts";
import { everyNamedRole, type Role } from "../http/rights.ts";

/** A document in whose text words were found: where they stand in it, and the passage around the first of them. */
export type FoundText = { title: string; page: string; passage: string };

/** Documents whose texts one search reads, the last that changed first. */
const textsAtOnce = 60;

/**
 * Of some deliverables, those that somebody may open and whose text has every word: the version that they read last, or the final for
 * who is given nothing else. `unread`: how many more there are than one search reads.
 */
export async function foundTexts(
  web: Web,
  visitor: Visitor,
  words: string,
  summaries: readonly Pick<Summary, "id" | "updated">[],
): Promise<{ found: FoundText[]; unread: number }> {
  const newest = summaries.toSorted((a, b) => (a.updated > b.updated ? -1 : 1)).slice(0, textsAtOnce);
  const found = newest.map(async ({ id }): Promise<FoundText[]> => {
    const loaded = await loadState(web.ports.store, id);
    const opened = loaded && (await openedAsGiven(web, visitor, loaded.state, allRoles));
    const text = opened && textFor(opened);
    return text ? foundIn(web, opened.state, text, words) : [];
  });
  return { found: (await Promise.all(found)).flat(), unread: summaries.length - newest.length };
}

const allRoles: readonly Role[] = ["coordinator", ...everyNamedRole];
const reading: readonly Role[] = ["coordinator", "author", "reviewer", "invited"];

/** A version, and its page; `inText`: the page of its words. */
type Text = { version: Hash; page: string; inText: boolean };

/** The version that somebody reads last, where they read the document itself; else the final that they are given. */
function textFor(opened: Opened): Text | undefined {
  const { state, roles } = opened;
  const { id, versions } = state;
  if (reading.some((role) => roles.has(role))) {
    const version = versionsOpen(opened).findLast((each) => versions.includes(each))?.hash;
    return version === undefined ? undefined : { version, page: href("reading", { id }, { version }), inText: true };
  }
  const version = delivered(state)?.version;
  return version === undefined ? undefined : { version, page: href("final", { id }), inText: false };
}

async function foundIn(web: Web, state: State, { version, page, inText }: Text, words: string): Promise<FoundText[]> {
  const lines = await linesOf(web, state, version);
  const wanted = wantedWords(words);
  if (!wanted.every((word) => lines.some(({ letters }) => letters.includes(word)))) return [];
  const count = ({ letters }: Line) => wanted.filter((word) => letters.includes(word)).length;
  const best = lines.reduce((one, other) => (count(other) > count(one) ? other : one));
  const passage = wordsAround(setText(best.text, state.language, {}), words);
  return [{ title: state.title, page: inText ? `${page}#${best.name}` : page, passage }];
}

/** A block of a version: its words, the same as they are searched, where it is on the reading page. */
type Line = { text: string; letters: string; name: string };

/** The lines of the versions that were read last: a version never changes. */
const kept = new Map<Hash, Promise<Line[]>>();
const keptAtMost = 2 * textsAtOnce;

async function linesOf(web: Web, state: State, version: Hash): Promise<Line[]> {
  const lines = kept.get(version) ?? readLines(web, state, version);
  kept.delete(version);
  kept.set(version, lines);
  lines.catch(() => kept.delete(version));
  if (kept.size > keptAtMost) kept.delete(kept.keys().next().value!);
  return lines;
}

async function readLines({ ports }: Web, state: State, version: Hash): Promise<Line[]> {
  const parts = await loadVersion(ports.files, state, version);
  const { kind } = await loadKind(ports.assets, state.kind);
  const collective = isCollective({ parts, kind });
  const margins = marginsByName({ parts, collective });
  return [...blocksByName({ parts, collective })].flatMap(([name, { block }]) => {
    const text = ownText(block);
    return text === "" ? [] : [{ text, letters: searched(text), name: margins.get(name) ?? name }];
  });
}

/** The words of a block without those of the blocks that it holds. */
function ownText(block: Block): string {
  return innerBlocks(block).flat().length > 0 ? plainText(ownInlines(block)) : quotableText(block);
}

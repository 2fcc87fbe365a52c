import { defaultLanguage } from "../../i18n/languages.ts";
import type { Draft } from "../draft.ts";
import type { Block, DocumentTree, Inline, Meta } from "../tree.ts";
import { textOf } from "../visit.ts";
import { compareBlocks } from "./compare-blocks.ts";
import { compareWords } from "./compare-words.ts";
import { type Comparing, runKey } from "./comparing.ts";
import { countChanges } from "./count.ts";
import { type Bag, bagOf } from "./likeness.ts";
import { markMoves } from "./moves.ts";
import type { HeadChange, HeadField, NoteChange, Redline } from "./redline.ts";
import { meet } from "./run.ts";
import { type Settled, settle } from "./settle.ts";
import type { Names } from "./tokens.ts";

/**
 * What became of one tree in another: blocks that say the same, blocks edited to the word, blocks and rows that came,
 * went or moved. Close to linear in the size of the trees; where two stretches are too long to be compared, one takes
 * the other's place. A tree that is not there is an empty one; headings get numbers down to level `numbered`. `apart`:
 * blocks only become blocks of their kind, as Word tracks them; else a table may become a list, to the word.
 */
export function compare(
  before: DocumentTree | undefined,
  after: DocumentTree | undefined,
  { numbered = 0, apart = false }: { numbered?: number; apart?: boolean } = {},
): Redline {
  const sides = {
    before: settle(before ?? emptyBeside(after), numbered),
    after: settle(after ?? emptyBeside(before), numbered),
  };
  const notes = pairNotes(sides);
  const comparing: Comparing = {
    names: {
      before: namesIn(
        sides.before,
        new Map(notes.flatMap(({ old, name }) => (old === undefined ? [] : [[old, name]]))),
      ),
      after: namesIn(sides.after, new Map(notes.flatMap(({ now, name }) => (now === undefined ? [] : [[now, name]])))),
    },
    keys: new Map(),
    bags: new Map(),
    apart,
  };
  const redline = {
    head: compareHeads(comparing, before?.meta, after?.meta),
    blocks: compareBlocks(comparing, sides.before.draft.blocks, sides.after.draft.blocks),
    notes: notes.map((pair) => compareNote(comparing, sides, pair)),
    bibliography: compareBlocks(comparing, sides.before.entries, sides.after.entries),
  };
  markMoves(comparing, redline.blocks);
  return { ...redline, changes: countChanges(redline) };
}

function emptyBeside(other: DocumentTree | undefined): Draft {
  const language = other?.meta.language ?? defaultLanguage;
  return { meta: { language, authors: [], keywords: [] }, blocks: [], notes: {}, bibliography: [] };
}

type Sides = { before: Settled; after: Settled };
/** A note of the text before, of the text after, or of both, under one name. */
type NotePair = { name: string; old?: string; now?: string };

/** Notes that say the same, or nearly, in the order of their calls. */
function pairNotes({ before, after }: Sides): NotePair[] {
  const bare: Comparing = {
    names: { before: nameless, after: nameless },
    keys: new Map(),
    bags: new Map(),
    apart: true,
  };
  const said = (side: Settled) => side.order.map((id) => ({ id, blocks: side.draft.notes[id]! }));
  type Said = { id: string; blocks: Block[] };
  const bags = new Map<Said, Bag>();
  const bag = (note: Said) => {
    const known = bags.get(note) ?? bagOf(note.blocks.map(textOf).join("\n"));
    bags.set(note, known);
    return known;
  };
  const measure = {
    key: ({ blocks }: Said) => runKey(bare, blocks),
    bag,
    couldBe: () => true,
  };
  return meet(said(before), said(after), measure).map(({ before: old, after: now }, index) => ({
    name: String(index),
    ...(old && { old: old.id }),
    ...(now && { now: now.id }),
  }));
}

const nameless: Names = { notes: new Map(), entries: new Map() };

function namesIn({ draft }: Settled, notes: ReadonlyMap<string, string>): Names {
  return { notes, entries: new Map(draft.bibliography.map((entry) => [entry.id, entry])) };
}

function compareNote(comparing: Comparing, { before, after }: Sides, { old, now }: NotePair): NoteChange {
  const blocks = compareBlocks(
    comparing,
    old === undefined ? [] : before.draft.notes[old]!,
    now === undefined ? [] : after.draft.notes[now]!,
  );
  return {
    ...(old !== undefined && { before: { id: old, number: before.order.indexOf(old) + 1 } }),
    ...(now !== undefined && { after: { id: now, number: after.order.indexOf(now) + 1 } }),
    blocks,
  };
}

const fields: readonly [HeadField, (meta: Meta) => string | undefined][] = [
  ["title", ({ title }) => title],
  ["subtitle", ({ subtitle }) => subtitle],
  ["authors", ({ authors }) => authors.join("; ")],
  ["date", ({ date }) => date],
  ["keywords", ({ keywords }) => keywords.join(", ")],
  ["language", ({ language }) => language],
];

function compareHeads({ names }: Comparing, before: Meta | undefined, after: Meta | undefined): HeadChange[] {
  return fields.flatMap(([field, read]): HeadChange[] => {
    const [old, now] = [(before && read(before)) || undefined, (after && read(after)) || undefined];
    if (old === undefined && now === undefined) return [];
    const words = compareWords(line(old), line(now), names);
    return [{ field, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }), words }];
  });
}

function line(value: string | undefined): Inline[] {
  return value === undefined ? [] : [{ type: "text", value }];
}

import { instantOf, type Moment } from "./clock.ts";
import type { Page } from "./people/browser.ts";
import type { CastName } from "./people/cast.ts";
import type { Person } from "./people/person.ts";

/** What happens at one moment of the year: `what` says it in a few words, for who reads where a replay stopped. */
export type Scene = { at: Moment; what: string; play(on: Play): Promise<unknown> };

/**
 * The year of one action, or of one strand of it: its scenes, in order. `title`: as the programme has it; `paid`: the action on which its
 * time and money are entered, of which these terms alone, by their words, where another strand has the others; absent: nobody
 * pays it.
 */
export type Track = { title: string; paid?: Paid; scenes: readonly Scene[] };
export type Paid = { action: string; terms?: readonly string[] };

/** A document, a meeting or an agreement that a scene made: whose it is, and the id in its address. */
export type Made = { track: string; what: "document" | "meeting" | "agreement"; id: string };
/** A file that somebody was given and downloaded. */
export type Downloaded = { track: string; by: string; address: string };

/** What scenes are played with: people, the files that they have on their disks, and what they remember. */
export type Play = {
  people: Record<CastName, Person>;
  /** The title of the track whose scene is played. */
  track: string;
  /** By the word that scenes call it. */
  made: Map<string, Made>;
  downloads: Downloaded[];
  /** A file below `templates/`, as people have it on their disks. */
  file(path: string): Promise<Uint8Array>;
  /** Somebody sends a file by the form that takes it, and waits until it is read: the page that then says what was. */
  send(who: Person, page: Page, file: { name: string; bytes: Uint8Array }): Promise<Page>;
  /** Looks until something is found, while the network is at work. Throws where it is not any more. */
  wait<T>(what: string, look: () => Promise<T | undefined>): Promise<T>;
};

/** A scene with its track. */
export type Placed = Scene & { track: string };

/** All scenes of all tracks by their moments; of one moment in the order of the tracks. */
export function inOrder(tracks: readonly Track[]): Placed[] {
  const all = tracks.flatMap(({ title, scenes }) => scenes.map((scene) => ({ ...scene, track: title })));
  return all.toSorted((a, b) => instantOf(a.at) - instantOf(b.at));
}

/** Remembers what a scene made, by the word that scenes after it call it. */
export function remember({ made, track }: Play, word: string, what: Made["what"], id: string): void {
  made.set(word, { track, what, id });
}

/** The id of what a scene before made. */
export function idOf({ made }: Pick<Play, "made">, word: string): string {
  const known = made.get(word);
  if (!known) throw new Error(`no scene before made « ${word} »`);
  return known.id;
}

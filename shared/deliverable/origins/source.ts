import { hashOf } from "../../chain/hash.ts";
import type { DrawnOn } from "../../document/sources.ts";
import type { FileRef, Hash, Instant, LocalDate } from "../../values.ts";
import type { VersionRef } from "./origin.ts";

/**
 * Something that a document draws on, by its kind: a pinned version of a deliverable, a meeting, a file that was sent. `title`
 * and the date are as they were when it was added, so that who may not read it is told what it is.
 */
export type Source = {
  id: string;
  title: string;
  /** The sections that use it; none: nothing does yet. */
  sections: SectionRef[];
  added: Instant;
} & SourceThing;

export type SourceThing =
  | ({ what: "version"; dated: LocalDate } & VersionRef)
  | { what: "meeting"; meeting: string; dated: LocalDate }
  | { what: "file"; file: FileRef };

/**
 * A section of a draft: the block of its heading in a part. A heading keeps its id as long as it says the same; `heading`: its
 * words, which tell a section that a later draft has no more.
 */
export type SectionRef = { part: string; block: string; heading: string };

/** What one document draws on at most, and all its assignments to sections: the state keeps them. */
export const maxSources = 60;
export const maxPlacements = 300;
/** Characters of a heading that are kept. */
export const maxHeading = 160;

/** Whether two references are of one section. */
export function isSameSection(a: SectionRef, b: SectionRef): boolean {
  return a.part === b.part && a.block === b.block;
}

/** A hash of the sections that use a source: a form that shows them tells by it what it showed. */
export function placementOf({ sections }: Pick<Source, "sections">): Hash {
  return hashOf(sections);
}

/** Whether two sources are the same thing: a version, a meeting, a file is in a basket once. */
export function isSameThing(a: SourceThing, b: SourceThing): boolean {
  if (a.what === "version" && b.what === "version") return a.deliverable === b.deliverable && a.version === b.version;
  if (a.what === "meeting" && b.what === "meeting") return a.meeting === b.meeting;
  return a.what === "file" && b.what === "file" && a.file.hash === b.file.hash;
}

/** A basket as a document says it: of what sections, by the places of their parts; a section that is no more is left out. */
export function drawnOn(sources: readonly Source[], parts: readonly { id: string }[]): DrawnOn[] {
  return sources.map((source) => ({
    ...{ what: source.what, title: source.title },
    ...("dated" in source && { dated: source.dated }),
    ...(source.what === "version" && { hash: source.version }),
    ...(source.what === "file" && { hash: source.file.hash }),
    sections: source.sections.flatMap(({ part, block }) => {
      const place = parts.findIndex(({ id }) => id === part);
      return place === -1 ? [] : [{ place, block }];
    }),
  }));
}

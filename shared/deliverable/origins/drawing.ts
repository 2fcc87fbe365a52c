import { isDeepStrictEqual } from "node:util";
import { alreadyDone, refuse } from "../../chain/aggregate.ts";
import { isDay } from "../../time/written-day.ts";
import { type CommandOf, type Decided, happens, inStage, unless } from "../decided.ts";
import { maxName, type State } from "../state.ts";
import {
  isSameSection,
  isSameThing,
  maxHeading,
  maxPlacements,
  maxSources,
  placementOf,
  type SectionRef,
} from "./source.ts";

/**
 * Puts something in the basket of what a document draws on; sent again, it is there. What reviewers read keeps its sources:
 * they change with the draft alone. Refuses `stage-forbids`, `request-invalid`, `source-known`, `too-many-sources`.
 */
export function addSource(state: State, { source }: CommandOf<"addSource">): Decided {
  const { drawsOn = [] } = state;
  const { id, title, ...thing } = source;
  const known = drawsOn.find((each) => each.id === id);
  if (known && isSameThing(known, thing)) return alreadyDone;
  return (
    inStage(state, "draft") ??
    unless(!known && /^[\w-]{1,64}$/.test(id), "request-invalid", { field: "id" }) ??
    unless(title.trim() !== "" && title.length <= maxName, "request-invalid", { field: "title" }) ??
    unless(thing.what === "file" || isDay(thing.dated), "request-invalid", { field: "dated" }) ??
    unless(!drawsOn.some((each) => isSameThing(each, thing)), "source-known", { title }) ??
    unless(thing.what !== "version" || thing.deliverable !== state.id, "source-itself") ??
    unless(drawsOn.length < maxSources, "too-many-sources", { limit: maxSources }) ??
    happens("sourceAdded", { source })
  );
}

/** Takes it out, with what was said of the sections that use it. Refuses `stage-forbids`. */
export function removeSource(state: State, { source }: CommandOf<"removeSource">): Decided {
  const known = state.drawsOn?.some(({ id }) => id === source) ?? false;
  return inStage(state, "draft") ?? (known ? happens("sourceRemoved", { source }) : alreadyDone);
}

/**
 * Says which sections use a source: all of them, as they are from now on. Refuses `stage-forbids`, `source-unknown`,
 * `source-placed` (others use it than those that were seen), `request-invalid` (a part that is none, a section said twice),
 * `too-many-sources`.
 */
export function placeSource(state: State, { source, sections, seen }: CommandOf<"placeSource">): Decided {
  const { drawsOn = [], parts } = state;
  const known = drawsOn.find(({ id }) => id === source);
  if (!known) return refuse("source-unknown");
  if (isDeepStrictEqual(known.sections, sections)) return alreadyDone;
  const others = drawsOn.reduce((sum, each) => sum + (each === known ? 0 : each.sections.length), 0);
  return (
    inStage(state, "draft") ??
    unless(seen === undefined || seen === placementOf(known), "source-placed") ??
    unless(areSections(sections, [...parts, ...state.dropped]), "request-invalid", { field: "sections" }) ??
    unless(others + sections.length <= maxPlacements, "too-many-sources", { limit: maxPlacements }) ??
    happens("sourcePlaced", { source, sections })
  );
}

function areSections(sections: readonly SectionRef[], parts: readonly { id: string }[]): boolean {
  return sections.every(
    (section, at) =>
      parts.some(({ id }) => id === section.part) &&
      section.block !== "" &&
      section.block.length <= maxName &&
      section.heading.length <= maxHeading &&
      sections.findIndex((other) => isSameSection(other, section)) === at,
  );
}

import type { Work } from "../deliverable/duties.ts";
import type { Holder, LocalDate } from "../values.ts";
import { byDay, type DatedDuty } from "./digest.ts";

/** One piece of work that a deliverable waits for, and all those whom it waits for. */
export type Awaited = {
  id: string;
  title: string;
  what: Work;
  who: Holder[];
  /** Titles of the parts that are awaited. */
  parts: string[];
  /** Of a translation: passages to revise. */
  count?: number;
  date?: LocalDate;
  late: boolean;
};

/**
 * What is awaited of others, by work: three reviews of a document are one row. What presses most first; what has no day last. Pure.
 */
export function awaitedWorks(owed: ReadonlyMap<Holder, readonly DatedDuty[]>): Awaited[] {
  const works = new Map<string, Awaited>();
  for (const [holder, things] of owed)
    for (const { key, id, title, what, parts = [], count, date, late } of things) {
      const known = works.get(key) ?? { id, title, what, who: [], parts: [], late };
      works.set(key, {
        ...known,
        ...{ who: [...known.who, holder], parts: [...new Set([...known.parts, ...parts])] },
        ...(count !== undefined && { count }),
        ...(date !== undefined && { date }),
      });
    }
  return [...works.values()].sort(byDay);
}

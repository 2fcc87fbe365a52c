import type { List } from "../../document/tree.ts";

/**
 * One level of a list. `blank`: a bullet that shows nothing, as pandoc continues an item; `label`: words beside its
 * numbers, which stand in it as `%1` for the first level and so on; `restart`: how many of the levels above it, from the first, make it
 * begin again, where not all do.
 */
export type Level = {
  ordered: boolean;
  format: List["format"];
  start: number;
  blank: boolean;
  style?: string;
  label?: string;
  restart?: number;
};

/** Words beside the numbers of a level's text; a bullet's letter is a picture in its font. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(/%\d/g, ""));
}

/** A numbering instance: its levels, and the definition that it shares its counters with. */
export type Numbering = {
  definition: string;
  levels: ReadonlyMap<number, Level>;
  restarts: ReadonlyMap<number, number>;
};
export type Numberings = ReadonlyMap<string, Numbering>;

/** The level of a numbering that a paragraph style is tied to, where its own properties name none. */
export function levelOfStyle({ levels }: Numbering, style: string | undefined): number {
  return levels.entries().find(([, level]) => level.style !== undefined && level.style === style)?.[0] ?? 0;
}

/** A list's first number out of a file, up to Word's own limit (ECMA-376-1, 17.9.25); undefined for what is none. */
export function startOf(value: string | undefined): number | undefined {
  const start = value !== undefined && /^\d{1,5}$/.test(value) ? Number(value) : undefined;
  return start !== undefined && start <= 32_767 ? start : undefined;
}

/**
 * Counts the items of ordered lists as word processors do: instances of one definition go on counting unless they
 * restart, and a deeper level begins again after an item above it, unless it is told not to.
 */
export function counter(numberings: Numberings): (list: string, level: number) => number {
  const counts = new Map<string, Map<number, number>>();
  const met = new Set<string>();
  return (list, level) => {
    const numbering = numberings.get(list);
    if (!numbering) return 1;
    const levels = counts.get(numbering.definition) ?? new Map<number, number>();
    counts.set(numbering.definition, levels);
    const restart = met.has(`${list} ${level}`) ? undefined : numbering.restarts.get(level);
    met.add(`${list} ${level}`);
    const start = numbering.levels.get(level)?.start ?? 1;
    const count = restart ?? (levels.has(level) ? levels.get(level)! + 1 : start);
    levels.set(level, count);
    for (const deeper of [...levels.keys()]) {
      const restart = numbering.levels.get(deeper)?.restart ?? deeper;
      if (deeper > level && level < restart) levels.delete(deeper);
    }
    return count;
  };
}

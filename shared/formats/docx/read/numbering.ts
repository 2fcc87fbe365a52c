import type { List } from "../../../document/tree.ts";
import { childOf, childrenOf, type Element } from "../../xml.ts";

/** One level of a list (ECMA-376-1, 17.9.6). `blank`: a bullet that shows nothing, as pandoc continues an item. */
export type Level = { ordered: boolean; format: List["format"]; start: number; blank: boolean; style?: string };

/** A numbering instance: its levels, and the definition that it shares its counters with. */
export type Numbering = {
  definition: string;
  levels: ReadonlyMap<number, Level>;
  restarts: ReadonlyMap<number, number>;
};
export type Numberings = ReadonlyMap<string, Numbering>;

/** The instances of numbering.xml, by id. */
export function readNumberings(root: Element | undefined): Numberings {
  const definitions = new Map(
    childrenOf(root, "w:abstractNum").map((one) => [one.attributes["w:abstractNumId"] ?? "", one]),
  );
  const byStyle = new Map(
    [...definitions].flatMap(([id, one]) => {
      const style = childOf(one, "w:styleLink")?.attributes["w:val"];
      return style ? [[style, id] as const] : [];
    }),
  );
  return new Map(
    childrenOf(root, "w:num").map((instance): [string, Numbering] => {
      const named = childOf(instance, "w:abstractNumId")?.attributes["w:val"] ?? "";
      const link = childOf(definitions.get(named), "w:numStyleLink")?.attributes["w:val"];
      const definition = (link && byStyle.get(link)) || named;
      const overrides = childrenOf(instance, "w:lvlOverride");
      const levels = new Map([
        ...levelsOf(definitions.get(definition)),
        ...overrides.flatMap((one) => [...levelsOf(one)]),
      ]);
      const restarts = overrides.flatMap((one) => {
        const start = childOf(one, "w:startOverride")?.attributes["w:val"];
        return start === undefined ? [] : [[Number(one.attributes["w:ilvl"]), Number(start)] as const];
      });
      return [instance.attributes["w:numId"] ?? "", { definition, levels, restarts: new Map(restarts) }];
    }),
  );
}

/** The level of a numbering that a paragraph style is tied to (17.9.23), where its own properties name none. */
export function levelOfStyle({ levels }: Numbering, style: string | undefined): number {
  return levels.entries().find(([, level]) => level.style !== undefined && level.style === style)?.[0] ?? 0;
}

/**
 * Counts the items of ordered lists as Word does: instances of one definition go on counting unless they restart, and
 * a deeper level begins again after an item above it.
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
    for (const deeper of [...levels.keys()]) if (deeper > level) levels.delete(deeper);
    return count;
  };
}

function levelsOf(parent: Element | undefined): Map<number, Level> {
  return new Map(
    childrenOf(parent, "w:lvl").map((level): [number, Level] => {
      const value = (name: string): string | undefined => childOf(level, name)?.attributes["w:val"];
      const format = value("w:numFmt") ?? "decimal";
      const start = Number(value("w:start") ?? 1);
      const style = value("w:pStyle");
      const bullet = format === "bullet" || format === "none";
      return [
        Number(level.attributes["w:ilvl"] ?? 0),
        {
          ordered: !bullet,
          format: formats.get(format) ?? "decimal",
          start: Number.isSafeInteger(start) ? start : 1,
          blank: bullet && (value("w:lvlText") ?? "").trim() === "" && childOf(level, "w:lvlPicBulletId") === undefined,
          ...(style !== undefined && { style }),
        },
      ];
    }),
  );
}

const formats = new Map(
  Object.entries<List["format"]>({
    decimal: "decimal",
    lowerLetter: "lowerLetter",
    upperLetter: "upperLetter",
    lowerRoman: "lowerRoman",
    upperRoman: "upperRoman",
  }),
);

import type { List } from "../../../document/tree.ts";
import { hasWords, type Level, type Numbering, type Numberings, startOf } from "../../office/numbering.ts";
import { childOf, childrenOf, type Element } from "../../xml.ts";

/** The instances of numbering.xml (ECMA-376-1, 17.9), by id. */
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
        const start = startOf(childOf(one, "w:startOverride")?.attributes["w:val"]);
        return start === undefined ? [] : [[Number(one.attributes["w:ilvl"]), start] as const];
      });
      return [instance.attributes["w:numId"] ?? "", { definition, levels, restarts: new Map(restarts) }];
    }),
  );
}

function levelsOf(parent: Element | undefined): Map<number, Level> {
  return new Map(
    childrenOf(parent, "w:lvl").map((level): [number, Level] => {
      const value = (name: string): string | undefined => childOf(level, name)?.attributes["w:val"];
      const format = value("w:numFmt") ?? "decimal";
      const style = value("w:pStyle");
      const bullet = format === "bullet" || format === "none";
      const text = value("w:lvlText") ?? "";
      const restart = startOf(value("w:lvlRestart"));
      return [
        Number(level.attributes["w:ilvl"] ?? 0),
        {
          ordered: !bullet,
          format: formats.get(format) ?? "decimal",
          start: startOf(value("w:start")) ?? 1,
          blank: bullet && text.trim() === "" && childOf(level, "w:lvlPicBulletId") === undefined,
          ...(style !== undefined && { style }),
          ...(format !== "bullet" && hasWords(text) && { label: text }),
          ...(restart !== undefined && { restart }),
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

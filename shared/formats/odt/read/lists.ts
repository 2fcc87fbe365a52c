import type { List } from "../../../document/tree.ts";
import { hasWords, type Level, startOf } from "../../office/numbering.ts";
import { type Attributes, childrenOf, type Element, type Handler, inside } from "../../xml.ts";
import type { OdtPackage, OdtStory, OpenList } from "./odt.ts";

/** The list styles of some elements (OpenDocument part 3, 16.32), by name; levels from 0. */
export function readListStyles(parents: readonly (Element | undefined)[]): Map<string, Map<number, Level>> {
  const styles = parents.flatMap((parent) => childrenOf(parent, "text:list-style"));
  return new Map(styles.map((style) => [style.attributes["style:name"] ?? "", levelsOf(style)]));
}

/** Reads a `text:list` (5.3.1): what `blocks` reads in it are items, at the depth it lies at. */
export function listHandler(story: OdtStory, attributes: Attributes, blocks: Handler): Handler {
  const { of } = story.part;
  const outer = story.list;
  const list = openList(of, outer, attributes);
  return {
    open(name, given) {
      if (name !== "text:list-item" && name !== "text:list-header") return undefined;
      list.started = name === "text:list-header";
      if (given["text:start-value"] !== undefined) list.instance = restart(of, list, given["text:start-value"]);
      story.list = list;
      return {
        ...inside(blocks),
        close: () => {
          story.list = outer;
        },
      };
    },
  };
}

/** A list that begins, in another or in none. */
export function openList(of: OdtPackage, outer: OpenList | undefined, attributes: Attributes): OpenList {
  const style = attributes["text:style-name"] ?? outer?.style;
  const level = outer ? Math.min(outer.level + 1, deepest) : 0;
  const own = !outer || (attributes["text:style-name"] !== undefined && attributes["text:style-name"] !== outer.style);
  const instance = own ? openInstance(of, style, attributes) : outer.instance;
  return { instance, style, level, started: false };
}

/** Levels of OpenDocument's lists, and of ours. */
const deepest = 8;

/** A list goes on with another one, or is one of its own (19.781, 19.782). */
function openInstance(of: OdtPackage, style: string | undefined, attributes: Attributes): string {
  const continued = of.lists.byId.get(attributes["text:continue-list"] ?? "");
  const same = attributes["text:continue-numbering"] === "true" ? of.lists.byStyle.get(style ?? "") : undefined;
  const instance = continued ?? same ?? addInstance(of, style, new Map());
  of.lists.byStyle.set(style ?? "", instance);
  if (attributes["xml:id"]) of.lists.byId.set(attributes["xml:id"], instance);
  return instance;
}

function addInstance(of: OdtPackage, style: string | undefined, restarts: ReadonlyMap<number, number>): string {
  const instance = `list ${of.numberings.size + 1}`;
  of.context.spend(1);
  of.numberings.set(instance, { definition: instance, levels: of.listStyles.get(style ?? "") ?? plain, restarts });
  return instance;
}

function restart(
  of: OdtPackage,
  list: { instance: string; style: string | undefined; level: number },
  value: string,
): string {
  const start = startOf(value);
  if (start === undefined) return list.instance;
  if (of.counted.has(`${list.instance} ${list.level}`))
    return addInstance(of, list.style, new Map([[list.level, start]]));
  const numbering = of.numberings.get(list.instance)!;
  of.numberings.set(list.instance, { ...numbering, restarts: new Map(numbering.restarts).set(list.level, start) });
  return list.instance;
}

const bullet: Level = { ordered: false, format: "decimal", start: 1, blank: false };
const plain: ReadonlyMap<number, Level> = new Map(Array.from({ length: deepest + 1 }, (_, level) => [level, bullet]));

function levelsOf(style: Element): Map<number, Level> {
  const levels = style.children.flatMap((child): [number, Level][] => {
    if (typeof child === "string") return [];
    const at = Number(child.attributes["text:level"] ?? 1) - 1;
    const level = levelOf(child);
    return level ? [[at, level]] : [];
  });
  return new Map([...plain, ...levels]);
}

function levelOf({ name, attributes }: Element): Level | undefined {
  if (name === "text:list-level-style-bullet") {
    return { ...bullet, blank: (attributes["text:bullet-char"] ?? "").trim() === "" };
  }
  if (name === "text:list-level-style-image") return bullet;
  if (name !== "text:list-level-style-number") return undefined;
  const format = formats.get(attributes["style:num-format"] ?? "");
  const text = labelText(attributes, format !== undefined);
  const label = hasWords(text) ? { label: text } : {};
  if (!format) return { ...bullet, blank: text.trim() === "", ...label };
  return { ordered: true, format, start: startOf(attributes["text:start-value"]) ?? 1, blank: false, ...label };
}

/**
 * How a level writes its numbers, "%1" being the first level's: by LibreOffice's own format ("V2.%1%."), else by what stands
 * before and after the numbers of so many levels (19.511, 19.512, 19.797).
 */
function labelText(attributes: Attributes, numbered: boolean): string {
  const format = attributes["style:num-list-format"] ?? attributes["loext:num-list-format"];
  if (format !== undefined) return format.replace(/%(\d)%/g, "%$1");
  const level = Math.min(Number(attributes["text:level"] ?? 1) || 1, deepest + 1);
  const shown = Math.min(Number(attributes["text:display-levels"] ?? 1) || 1, level);
  const numbers = Array.from({ length: numbered ? shown : 0 }, (_, at) => `%${level - shown + at + 1}`);
  return `${attributes["style:num-prefix"] ?? ""}${numbers.join(".")}${attributes["style:num-suffix"] ?? ""}`;
}

const formats = new Map(
  Object.entries<List["format"]>({
    "1": "decimal",
    a: "lowerLetter",
    A: "upperLetter",
    i: "lowerRoman",
    I: "upperRoman",
  }),
);

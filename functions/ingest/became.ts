import type { Change } from "./change.ts";
import { commentOn, type Tell } from "./changes.ts";
import { type Line, shortened } from "./lines.ts";
import type { Step } from "./pairing.ts";

/** What a line is, besides what it says; `depth`: of an item, in how many lists; `level`: of a heading. */
type Nature = { is: "heading"; level: number } | { is: "item"; depth: number } | { is: "quote" } | { is: "paragraph" };

/** Lines one after another that became the same, the first of which is `old`. */
type Became = { old: Line; now: Nature; others: Line[] };

/**
 * Headings, items, quotations and paragraphs of the authors that became others, each told once with those after it.
 * `accepted`: the lines of the copy as if its changes were accepted; what is another thing there again stands beside a
 * paragraph that came or went, of whose mark programs make what they like.
 */
export function becameChanges(steps: readonly Step[], accepted: readonly Line[], tell: Tell): Change[] {
  const ends = Map.groupBy(accepted, ({ key }) => key);
  const stays = ({ key }: Line, nature: Nature) =>
    ends.get(key)?.some((line) => isSame(natureOf(line) ?? nature, nature)) ?? true;
  const found: Became[] = [];
  let goesOn = false;
  for (const { old, now, parted, joined, moved } of steps) {
    const [was, is] = [old && natureOf(old), now && natureOf(now)];
    const plain = old?.id !== undefined && !parted && !joined && !moved;
    const became = plain && was && is && !isSame(was, is) && stays(now!, is);
    const last = goesOn ? found.at(-1) : undefined;
    goesOn = became === true;
    if (!became) continue;
    if (last && isSame(last.now, is)) last.others.push(old);
    else found.push({ old, now: is, others: [] });
  }
  return found.map(({ old, now, others }) => {
    const level = "level" in now ? now.level : "depth" in now ? now.depth : 0;
    const text = tell(now.is === "item" && now.depth > 1 ? "became-inner-item" : `became-${now.is}`, {
      level: String(level),
    });
    const words = others.map((line) => shortened(line.text)).join(" – ");
    const all = others.length === 0 ? text : `${text} ${tell("became-too", { words })}`;
    return { ...commentOn(old.id!, all), restyled: true };
  });
}

/** Undefined for what is no heading and no paragraph, or stands in a table. */
function natureOf({ kind, table, level, within = [] }: Line): Nature | undefined {
  if (table || (kind !== "heading" && kind !== "paragraph")) return undefined;
  if (kind === "heading") return { is: "heading", level: level ?? 1 };
  const depth = within.filter(({ type }) => type === "list").length;
  if (depth > 0) return { is: "item", depth };
  return { is: within.some(({ type }) => type === "quote") ? "quote" : "paragraph" };
}

function isSame(one: Nature, other: Nature): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

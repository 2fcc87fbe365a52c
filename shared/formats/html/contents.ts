import type { Contents, ContentsEntry } from "../../document/tree.ts";
import type { Context } from "./context.ts";
import { attributes, escaped } from "./escape.ts";
import { inlinesToHtml } from "./inline.ts";

/** The table of contents as lists within lists. */
export function contentsToHtml(context: Context, { id, entries }: Contents): string {
  const shallowest = Math.min(...entries.map((entry) => entry.level));
  return `<ol${attributes({ id })}>\n${levelToHtml(context, entries, shallowest)}</ol>\n`;
}

/** Each entry of `level` with those below it; deeper ones that come before the first hang on an entry without words. */
function levelToHtml(context: Context, entries: readonly ContentsEntry[], level: number): string {
  return branches(entries, level)
    .map(({ entry, below }) => {
      const inside = below.length > 0 ? `\n<ol>\n${levelToHtml(context, below, level + 1)}</ol>\n` : "";
      return `<li>${entry ? entryToHtml(context, entry) : ""}${inside}</li>\n`;
    })
    .join("");
}

type Branch = { entry?: ContentsEntry; below: ContentsEntry[] };

function branches(entries: readonly ContentsEntry[], level: number): Branch[] {
  const found: Branch[] = [];
  for (const entry of entries) {
    if (entry.level <= level) found.push({ entry, below: [] });
    else if (found.length === 0) found.push({ below: [entry] });
    else found.at(-1)!.below.push(entry);
  }
  return found;
}

function entryToHtml(context: Context, { label, children, target }: ContentsEntry): string {
  const number = label === undefined ? "" : `<span class="label">${escaped(label)}</span> `;
  return `<a${attributes({ href: `#${target}` })}>${number}${inlinesToHtml(context, children)}</a>`;
}

import type { LaidOut, OutlineEntry, Page } from "../../layout/frames.ts";
import { add, type Dictionary, type Literal, type PdfFile, put, type Ref, reserve, text } from "./file.ts";
import { destinationOf } from "./links.ts";

/** Entries shown at once; a longer outline opens with its first level only. */
const shownLimit = 40;

type Branch = { entry: OutlineEntry; ref: Ref; children: Branch[] };

/** The outline (ISO 32000-1, 12.3.3); undefined where the document has no heading. */
export function addOutline(file: PdfFile, laidOut: LaidOut, pages: Ref[]): Ref | undefined {
  if (laidOut.outline.length === 0) return undefined;
  const open = laidOut.outline.length <= shownLimit;
  const root = reserve(file);
  const branches = nest(file, laidOut.outline);
  addBranches(file, laidOut, pages, branches, root, open);
  return put(file, root, {
    Type: "Outlines",
    ...ends(branches),
    Count: open ? laidOut.outline.length : branches.length,
  });
}

/** Entries below the nearest one before them of a higher level. */
function nest(file: PdfFile, entries: OutlineEntry[]): Branch[] {
  const tops: Branch[] = [];
  const path: Branch[] = [];
  for (const entry of entries) {
    const branch = { entry, ref: reserve(file), children: [] };
    while (path.length > 0 && path.at(-1)!.entry.level >= entry.level) path.pop();
    (path.at(-1)?.children ?? tops).push(branch);
    path.push(branch);
  }
  return tops;
}

function addBranches(
  file: PdfFile,
  laidOut: LaidOut,
  pages: Ref[],
  branches: Branch[],
  parent: Ref,
  open: boolean,
): void {
  for (const [i, { entry, ref, children }] of branches.entries()) {
    addBranches(file, laidOut, pages, children, ref, open);
    const below = open ? descendants(children) : children.length;
    put(file, ref, {
      Title: text(entry.title),
      Parent: parent,
      Prev: branches[i - 1]?.ref,
      Next: branches[i + 1]?.ref,
      ...ends(children),
      Count: below === 0 ? undefined : open ? below : -below,
      Dest: destinationOf(laidOut, entry.target, pages),
    });
  }
}

function ends(branches: Branch[]): Dictionary {
  return { First: branches[0]?.ref, Last: branches.at(-1)?.ref };
}

function descendants(branches: Branch[]): number {
  return branches.reduce((sum, { children }) => sum + 1 + descendants(children), 0);
}

/** Page labels (12.4.2) as the pages print them: a range where numbers follow one another, else each its own. */
export function addPageLabels(file: PdfFile, pages: Page[]): Ref {
  const ranges: Literal[] = [];
  let follows: number | undefined;
  for (const [i, { label }] of pages.entries()) {
    const number = /^[1-9]\d*$/.test(label) ? Number(label) : undefined;
    if (number !== undefined && number === follows) follows = number + 1;
    else {
      ranges.push(i, number === undefined ? { P: text(label) } : { S: "D", St: number });
      follows = number === undefined ? undefined : number + 1;
    }
  }
  return add(file, { Nums: ranges });
}

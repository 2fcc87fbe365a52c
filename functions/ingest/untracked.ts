import { stepsBetween } from "../../shared/document/redline/steps.ts";
import type { DocumentTree, Table } from "../../shared/document/tree.ts";
import { textOf } from "../../shared/document/visit.ts";
import { becameChanges } from "./became.ts";
import type { Change } from "./change.ts";
import { changed, changesOfSteps, type Tell } from "./changes.ts";
import { withCutTables } from "./cut-tables.ts";
import { keyIn, type Line, linesOf } from "./lines.ts";
import { withSameLists } from "./moved-lists.ts";
import { compareNotes, noteChanges, withoutNotesOf, withSharedNotes } from "./notes.ts";
import { pairLines, type Step } from "./pairing.ts";
import { withMovedRows } from "./rows.ts";
import { tableAdded, tableChanges, withTables } from "./tables.ts";

/**
 * A version as its reviewers downloaded it, read back: `tree`, what its authors wrote; `whole`, also what was generated
 * around that, which comes back as text from a program that drops our marks.
 */
export type Downloaded = { tree: DocumentTree; whole: DocumentTree };

/**
 * What differs between a version and a copy whose tracked changes are rejected: corrections of blocks of `tree`,
 * additions after them, and what headings, items and the like became. Undefined where the copy is another text, of which less than half is the version's. `accepted`: the
 * copy with its changes accepted.
 */
export function untrackedChanges(
  { tree, whole }: Downloaded,
  copy: DocumentTree,
  tell: Tell,
  accepted: DocumentTree = copy,
): Change[] | undefined {
  const notes = compareNotes(tree, withoutNotesOf(copy, generatedNotes({ tree, whole })));
  const shared = withSharedNotes(notes);
  const around = withoutNotesOf(whole, notes.went);
  const tables = withTables(withGenerated(linesOf(shared.before), linesOf(around)), linesOf(shared.after));
  const { before, after } = withSameLists(tables.before, tables.after);
  const steps = withTheirCaptions(wholeTables(pairLines(before, after), { before, after }));
  const authored = steps.filter(({ old, whole }) => old?.id !== undefined && whole !== "came");
  const stayed = authored.filter(isKept);
  if (countOf(stayed) * 2 < countOf(authored)) return undefined;
  const all = changesOfSteps(steps, tell, ({ old, now, whole }: TableStep) => {
    if (whole === "came") return [tableAdded(old!.id!, now!.table!, tell)];
    if (whole === "went") return [changed(old!.id!, "", textOf(old!.table!), "", "table")];
    return tableChanges(old!.table!, now!.table!, tell);
  });
  const changes = withCutTables(withMovedRows(all), tree, tell);
  return [...changes, ...noteChanges(notes, changes, tell), ...becameChanges(steps, linesOf(accepted), tell)];
}

/** The notes that the document has, and its authors did not write, such as those of citations. */
function generatedNotes({ tree, whole }: Downloaded) {
  return compareNotes(tree, whole).came;
}

function isKept({ now, parted, rewritten, whole }: TableStep): boolean {
  return whole === undefined && !rewritten && (now !== undefined || parted !== undefined);
}

function countOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { parted, joined }) => sum + (parted?.old.length ?? 1 + (joined?.length ?? 0)), 0);
}

/** `whole`: a table that came, after the block that `old` is, or went. */
type TableStep = Step & { whole?: "came" | "went" };

/** A table all of whose lines came, or went, as one step. */
function wholeTables(steps: readonly Step[], lines: { before: readonly Line[]; after: readonly Line[] }): TableStep[] {
  const result: TableStep[] = [];
  const counts = {
    before: Map.groupBy(lines.before, ({ table }) => table),
    after: Map.groupBy(lines.after, ({ table }) => table),
  };
  const lone = Map.groupBy(
    steps.filter(({ old, now, moved }) => (old ? !now : now) && !moved && (old ?? now)?.kind === "cell"),
    ({ old, now }) => (old ?? now)?.table,
  );
  const isWhole = (table: Table, side: "before" | "after") =>
    lone.get(table)?.length === counts[side].get(table)?.length;
  const done = new Set<Table>();
  let last: Line | undefined;
  for (const step of steps) {
    const { old, now } = step;
    const table = (old ?? now)?.kind === "cell" && !(old && now) ? (old ?? now)?.table : undefined;
    const side = old ? "before" : "after";
    const known = old ? old.id !== undefined : last !== undefined;
    if (table && known && isWhole(table, side)) {
      const line = { id: table.id, text: "", key: "", inlines: [], kind: "table", table } as const;
      if (!done.has(table))
        result.push(old ? { old: line, now: line, whole: "went" } : { old: placeOf(last!), now: line, whole: "came" });
      done.add(table);
    } else result.push(step);
    if (old?.id !== undefined) last = old;
  }
  return result;
}

/** A table that went takes its caption along; what stands for the caption in the copy came. */
function withTheirCaptions(steps: readonly TableStep[]): TableStep[] {
  const gone = new Set(steps.flatMap(({ old, whole }) => (whole === "went" ? old!.id! : [])));
  return steps.flatMap((step): TableStep[] => {
    const { old, now, moved, parted } = step;
    if (old?.kind !== "caption" || old.id === undefined || !gone.has(old.id)) return [step];
    return [now ?? moved?.now ?? [], parted?.now ?? []].flat().map((line) => ({ now: line }));
  });
}

/** The line that something comes after, as that of a table; a table for what it holds. */
function placeOf({ id, table }: Line): Line {
  return { id: table?.id ?? id!, text: "", key: "", inlines: [], kind: "table" };
}

/** The lines of `whole`, with the ids that the authors' own have in their tree. */
function withGenerated(authored: readonly Line[], whole: readonly Line[]): Line[] {
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  for (const { is, count } of stepsBetween(whole.map(keyIn), authored.map(keyIn))) {
    if (is === "deleted") lines.push(...whole.slice(i, i + count).map(({ id: _, table: __, ...line }) => line));
    else lines.push(...authored.slice(j, j + count));
    if (is !== "inserted") i += count;
    if (is !== "deleted") j += count;
  }
  return lines;
}

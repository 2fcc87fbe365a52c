import type { Block, DocumentTree } from "../../../document/tree.ts";
import { mapInlines, mapInlinesOf } from "../../../document/visit.ts";

/** Notes by their id, those of one id in the order of their part. */
export type NotesById = ReadonlyMap<string, readonly Block[][]>;

/**
 * The notes under a key each, and the text with its calls: of notes with one id, the first call is the first one's, the
 * next the second's. Where there are fewer calls, the last of them has the words of all that are left.
 */
export function partTwins(blocks: Block[], byId: NotesById): { blocks: Block[]; notes: DocumentTree["notes"] } {
  const twins = new Map([...byId].filter(([, notes]) => notes.length > 1));
  const calls = new Map<string, number>();
  const parted =
    twins.size === 0
      ? blocks
      : mapInlinesOf(blocks, (inlines) =>
          mapInlines(inlines, (inline) => {
            const most = inline.type === "noteReference" ? (twins.get(inline.note)?.length ?? 0) : 0;
            if (inline.type !== "noteReference" || most === 0) return inline;
            const call = Math.min((calls.get(inline.note) ?? 0) + 1, most);
            calls.set(inline.note, call);
            return { ...inline, note: keyOf(inline.note, call) };
          }),
        );
  const notes = [...byId].flatMap(([id, each]) => {
    const keys = Math.min(each.length, Math.max(1, calls.get(id) ?? 1));
    const last = each.slice(keys - 1).flat();
    return Array.from({ length: keys }, (_, at): [string, Block[]] => [
      keyOf(id, at + 1),
      at === keys - 1 ? last : each[at]!,
    ]);
  });
  return { blocks: parted, notes: Object.fromEntries(notes) };
}

/** "foot 7", then "foot 7 (2)". */
function keyOf(id: string, call: number): string {
  return call === 1 ? id : `${id} (${call})`;
}

import type { DocumentTree } from "../../shared/document/tree.ts";
import type { Change } from "./change.ts";
import { changed, commentOn, partingOf, type Tell } from "./changes.ts";
import { keyOf, type Line, linesOf, shortened } from "./lines.ts";
import { gaps, pairedIn } from "./pairing.ts";
import { splitOf } from "./partings.ts";
import { startOf } from "./words.ts";

/**
 * Paragraphs that were split or joined with changes tracked, between a copy as if its changes were rejected and as if they
 * were accepted: what tracks a paragraph’s mark alone. `changes`: those of words, which are told for themselves.
 */
export function trackedPartings(
  rejected: DocumentTree,
  accepted: DocumentTree,
  changes: readonly Change[],
  tell: Tell,
): Change[] {
  const before = linesOf(rejected).flatMap((line) => edited(line, changes));
  return gaps(before, linesOf(accepted)).flatMap(({ is, old, now }) =>
    is === "same"
      ? []
      : pairedIn(old, now).flatMap(({ parted }) => {
          if (!parted) return [];
          const [first, ...others] = parted.old as Edited[];
          return others.length > 0
            ? partingOf({ ...parted, old: [first!.was, ...others.map(({ was }) => was)] }, tell)
            : splitIn(first!, parted.now, tell);
        }),
  );
}

/** A line with its words changed; `was`: as the version says it; `places`: where each of its characters stands there. */
type Edited = Line & { was: Line & { id: string }; places: readonly number[] };

/** Nothing of a line that went; nor of one in which paragraphs came: they are told with their words. */
function edited(was: Line & { id: string }, changes: readonly Change[]): Edited[] {
  const own = changes.filter(
    ({ comment, from }) => comment === undefined && from.whole === undefined && from.at === was.id,
  );
  const edits = own.map(({ quote, out, into }) => ({ from: startOf(was.text, quote, out), out, into }));
  if (edits.some(({ from, into }) => from === undefined || /\n\s*\n/.test(into))) return [];
  let [text, end] = ["", 0];
  const places: number[] = [];
  const add = (words: string, place: (at: number) => number) => {
    for (let at = 0; at < words.length; at++) places.push(place(at));
    text += words;
  };
  for (const { from = 0, out, into } of edits.toSorted((a, b) => a.from! - b.from!)) {
    const start = end;
    add(was.text.slice(start, from), (at) => start + at);
    add(into, () => from);
    end = from + out.length;
  }
  const start = end;
  add(was.text.slice(start), (at) => start + at);
  const key = keyOf(text);
  return key === ""
    ? []
    : [{ ...was, text, key, inlines: [{ type: "text", value: text }], was, places: [...places, was.text.length] }];
}

/** A split is a correction of the words around it; where these were changed too, it is told. */
function splitIn(line: Edited, now: readonly Line[], tell: Tell): Change[] {
  const { was, places } = line;
  const { quote, out, into } = splitOf(line, now, keyOf);
  const [start, end] = [places[quote.length]!, places[quote.length + out.length]!];
  if (was.text.slice(start, end) === out) return [changed(was.id, was.text.slice(0, start), out, into)];
  return now.slice(1).map(({ text }) => commentOn(was.id, tell("split", { words: shortened(text) })));
}

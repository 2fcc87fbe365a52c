/** What a rule is counted under. */
export type RuleName =
  | "apostrophes"
  | "quotationMarks"
  | "ellipses"
  | "dashes"
  | "punctuation"
  | "numbers"
  | "ties"
  | "ordinals";

/** `to` in the place of the text from `start` to `end` (UTF-16 units). */
export type Edit = { start: number; end: number; to: string };

/**
 * `find` reads a run's text with what must not be touched masked (see `run.ts`); edits come in order. It is only asked
 * about a text that `trigger` finds something in: most texts are passed over at the cost of one simple search.
 */
export type Rule = { name: RuleName; trigger: RegExp; find: (text: string) => Edit[] };

/** Every match of `pattern` (global), whole, becomes `to`; its surroundings belong in lookarounds. */
export function replacing(name: RuleName, trigger: RegExp, pattern: RegExp, to: string): Rule {
  return {
    name,
    trigger,
    find: (text) =>
      Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length, to })),
  };
}

/**
 * Straight double quotation marks become `marks`, or `inner` ones inside `marks`; only where a run's open and close by
 * turns, so that inches and lone marks stay.
 */
export function pairing(marks: readonly [string, string], inner: readonly [string, string]): Rule {
  const find = (text: string): Edit[] => {
    const places = Array.from(text.matchAll(/"/g), (match) => match.index);
    const paired =
      places.length % 2 === 0 && places.every((at, index) => (index % 2 ? closes(text, at) : opens(text, at)));
    if (!paired) return [];
    return places.map((at, index) => {
      const opened = places[index - (index % 2)]!;
      const [open, close] = depthAt(text, marks, opened) > 0 ? inner : marks;
      return { start: at, end: at + 1, to: index % 2 ? close : open };
    });
  };
  return { name: "quotationMarks", trigger: /"/, find };
}

function opens(text: string, at: number): boolean {
  return /^$|[\s([{'’«“–—-]/u.test(text.slice(0, at).slice(-1)) && /\S/u.test(text.charAt(at + 1));
}

function closes(text: string, at: number): boolean {
  return /\S/u.test(text.charAt(at - 1)) && !/[\p{L}\p{N}]/u.test(text.charAt(at + 1));
}

function depthAt(text: string, [open, close]: readonly [string, string], at: number): number {
  const before = text.slice(0, at);
  return before.split(open).length - before.split(close).length;
}

/** A language's rules, in the order they are applied, and what it raises ("1er": its "er"), with its own trigger. */
export type Rules = { rules: readonly Rule[]; raise?: { trigger: RegExp; pattern: RegExp } };

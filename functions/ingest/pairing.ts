import { bagOf, likeness, pairAlike, sharedWords } from "../../shared/document/redline/likeness.ts";
import { stepsBetween } from "../../shared/document/redline/steps.ts";
import { keyIn, type Line } from "./lines.ts";
import { firstParting } from "./partings.ts";

/** Lines of a paragraph that was split, or of those that were joined: one of the two is one line. */
export type Parted = { old: readonly Line[]; now: readonly Line[] };

/**
 * A line of one text, and what stands for it in the other; neither of both is absent where it came or went. `same`: it
 * says the same; `parted`: it was split or joined with others; `joined`: the lines that it was joined with, all of them
 * edited into `now`; `rewritten`: hardly a word of it stayed; `moved`: what stands for it stands elsewhere, after
 * the words `after`, which are those of the line `goal` of the old text, if they are of one.
 */
export type Step = {
  old?: Line;
  now?: Line;
  same?: true;
  parted?: Parted;
  joined?: readonly Line[];
  rewritten?: true;
  moved?: { now: Line; after: string; goal?: Line };
};

/** Lines of two texts in order: what stayed, was split or joined, edited or replaced, moved, came and went. */
export function pairLines(before: readonly Line[], after: readonly Line[]): Step[] {
  const runs = gaps(before, after).map(({ is, old, now }) =>
    is === "same" ? old.map((line, at): Step => ({ old: line, now: now[at]!, same: true })) : pairedIn(old, now),
  );
  return inPlace(withMoves(runs.flat()));
}

type Gap = { is: "same" | "changed"; old: Line[]; now: Line[] };

/** Stretches that both have, and those between them. */
export function gaps(before: readonly Line[], after: readonly Line[]): Gap[] {
  const found: Gap[] = [];
  let [i, j] = [0, 0];
  for (const { is, count } of stepsBetween(before.map(keyIn), after.map(keyIn))) {
    const old = is === "inserted" ? [] : before.slice(i, i + count);
    const now = is === "deleted" ? [] : after.slice(j, j + count);
    [i, j] = [i + old.length, j + now.length];
    const last = found.at(-1);
    if (is !== "same" && last?.is === "changed") {
      last.old.push(...old);
      last.now.push(...now);
    } else found.push({ is: is === "same" ? is : "changed", old, now });
  }
  return found;
}

/** Lines of a gap in order: those that were split or joined, edited together, those that went, those that came. */
export function pairedIn(old: readonly Line[], now: readonly Line[]): Step[] {
  const parting = firstParting(old, now);
  if (!parting) return withPartings(pairedAlike(old, now));
  const { at, count } = parting;
  const end = { old: at.old + count.old, now: at.now + count.now };
  const parted = { old: old.slice(at.old, end.old), now: now.slice(at.now, end.now) };
  return [
    ...withPartings(pairedAlike(old.slice(0, at.old), now.slice(0, at.now))),
    { old: parted.old[0]!, parted },
    ...pairedIn(old.slice(end.old), now.slice(end.now)),
  ];
}

function pairedAlike(old: readonly Line[], now: readonly Line[]): Step[] {
  const [bags, others] = [old, now].map((lines) => lines.map(({ text }) => bagOf(text))) as [Bags, Bags];
  const alike = (y: number, x: number) => (couldBe(old[y]!, now[x]!) ? likeness(bags[y]!, others[x]!) : 0);
  const pairs = pairAlike(old.length, now.length, alike);
  const result: Step[] = [];
  let [i, j] = [0, 0];
  for (const [y, x] of [...pairs, [old.length, now.length] as const]) {
    result.push(...old.slice(i, y).map((line) => ({ old: line })));
    result.push(...now.slice(j, x).map((line) => ({ now: line })));
    if (y < old.length) result.push({ old: old[y]!, now: now[x]! });
    [i, j] = [y + 1, x + 1];
  }
  return result;
}
type Bags = ReturnType<typeof bagOf>[];

/** Whether one line may stand for the other: a whole table, or list, for itself alone, a cell's for a cell's. */
function couldBe(old: Line, now: Line): boolean {
  if ([old, now].some(({ kind }) => kind === "table" || kind === "list")) return old.key === now.key;
  return (old.kind === "cell") === (now.kind === "cell");
}

/** Pairs of which one line goes on in the next of its text: a paragraph that was split or joined, and edited. */
function withPartings(steps: readonly Step[]): Step[] {
  const result: Step[] = [];
  for (const step of steps) {
    const last = result.at(-1);
    const merged = last && (partedWith(last, step) ?? partedWith(step, last, true));
    if (merged) result.splice(-1, 1, merged);
    else result.push(step);
  }
  return result;
}

/** A pair with the line beside it, where that line says what the pair’s other one says too. */
function partedWith({ old, now, joined }: Step, neighbour: Step, before = false): Step | undefined {
  if (!old || !now || (neighbour.old && neighbour.now) || neighbour.parted) return undefined;
  const more = neighbour.old ?? neighbour.now;
  if (!more || ![old, now, more].every(isProse)) return undefined;
  const [own, other] = neighbour.now ? [now, old] : [old, now];
  const all = before ? [more, own] : [own, more];
  const [bag, whole] = [bagOf(more.text), bagOf(all.map(({ text }) => text).join(" "))];
  const gained = sharedWords(bagOf(other.text), whole) - sharedWords(bagOf(other.text), bagOf(own.text));
  if (bag.size < fewest || gained * 2 < bag.size) return undefined;
  if (!neighbour.now)
    return more.id === undefined ? undefined : { old: all[0]!, now, joined: [...(joined ?? []), all[1]!] };
  return joined ? undefined : { old, now: oneOf(all[0]!, all[1]!) };
}

/** Words that a piece of a paragraph has at least to be known as one. */
const fewest = 3;

/** Two lines as one, a blank line between them. */
function oneOf(first: Line, second: Line): Line {
  const inlines = [...first.inlines, { type: "text", value: "\n\n" } as const, ...second.inlines];
  return { ...first, text: `${first.text}\n\n${second.text}`, key: first.key + second.key, inlines };
}

/** How alike a line that went is at least to one that came elsewhere to have moved there. */
const movedAlike = 0.6;
/** Pairs of lines that are looked at most for moves. */
const mostCompared = 250_000;

/** What went from one place and came at another is one step, where it went. */
function withMoves(steps: readonly Step[]): Step[] {
  const went = steps.filter(({ old, now, parted }) => old?.id !== undefined && !now && !parted);
  const came = steps.filter(({ old, now }) => now && !old);
  if (went.length * came.length > mostCompared) return [...steps];
  const places = new Map(steps.map((step, at) => [step, at]));
  const bags = new Map(came.map((step) => [step, bagOf(step.now!.text)]));
  const taken = new Map<Step, Step>();
  for (const step of went) {
    const bag = bagOf(step.old!.text);
    const score = (other: Step) => {
      if (taken.has(other) || !couldBe(step.old!, other.now!) || step.old!.kind === "cell") return 0;
      if (step.old!.key === other.now!.key) return 1;
      return bag.size < fewest ? 0 : likeness(bag, bags.get(other)!);
    };
    const [best] = came.map((other) => ({ other, alike: score(other) })).toSorted((a, b) => b.alike - a.alike);
    if (best && best.alike >= movedAlike) taken.set(best.other, step);
  }
  const moves = new Map(
    runsOf(steps, places, taken).flatMap((run) => {
      const goal = goesTogether(run, places) ? run[0]!.last?.old : undefined;
      return run.map(({ from, now, last }) => {
        const moved = { now, after: last?.now?.text ?? "", ...(goal?.id !== undefined && { goal }) };
        return [from, moved] as const;
      });
    }),
  );
  return steps.flatMap((step) => {
    const moved = moves.get(step);
    if (taken.has(step)) return [];
    return [moved ? { ...step, moved } : step];
  });
}

/** A line that came from elsewhere: the step where it went, and the one that it comes after. */
type Came = { from: Step; now: Line; last: Step | undefined };
type Places = ReadonlyMap<Step, number>;

/** Lines that came from elsewhere, those together that come one after another. `taken`: where each went, by where it came. */
function runsOf(steps: readonly Step[], places: Places, taken: ReadonlyMap<Step, Step>): Came[][] {
  const runs: Came[][] = [];
  for (const [step, from] of [...taken].toSorted(([one], [other]) => places.get(one)! - places.get(other)!)) {
    const last = steps.slice(0, places.get(step)).findLast(({ now }) => now && now.kind !== "table");
    const came = { from, now: step.now!, last };
    if (last && taken.has(last)) runs.at(-1)!.push(came);
    else runs.push([came]);
  }
  return runs;
}

/** Whether lines can all be moved after the one before the first, and stand as they came: a heading parts with none of its section. */
function goesTogether(run: readonly Came[], places: Places): boolean {
  const depth = ({ now }: Came) => now.within?.length ?? 0;
  return run.every(
    (came, at) =>
      ["paragraph", "heading", "list"].includes(came.from.old!.kind) &&
      (at === 0 || (depth(came) === depth(run[0]!) && places.get(came.from)! > places.get(run[at - 1]!.from)!)),
  );
}

/** What went and what came at one place is one put in the other's place, as many as there are of both. */
function inPlace(steps: readonly Step[]): Step[] {
  const result: Step[] = [];
  let [went, came]: [Step[], Step[]] = [[], []];
  const flush = () => {
    result.push(...replaced(went, came));
    [went, came] = [[], []];
  };
  for (const step of steps) {
    const lone = !step.parted && !step.moved && !(step.old && step.now);
    if (!lone) flush();
    if (!lone) result.push(step);
    else if (step.old) went.push(step);
    else came.push(step);
  }
  flush();
  return result;
}

function replaced(went: readonly Step[], came: readonly Step[]): Step[] {
  const all = went.length === came.length;
  const own = all ? went : went.filter(({ old }) => old?.id !== undefined);
  const generated = all ? [] : went.filter(({ old }) => old?.id === undefined);
  if (own.length === 0 || came.length === 0) return [...went, ...came];
  const kinds = { old: own.map(({ old }) => old!.kind), now: came.map(({ now }) => now!.kind) };
  const pairs: Step[] = [];
  let [rest, others]: [Step[], Step[]] = [[], []];
  const flush = () => {
    const count = Math.min(rest.length, others.length);
    for (const [at, { old }] of rest.entries()) {
      const now = at < count ? others[at]!.now! : undefined;
      if (now && couldBe(old!, now)) pairs.push({ old: old!, now, rewritten: true });
      else pairs.push({ old: old! }, ...(now ? [{ now }] : []));
    }
    for (const step of others.slice(count)) pairs.push(...goingOn(pairs, step));
    [rest, others] = [[], []];
  };
  let [i, j] = [0, 0];
  const steps = all ? [{ is: "same" as const, count: own.length }] : stepsBetween(kinds.old, kinds.now);
  for (const { is, count } of steps) {
    if (is === "same") flush();
    const old = is === "inserted" ? [] : own.slice(i, i + count);
    const now = is === "deleted" ? [] : came.slice(j, j + count);
    rest.push(...old);
    others.push(...now);
    [i, j] = [i + old.length, j + now.length];
    if (is === "same") flush();
  }
  flush();
  return [...generated, ...pairs];
}

/** What comes after a paragraph put in another's place, one with it: neither makes sense without the other. */
function goingOn(pairs: Step[], came: Step): Step[] {
  const last = pairs.at(-1);
  const joins = last?.rewritten && last.old && last.now && [last.old, came.now!].every(isProse);
  if (!joins) return [came];
  pairs.pop();
  return [{ ...last, now: oneOf(last.now!, came.now!) }];
}

function isProse({ kind }: Line): boolean {
  return kind === "paragraph" || kind === "cell";
}

import { addDays, daysBetween } from "../time/calendar.ts";
import type { LocalDate } from "../values.ts";
import type { Bar, Gatherings, Point, Series, Stretch } from "./bars.ts";
import { cut, textWidth, wrap } from "./text-width.ts";

/**
 * Where everything of a year's timeline is drawn, in units of its picture, which are pixels of a wide screen. Pure: words come with what
 * is drawn, so that none runs over another or out of the picture.
 */

/** Something to draw, and its words: a title, and how it stands. */
export type Drawn = { title: string; state: string } & (
  | { what: "bar"; bar: Bar }
  | { what: "series"; series: Series }
  | { what: "gatherings"; gatherings: Gatherings }
);
/** An action with what is drawn of it. */
export type DrawnRow<Row> = { row: Row; title: string; note: string; items: Drawn[] };

type Span = { x: number; width: number };
export type PlacedStretch = Span & Pick<Stretch, "what" | "when">;
export type PlacedPoint = { x: number; point: Point };
/** `y`: of the top of its band; `label`: where its words begin, or end (`ends`), with its title as far as it has room. */
export type Placed = {
  y: number;
  drawn: Drawn;
  box: Span;
  label: { x: number; ends: boolean; title: string; state: string };
  stretches: PlacedStretch[];
  late?: Span;
  final?: { x: number; done: boolean };
  points: PlacedPoint[];
};
export type PlacedRow<Row> = { row: Row; y: number; height: number; title: string[]; note: string; items: Placed[] };
export type Chart<Row> = {
  width: number;
  height: number;
  /** Where days are drawn, from here to there. */
  left: number;
  right: number;
  top: number;
  /** The first day of each month. */
  months: { x: number; month: number }[];
  /** Of a year that it is now. */
  today?: number;
  rows: PlacedRow<Row>[];
};

const chartWidth = 1216;
/** Where the days of the year are, and above what rows begin. */
const [left, right, top] = [272, chartWidth - 12, 34];
/** Of a band with a bar and its words, and of what is around the bands of a row. */
export const [bandHeight, barTop, barHeight, labelBase] = [38, 4, 12, 31];
const [rowPadding, titleLine, noteLine] = [8, 19, 17];
/** Sizes of the words, in units. */
export const [titleSize, labelSize] = [15, 13];
/** Between two things in one band, and what a point takes on each side of its day. */
const [gap, reach] = [14, 8];
/** What the shortest bar has, so that it is seen. */
const least = 4;

/** The chart of a year, "2008"; rows of which nothing falls in it are left out. */
export function chartOf<Row>(rows: readonly DrawnRow<Row>[], year: string, today: LocalDate): Chart<Row> {
  const scale = scaleOf(year);
  const placed: PlacedRow<Row>[] = [];
  let y = top;
  for (const each of rows) {
    const next = placeRow(each, y, scale);
    if (next.items.length === 0) continue;
    placed.push(next);
    y += next.height;
  }
  const months = Array.from({ length: 12 }, (_, month) => ({
    x: scale.at(`${year}-${pad(month + 1)}-01`),
    month: month + 1,
  }));
  return {
    ...{ width: chartWidth, height: y, left, right, top, months, rows: placed },
    ...(today.startsWith(year) && { today: scale.at(today) }),
  };
}

/** Of some rows what falls in a year, "2008", which is what its chart draws: points of other years are left out. */
export function drawnIn<Row>(rows: readonly DrawnRow<Row>[], year: string): DrawnRow<Row>[] {
  const scale = scaleOf(year);
  const inYear = (points: readonly Point[]) => points.filter(({ date }) => scale.has(date));
  const within = (drawn: Drawn): Drawn => {
    if (drawn.what === "series") return { ...drawn, series: { ...drawn.series, points: inYear(drawn.series.points) } };
    if (drawn.what === "bar") return { ...drawn, bar: { ...drawn.bar, rings: inYear(drawn.bar.rings) } };
    return { ...drawn, gatherings: { ...drawn.gatherings, points: inYear(drawn.gatherings.points) } };
  };
  return rows.flatMap((row) => {
    const items = row.items.filter((drawn) => placeItem(drawn, scale) !== undefined);
    return items.length === 0 ? [] : [{ ...row, items: items.map(within) }];
  });
}

type Scale = {
  /** Where a day begins. */
  at: (date: LocalDate) => number;
  /** The part of some days, both included, that is in the year. */
  span: (from: LocalDate, until: LocalDate) => Span | undefined;
  has: (date: LocalDate) => boolean;
};

function scaleOf(year: string): Scale {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const unit = (right - left) / (daysBetween(first, last) + 1);
  const at = (date: LocalDate) => round(left + daysBetween(first, date) * unit);
  const span = (from: LocalDate, until: LocalDate): Span | undefined => {
    if (until < first || from > last) return undefined;
    const x = at(from < first ? first : from);
    const end = at(until > last ? addDays(last, 1) : addDays(until, 1));
    return { x: Math.min(x, right - least), width: round(Math.max(least, end - x)) };
  };
  return { at, span, has: (date) => date >= first && date <= last };
}

function placeRow<Row>({ row, title, note, items }: DrawnRow<Row>, y: number, scale: Scale): PlacedRow<Row> {
  const lines = wrap(title, left - 24, titleSize, 3);
  const bands: Span[][] = [];
  const placed = items.flatMap((drawn): Placed[] => {
    const item = placeItem(drawn, scale);
    if (!item) return [];
    const band = bandFor(bands, item.box);
    return [{ ...item, y: y + rowPadding + band * bandHeight }];
  });
  const words = lines.length * titleLine + (note ? noteLine : 0);
  const height = 2 * rowPadding + Math.max(bands.length * bandHeight, words);
  return { row, y, height, title: lines, note: cut(note, left - 24, labelSize), items: placed };
}

/** The first band in which a thing meets no other; it takes its room there. */
function bandFor(bands: Span[][], box: Span): number {
  const free = bands.findIndex((taken) => taken.every((each) => apart(each, box)));
  const band = free < 0 ? bands.length : free;
  bands[band] = [...(bands[band] ?? []), box];
  return band;
}

function apart(a: Span, b: Span): boolean {
  return a.x + a.width + gap <= b.x || b.x + b.width + gap <= a.x;
}

/** Where something is, but for its band; undefined: nothing of it falls in the year. */
function placeItem(drawn: Drawn, scale: Scale): Omit<Placed, "y"> | undefined {
  const parts = partsOf(drawn, scale);
  const spans = [
    ...parts.stretches,
    ...(parts.late ? [parts.late] : []),
    ...[...(parts.final ? [parts.final] : []), ...parts.points].map(({ x }) => ({ x: x - reach, width: 2 * reach })),
  ];
  if (spans.length === 0) return undefined;
  const start = Math.max(left, Math.min(...spans.map(({ x }) => x)));
  const end = Math.max(...spans.map(({ x, width }) => x + width));
  const label = labelAt(drawn, start);
  const words = textWidth(wordsOf(label), labelSize);
  const from = label.ends ? label.x - words : label.x;
  const x = Math.min(start, from);
  return { drawn, ...parts, label, box: { x: round(x), width: round(Math.max(end, from + words) - x) } };
}

type Parts = Pick<Placed, "stretches" | "late" | "final" | "points">;

function partsOf(drawn: Drawn, scale: Scale): Parts {
  const at = (points: readonly Point[]) =>
    points.flatMap((point) => (scale.has(point.date) ? [{ x: scale.at(point.date), point }] : []));
  if (drawn.what === "series") return { stretches: [], points: at(drawn.series.points) };
  if (drawn.what === "gatherings") return { stretches: [], points: at(drawn.gatherings.points) };
  const { stretches, late, final, rings, document } = drawn.bar;
  const placed = stretches.flatMap(({ what, when, from, until }) => {
    const span = scale.span(from, until);
    return span ? [{ ...span, what, when }] : [];
  });
  const over = late && document && scale.span(addDays(late.since, 1), late.until);
  return {
    stretches: placed,
    points: at(rings),
    ...(over && { late: over }),
    ...(final && scale.has(final.date) && { final: { x: scale.at(final.date), done: final.done } }),
  };
}

/** Words below what is drawn, which end with the year where they would run out of it, and are cut where it has no room for them. */
function labelAt({ title, state }: Drawn, start: number): Placed["label"] {
  const rest = state === "" ? 0 : textWidth(`${between}${state}`, labelSize);
  const shown = cut(title, right - left - rest, labelSize);
  const ends = start + textWidth(wordsOf({ title: shown, state }), labelSize) > right;
  return { x: ends ? right : start, ends, title: shown, state };
}

/** Between a title and how it stands. */
export const between = " · ";

function wordsOf({ title, state }: Pick<Drawn, "title" | "state">): string {
  return state === "" ? title : `${title}${between}${state}`;
}

function pad(month: number): string {
  return `${month}`.padStart(2, "0");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

import type { Finding, FindingStatus } from "./findings.ts";
import { foldText } from "./identify.ts";

/** The findings of one month, "2008-05"; the last of several notes of it holds. */
export type MonthNote = { month: string; findings: readonly Finding[] };

/** A month of the year, 1 to 12: findings that are new in it, that are open at its end, that it closes; no note: undefined. */
export type MonthTally = { month: number; fresh: number; open: number; closed: number } | { month: number; none: true };

/** A finding followed from month to month: its words and owner as they were last, and how far it was in each month. */
export type Followed = Omit<Finding, "status"> & {
  months: Partial<Record<number, FindingStatus>>;
  last?: FindingStatus;
};

export type Trend = {
  year: string;
  months: MonthTally[];
  followed: Followed[];
  /** Who has how many findings, by what they are at the end; "" for nobody. */
  owners: { owner: string; open: number; closed: number }[];
};

/** A year's findings: month by month, one by one, by owner. A finding is the same by its number, else by its words. */
export function trendOf(year: string, notes: readonly MonthNote[]): Trend {
  const byMonth = new Map(
    notes.filter(({ month }) => month.startsWith(`${year}-`)).map((note) => [monthOf(note), note]),
  );
  const followed: Followed[] = [];
  const months = Array.from({ length: 12 }, (_, index): MonthTally => {
    const month = index + 1;
    const note = byMonth.get(month);
    if (!note) return { month, none: true };
    const tally = { month, fresh: 0, open: 0, closed: 0 };
    for (const finding of note.findings) {
      const { status = "open", ...said } = finding;
      const before = followed.find((each) => isSame(each, finding));
      const wasClosed = before?.last === "closed";
      if (!before) tally.fresh++;
      if (status === "closed") tally.closed += wasClosed ? 0 : 1;
      else tally.open++;
      const one = before ?? { ...said, months: {} };
      if (!before) followed.push(one);
      Object.assign(one, said, { last: status });
      one.months[month] = status;
    }
    return tally;
  });
  return { year, months, followed, owners: ownersOf(followed) };
}

function monthOf({ month }: MonthNote): number {
  return Number(month.slice(5, 7));
}

function isSame(a: Pick<Finding, "number" | "words">, b: Pick<Finding, "number" | "words">): boolean {
  if (a.number !== undefined && b.number !== undefined) return a.number === b.number;
  return foldText(a.words) === foldText(b.words);
}

function ownersOf(followed: readonly Followed[]): Trend["owners"] {
  const groups = [...Map.groupBy(followed, ({ owner }) => owner)].map(([owner, all]) => {
    const closed = all.filter(({ last }) => last === "closed").length;
    return { owner, open: all.length - closed, closed };
  });
  return groups.sort((a, b) => b.open - a.open || (a.owner < b.owner ? -1 : 1));
}

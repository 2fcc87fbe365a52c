import { href } from "../../../shared/addresses.ts";
import {
  type ActionBars,
  type Bar,
  barsOf,
  type Gatherings,
  type Point,
  type Series,
} from "../../../shared/programme/bars.ts";
import type { Drawn, DrawnRow } from "../../../shared/programme/chart.ts";
import { lateBy, type YearSay } from "../components/year-words.ts";
import type { Narrowing } from "../deliverable/narrowing.ts";
import { stateWords } from "../deliverable/state-words.ts";
import { timesWords } from "./expected-list.ts";
import { meetingsFor, type YearAction } from "./timeline.ts";

/** What is drawn, and listed, of an action in its year. */
export type ItemRow = DrawnRow<YearAction>;

type Called = (organisation: string) => string;

/** The rows of a timeline, as it is narrowed; what nobody has in hand yet is not of a person, nor of a stage. */
export function rowsOf(
  speak: YearSay,
  actions: readonly YearAction[],
  narrowing: Narrowing,
  called: Called,
): ItemRow[] {
  return actions.flatMap((action): ItemRow[] => {
    const own = narrowedAction(action, narrowing);
    const items = itemsOf(speak, barsOf(own, own.documents, speak.now, meetingsFor(speak, own.action, own.meetings)));
    if (items.length === 0) return [];
    const note = own.funders.map(called).join(", ");
    return [{ row: own, title: own.title || speak.said("row.others"), note, items }];
  });
}

/** An action with what of it is asked for. */
export function narrowedAction(action: YearAction, { asked, has, hasAction, concerns }: Narrowing): YearAction {
  const isOf = hasAction(action.action);
  const meets = isOf && asked.stage === undefined;
  return {
    ...action,
    documents: action.documents.filter(has),
    expected: meets && asked.person === undefined ? action.expected : [],
    meetings: meets ? action.meetings.filter(({ organiser, invited }) => concerns([organiser, ...invited])) : [],
  };
}

function itemsOf(speak: YearSay, { bars, series, gatherings }: ActionBars): Drawn[] {
  return [
    ...bars.map((bar): Drawn => ({ what: "bar", bar, title: barTitle(speak, bar), state: barState(speak, bar) })),
    ...series.map(
      (series): Drawn => ({
        ...{ what: "series", series, title: series.expected.title },
        state: seriesState(speak, series),
      }),
    ),
    ...gatherings.map(
      (gatherings): Drawn => ({
        what: "gatherings",
        gatherings,
        title: gatherings.title,
        state: meetingState(speak, gatherings),
      }),
    ),
  ];
}

function barTitle(speak: YearSay, { document, expected, missing = 1 }: Bar): string {
  return document?.title ?? timesWords(speak.text, { title: expected!.title, count: missing });
}

/** "5 jours de retard"; else how it stands. */
function barState(speak: YearSay, { document, late }: Bar): string {
  if (document) return late ? lateBy(speak, late.since) : stateWords(speak, document);
  return speak.said(late ? "state.expected.late" : "state.expected");
}

/** "4 sur 12, 1 en retard". */
function seriesState({ said }: YearSay, { expected, points }: Series): string {
  const done = points.filter(({ state }) => state === "done").length;
  const late = points.filter(({ state }) => state === "late").length;
  const words = said("state.series", { count: done, of: expected.count });
  return late > 0 ? `${words}, ${said("late.some", { count: late })}` : words;
}

/** "12 mai", "3 dates, la prochaine le 12 mai", "3 dates, une à enregistrer". */
function meetingState({ said, short, now }: YearSay, { points }: Gatherings): string {
  const late = points.filter(({ state }) => state === "late").length;
  const next = points.find(({ date }) => date >= now.today);
  if (points.length === 1) return late ? said("state.meetingPast") : short(points[0]!.date);
  const count = points.length;
  if (late > 0) return `${said("state.dates", { count })}, ${said("state.unrecorded", { count: late })}`;
  return next ? said("state.next", { count, date: short(next.date) }) : said("state.dates", { count });
}

/** Whether something of it is past its day. */
export function isLate(drawn: Drawn): boolean {
  if (drawn.what === "bar") return drawn.bar.late !== undefined;
  return pointsOf(drawn).some(({ state }) => state === "late");
}

/** The points of a series, of meetings. */
export function pointsOf(drawn: Drawn): readonly Point[] {
  if (drawn.what === "bar") return drawn.bar.rings;
  return drawn.what === "series" ? drawn.series.points : drawn.gatherings.points;
}

/** The page of what is drawn; undefined: it has none of its own. */
export function pageOf(drawn: Drawn): string | undefined {
  return drawn.what === "bar" && drawn.bar.document ? href("deliverable", { id: drawn.bar.document.id }) : undefined;
}

/** The page of a point. */
export function pointPage({ document, meeting }: Point): string | undefined {
  if (meeting !== undefined) return href("meeting", { meeting });
  return document && href("deliverable", { id: document.id });
}

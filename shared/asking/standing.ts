import type { OfficeWork } from "../deliverable/duties.ts";
import type { Outcome } from "../deliverable/state.ts";
import type { Summary } from "../deliverable/summary.ts";
import { lastDayOf } from "../time/period.ts";
import type { Holder, LocalDate } from "../values.ts";
import { dueOf } from "./due.ts";
import { lateness, lateOf, type Now } from "./week.ts";

/** How a deliverable can stand, each with its sentence in the catalogue `standings`. */
export const standingNames = [
  ...(["nobody", "draft", "answer", "remarks", "translation", "toSubmit"] as const),
  ...(["toConfirm", "toConfirm.reservations", "correction"] as const),
  ...(["open", "awaited", "confirming", "delegation", "met", "met.remarks", "met.meeting", "changes"] as const),
  ...(["meeting", "meetingPast", "unmet", "overdue"] as const),
  ...(["setting", "final", "proposal", "withdrawn"] as const),
] as const;
export type StandingName = (typeof standingNames)[number];

/** What its holder does next: each with its words in the catalogue, `act.close`. */
export type StandingAct = keyof typeof acts;

/** How a deliverable stands, the same for every page and every letter. */
export type Standing = {
  name: StandingName;
  /** Whom it waits for: authors or reviewers, or the coordinator alone; nobody, where work goes on by itself or is done. */
  who: Holder[];
  /** It waits for the coordinator. */
  office: boolean;
  /** What its holder does next, where that has a page. */
  act?: StandingAct;
  /** What has its day next, or is the longest past its day. */
  due?: { what: "draft" | "review" | "final"; date: LocalDate };
  /** How far past that day it is. */
  late?: ReturnType<typeof lateness>;
  /** What the sentence counts: decisions given, remarks, passages, replacements, parts. */
  count?: number;
  /** Of how many: reviewers. */
  of?: number;
  /** The meeting that it waits for. */
  meeting?: { id: string; date: LocalDate; until?: LocalDate };
};

type Said = Pick<Standing, "name" | "act" | "count" | "of" | "meeting">;

/** Whether an act is the coordinator's alone. */
const acts = {
  name: true,
  upload: false,
  treat: false,
  revise: false,
  submit: false,
  declare: true,
  close: true,
  settle: true,
  record: true,
  renew: true,
};

/** How a deliverable stands on a day: what is said of it, whom it waits for, by when, what is next, how late it is. Pure. */
export function standingOf(summary: Summary, now: Now): Standing {
  const said = saidOf(summary, now.today);
  const office = said.act !== undefined && acts[said.act];
  const due = dueOf(summary, now.timeZone);
  const [oldest] = lateOf([summary], now);
  const next = oldest ?? (due?.date !== undefined ? { what: due.what, date: due.date } : undefined);
  return {
    ...said,
    office,
    who: office ? [summary.coordinator] : (due?.who ?? workers(summary)),
    ...(next && { due: { what: next.what, date: next.date } }),
    ...(oldest && { late: lateness(oldest.date, now.today) }),
  };
}

/** What a reviewer is told of an open round, who decides without knowing what others did: that it is open. */
export function toldReviewers(standing: Standing): Standing {
  const { due, late } = standing;
  if (!(standing.name in inReview)) return standing;
  return { name: "open", who: [], office: false, ...(due && { due }), ...(late && { late }) };
}

function saidOf(summary: Summary, today: LocalDate): Said {
  const { stage, ready, duties } = summary;
  const has = (what: OfficeWork) => duties.some((duty) => duty.what === what);
  if (stage === "withdrawn") return { name: "withdrawn" };
  if (has("owners")) return { name: "nobody", act: "name" };
  if (stage === "draft") return draftSaid(summary, has("correction"));
  if (stage === "review") return reviewSaid(summary, today);
  if (!ready) return { name: "setting" };
  if (has("proposal")) return { name: "proposal", act: "renew" };
  return revisionOf(summary) ?? { name: "final" };
}

function draftSaid(summary: Summary, correction: boolean): Said {
  const { answering, submittable, carried = 0, duties } = summary;
  const { undisposed = 0, confirmed = false, remarks = 0 } = answering ?? {};
  const waits = duties.some(({ what }) => what === "dispositions");
  const left = (confirmed ? undisposed : 0) + carried;
  if (correction) return { name: "correction", act: "declare" };
  if (left > 0 && (waits || (confirmed && undisposed > 0))) return { name: "remarks", act: "treat", count: left };
  if (!submittable) return { name: duties.some(({ what }) => what === "answer") ? "answer" : "draft", act: "upload" };
  const revision = revisionOf(summary);
  if (revision) return revision;
  if (confirmed) return { name: remarks === 0 ? "toConfirm.reservations" : "toConfirm", act: "submit" };
  return { name: "toSubmit", act: "submit" };
}

/** Passages of a translation that do not follow its original, where that is what its authors owe. */
function revisionOf({ duties }: Summary): Said | undefined {
  const duty = duties.find(({ what }) => what === "translation");
  return duty && { name: "translation", act: "revise", count: duty.count ?? 0 };
}

const closings: Record<Exclude<Outcome, "unresolved">, StandingName> = {
  approved: "met",
  toIntegrate: "met.remarks",
  changesRequested: "changes",
};

/** What is told of an open round to who may know the decisions. */
const inReview: Partial<Record<StandingName, true>> = {
  ...{ awaited: true, confirming: true, delegation: true, meeting: true, meetingPast: true },
  ...{ met: true, "met.remarks": true, "met.meeting": true, changes: true, unmet: true, overdue: true },
};

function reviewSaid({ round }: Summary, today: LocalDate): Said {
  if (!round) return { name: "unmet", act: "close" };
  const { closable, closes, meeting, onceHeld, overdue, delegations = 0, decided, reviewers: of } = round;
  if (closable && closes) return { name: closings[closes], act: "close" };
  const isPast = meeting !== undefined && lastDayOf(meeting) < today;
  if (isPast && (onceHeld || decided === of)) return { name: "meetingPast", act: "record", meeting };
  if (overdue && !onceHeld) return { name: "overdue", act: "close" };
  if (delegations > 0) return { name: "delegation", act: "settle", count: delegations };
  if (onceHeld && meeting) return { name: "met.meeting", meeting };
  if (decided < of) return { name: round.confirms ? "confirming" : "awaited", count: decided, of };
  return meeting ? { name: "meeting", meeting } : { name: "unmet", act: "close" };
}

function workers({ duties }: Summary): Holder[] {
  return [...new Set(duties.map(({ person }) => person))];
}

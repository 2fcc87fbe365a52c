import type { Actor } from "../chain/event.ts";
import { plain } from "../chain/hash.ts";
import type { ActionRef, MeetingKind } from "../programme/state.ts";
import type { FileRef, Hash, Holder, Instant, LocalDate, PersonId, TextRef } from "../values.ts";

/** Raised when events make another state than they did: a stored one of before is made anew from its events. */
export const meetingSchema = 3;

/** A gathering of a network, of one or several of its actions: planned, held or cancelled, and what it decided. */
export type Meeting = MeetingPlan & {
  schema: typeof meetingSchema;
  id: string;
  seq: number;
  head: Hash;
  /** How often calendars were to be told of a change: RFC 5545 SEQUENCE, from 0. */
  sequence: number;
  /** When its plan last changed, or it was cancelled: RFC 5545 DTSTAMP. */
  planChanged: Instant;
  stage: MeetingStage;
  /** Why it was cancelled. */
  reason?: TextRef;
  record?: MeetingRecord;
  /** A deliverable of kind `minutes`, in which its minutes are reviewed. */
  minutesDeliverable?: string;
  resolutions: Resolution[];
};

export type MeetingStage = "planned" | "cancelled" | "held";

/** What a coordinator says of a meeting to come. Days are local to the network's place, hours too: "14:30". */
export type MeetingPlan = {
  kind: MeetingKind;
  /** "": its kind and its date name it. */
  title: string;
  actions: ActionRef[];
  /** The meeting that the programme expects, which it is: an id within one of its actions. */
  answers?: { action: ActionRef; expected: string };
  /** Whose meeting it is, a coordinator: RFC 5545 ORGANIZER. */
  organiser: PersonId;
  date: LocalDate;
  /** Its last day, of one that takes several. */
  until?: LocalDate;
  starts?: string;
  ends?: string;
  place: string;
  /** The address of a call. */
  call?: string;
  invited: PersonId[];
  agenda: AgendaItem[];
  /** `id`: of the series' first meeting; `number`: its own place in it, from 1. */
  series?: { id: string; number: number };
};

/** What is to be discussed; `words`: what is said of it, or all there is of it; `outcome`: once the meeting was held. */
export type AgendaItem = { id: string; words?: TextRef; outcome?: AgendaOutcome } & AgendaMatter;
export type AgendaMatter =
  | { what: "words" }
  /** Without `version`: the one of its next round, or its current one. */
  | { what: "version"; deliverable: string; version?: Hash }
  | { what: "action"; action: ActionRef }
  /** What another meeting decided, and is not done. */
  | { what: "resolution"; meeting: string; resolution: string };
/** `postponed`: to be taken up by the next meeting. */
export type AgendaOutcome = "settled" | "postponed";

/** Who came, those counted who are not in the directory, and what was said. */
export type MeetingRecord = { present: PersonId[]; outsiders: number; minutes?: TextRef; minutesFile?: FileRef };

/** What a meeting decided: who does it, by when; `item`: of its agenda. A reviewer's answer is a `Decision`. */
export type Resolution = NewResolution & {
  given: Instant;
  closed?: ClosedResolution;
  /** The days on which its person was reminded, the last of them last. */
  reminded: LocalDate[];
};
export type NewResolution = { id: string; words: TextRef; person: Holder; due?: LocalDate; item?: string };
/** `at`: the meeting whose minutes closed it. */
export type ClosedResolution = { as: "done" | "dropped"; on: LocalDate; by: Actor; at?: string };

/**
 * Bounds of one meeting: people invited, items, actions, people who came, characters of a title; resolutions, and how many come at
 * once, since each has a row of a list: a commit is bounded.
 */
export const bounds = {
  ...{ invited: 200, agenda: 60, actions: 10, present: 400, name: 500 },
  ...{ resolutions: 40, resolutionsAtOnce: 15 },
};

/** What was said of a meeting, as its form shows it: `hashOf` it is what a form has seen. */
export function planOf(meeting: MeetingPlan): MeetingPlan {
  const { kind, title, actions, answers, organiser, date, until, starts, ends, place, call, invited } = meeting;
  const { agenda, series } = meeting;
  const when = { date, until, starts, ends };
  const items = agenda.map(({ outcome: _, ...item }) => item as AgendaItem);
  return plain({ kind, title, actions, answers, organiser, ...when, place, call, invited, agenda: items, series });
}

/** Its record as its form shows it, with what became of each item of its agenda: `hashOf` it is what a form has seen. */
export function recordOf({ record, agenda }: Pick<Meeting, "record" | "agenda">): object {
  const outcomes = Object.fromEntries(agenda.flatMap(({ id, outcome }) => (outcome ? [[id, outcome]] : [])));
  return plain({ ...record, outcomes });
}

/** A resolution as its form shows it: `hashOf` it is what a form has seen. */
export function resolutionSeen({ words, person, due }: NewResolution): object {
  return plain({ words, person, due });
}

/** What names a matter within a form: "version:note", "action:2008/ecole", "resolution:juin/bilan", "words:<hash>". */
export function matterKey(matter: AgendaMatter, words?: TextRef): string {
  if (matter.what === "version") return `version:${matter.deliverable}`;
  if (matter.what === "action") return `action:${matter.action}`;
  return matter.what === "resolution" ? `resolution:${matter.meeting}/${matter.resolution}` : `words:${words ?? ""}`;
}

/** The documents on an agenda, by their ids, each once. */
export function documentsOf({ agenda }: Pick<MeetingPlan, "agenda">): string[] {
  return [...new Set(agenda.flatMap((item) => (item.what === "version" ? [item.deliverable] : [])))];
}

/** The resolutions that are neither done nor dropped. */
export function openResolutions({ resolutions }: Pick<Meeting, "resolutions">): Resolution[] {
  return resolutions.filter(({ closed }) => closed === undefined);
}

/** A resolution by its id. */
export function resolutionOf(
  { resolutions }: { resolutions: readonly Resolution[] },
  id: string,
): Resolution | undefined {
  return resolutions.find((resolution) => resolution.id === id);
}

/** Whether its minutes are there, written or as a file. */
export function isMinuted({ record }: Pick<Meeting, "record">): boolean {
  return record?.minutes !== undefined || record?.minutesFile !== undefined;
}

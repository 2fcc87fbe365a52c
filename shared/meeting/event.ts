import type { ChainEvent } from "../chain/event.ts";
import type { FileRef, Holder, LocalDate, PersonId, TextRef } from "../values.ts";
import type { Adopted, Announcement } from "./command.ts";
import type { AgendaItem, AgendaOutcome, ClosedResolution, MeetingPlan, NewResolution } from "./state.ts";

/** What happened to a meeting. */
export type Event = { [T in EventType]: ChainEvent<T, EventData[T]> }[EventType];
export type EventType = keyof EventData;
/** An event of one type. */
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
/** What `decide` returns, before it has its place in the chain. */
export type NewEvent = { [T in EventType]: { type: T; data: EventData[T] } }[EventType];

/** What of a plan is another; null: what it had and has no more. */
export type PlanChanges = { [K in keyof MeetingPlan]?: MeetingPlan[K] | null };

export type EventData = {
  planned: { id: string } & MeetingPlan & Announcement;
  /** Only what changed; `again`: it was cancelled, and is not any more. */
  changed: PlanChanges & { again?: true };
  cancelled: { reason?: TextRef };
  /** Only what changed of its minutes and of its agenda; null: none any more. `points`: what its agenda has besides. */
  recorded: {
    present: PersonId[];
    outsiders: number;
    minutes?: TextRef | null;
    minutesFile?: FileRef | null;
    outcomes?: Record<string, AgendaOutcome>;
    points?: AgendaItem[];
  };
  resolutionGiven: { resolution: NewResolution };
  /** Only what changed; `due` null: no day any more. */
  resolutionChanged: { resolution: string; words?: TextRef; person?: Holder; due?: LocalDate | null };
  resolutionClosed: { resolution: string } & Omit<ClosedResolution, "by">;
  resolutionReopened: { resolution: string };
  resolutionsReminded: { resolutions: string[]; day: LocalDate };
  minutesDrafted: { deliverable: string };
  /** `from`, `action`: names of actions, "2008/interculturalite". */
  actionAttached: { from: string; action: string };
  adopted: { id: string } & MeetingPlan & Adopted;
};

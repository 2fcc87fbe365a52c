import type { Asker } from "../chain/event.ts";
import type { ActionRef } from "../programme/state.ts";
import type { FileRef, Hash, Holder, LocalDate, PersonId, TextRef } from "../values.ts";
import type {
  AgendaItem,
  AgendaOutcome,
  ClosedResolution,
  MeetingPlan,
  MeetingRecord,
  NewResolution,
} from "./state.ts";

/** What someone wants of one meeting. Shapes are checked at the edges; `decide` checks rights, stage and what must agree. */
export type Command = { by: Asker } & (
  | ({ type: "plan"; id: string } & MeetingPlan & Announcement)
  /**
   * The whole plan, as it is to be; one that was cancelled is called again. `seen`: the plan that its form showed, by `hashOf`:
   * what another changed since is not lost unseen. `today`: the day it is at the network's place; what was held is not moved past it.
   */
  | ({ type: "change"; seen?: Hash; today?: LocalDate } & MeetingPlan)
  /**
   * One more matter for the agenda of a meeting to come, as the meeting stands by then, with its action and the people who come with it;
   * a matter that is there already changes nothing.
   */
  | { type: "addItem"; item: AgendaItem; action?: ActionRef; invited: PersonId[] }
  | { type: "cancel"; reason?: TextRef }
  /**
   * That it was held, and how; later, what is corrected of that. `minutes`, `minutesFile`: absent, as they were; null: none any
   * more. `outcomes`: by the ids of agenda items. `points`: what was put off before and was discussed without being on
   * its agenda, each with its outcome. `resolutions`: new ones; an id that the meeting has is left as it is.
   * `today`: the day it is at the network's place; `seen`: as `recordOf` shows it, by `hashOf`.
   */
  | {
      type: "record";
      present: MeetingRecord["present"];
      outsiders: number;
      minutes?: TextRef | null;
      minutesFile?: FileRef | null;
      outcomes?: Record<string, AgendaOutcome>;
      points?: AgendaItem[];
      resolutions?: NewResolution[];
      today: LocalDate;
      seen?: Hash;
    }
  | { type: "addResolution"; resolution: NewResolution }
  /** `due`: null for none; `seen`: its words, person and day, as `resolutionSeen` shows them, by `hashOf`. */
  | {
      type: "changeResolution";
      resolution: string;
      words?: TextRef;
      person?: Holder;
      due?: LocalDate | null;
      seen?: Hash;
    }
  /** `on`: the day it is at the network's place; `at`: the meeting whose minutes close it. */
  | ({ type: "closeResolution"; resolution: string } & Omit<ClosedResolution, "by">)
  | { type: "reopenResolution"; resolution: string }
  /** By the line, once those who are to do them were reminded; by who coordinates, who chases them; `day`: at the network's place. */
  | { type: "remind"; resolutions: string[]; day: LocalDate }
  /** `deliverable`: of kind `minutes`, made of this meeting. */
  | { type: "draftMinutes"; deliverable: string }
  /** By the line: an action that took the place of another, such as one of a programme that came later. */
  | { type: "attachAction"; from: string; action: string }
  /** By the line: a seminar of before there were meetings, as it stands. */
  | ({ type: "adopt"; id: string } & MeetingPlan & Adopted)
);
export type CommandType = Command["type"];

/**
 * How those invited to several meetings of a series, planned together, learn of them: by one letter, of the meeting that
 * `announces` the others (their ids, planned before it); each of the others is `announcedBy` it.
 */
export type Announcement = { announces?: string[]; announcedBy?: string };

/** What a seminar of before had besides its plan. */
export type Adopted = {
  sequence: number;
  stage: "planned" | "cancelled" | "held";
  reason?: TextRef;
  record?: MeetingRecord;
};

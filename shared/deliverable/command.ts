import type { Asker } from "../chain/event.ts";
import type { RefusalCode } from "../errors.ts";
import type { RoundDemands } from "../kinds/kind.ts";
import type { Hash, Holder, Instant, LocalDate, OrganisationHolder, PersonId, TextRef } from "../values.ts";
import type { EventData } from "./event.ts";
import type { Downloadable, EditionWay, Format, Output, Picture } from "./final/final.ts";
import type { DueDates } from "./plan/due-dates.ts";
import type {
  Choice,
  Disposition,
  ManifestPart,
  Outcome,
  PartCheck,
  PartPlan,
  ReadingChoices,
  Reported,
  Sitting,
} from "./state.ts";

/** What someone wants of one deliverable. Shapes are checked at the edges; `decide` checks rights, stage and rules. */
export type Command = Commands & { by: Asker };

type Commands =
  | ({ type: "create" } & Omit<EventData["created"], "coordinator">)
  /** `deadline`: of the open round, where its last day changes with the plan's. */
  | ({ type: "amend"; deadline?: Instant } & EventData["amended"])
  /** By the line: the action that a text of before names, or where an action went; `from`: what it was, else nothing is done. */
  | { type: "attachAction"; from: string; action: string }
  /** `drop`: parts whose draft is dropped with them, as the coordinator confirmed; `seen`: those that they saw, in order. */
  | { type: "arrangeParts"; parts: PartPlan[]; drop: string[]; seen?: string[] }
  /** `takesBack`: its sender knows that it has not all corrections that were applied to the draft. */
  | { type: "requestUpload"; upload: string; part: string; name: string; reading?: ReadingChoices; takesBack?: true }
  /** A draft that was made of what the network knows, read already: `name` says of what, as a file does. */
  | { type: "makeDraft"; upload: string; name: string; part: ManifestPart; check: PartCheck }
  /** `name`: what the file turned out to be called. */
  /**
   * `organisation`: the one that its sender belongs to by now, "org:oriv"; `against`: the draft that it was held against, and the
   * corrections of that one which it would take back although its sender cannot know them.
   */
  | {
      type: "acceptDraft";
      upload: string;
      name?: string;
      part: ManifestPart;
      check: PartCheck;
      organisation?: OrganisationHolder;
      madeOf?: Hash;
      against?: { draft: Hash; undone: string[] };
    }
  /** By the line, or the coordinator who made the translation. */
  | { type: "noteTranslation"; translation: string; language: string }
  /** `before`: the pairing that this one was made of; `version`: of the translation. */
  | ({ type: "pair"; before?: Hash } & EventData["paired"])
  | ({ type: "noteSource" } & EventData["sourceChanged"])
  | ({ type: "noteSourceWithdrawn" } & EventData["sourceWithdrawn"])
  | ({ type: "checkDraft" } & EventData["draftChecked"])
  | { type: "refuseDraft"; upload: string; name?: string; code: RefusalCode; details: Record<string, string | number> }
  /** `base`: the draft that they were applied to; `parts`: those that changed, read anew from their trees; `seen`: as of `dispose`. */
  | {
      type: "applyCorrections";
      round?: number;
      contributions: string[];
      base: Hash;
      parts: { part: ManifestPart; check: PartCheck }[];
      seen?: Hash;
    }
  /**
   * `version`: what the author saw and submits; `deadline`, `kind`, `theme`, what the kind demands of a round and the
   * members of the reviewers are worked out at the edge. `undisposed`: by the coordinator, although contributions of
   * the round before have no disposition; `unchanged`: why the text stayed as the round before read it; `alike`: the
   * versions of rounds that the draft reads as, though their trees may differ, worked out at the edge; `behind`: a translation,
   * although it does not follow its source; `checks`: what each part of the version has and lacks by the kind that the round pins,
   * absent: what was found when it was read; `day`: the day it is at the network's place; `note`: lines for the reviewers.
   */
  | {
      type: "submit";
      version: Hash;
      checks?: Record<string, PartCheck>;
      deadline: Instant;
      kind: Hash;
      theme: Hash;
      demands: RoundDemands;
      members?: Record<PersonId, string>;
      undisposed?: boolean;
      unchanged?: TextRef;
      note?: TextRef;
      alike?: Hash[];
      behind?: boolean;
      day?: LocalDate;
    }
  /**
   * What a meeting is of which the deliverable is on the agenda, or absent where it is there no more. Which round and version it
   * discusses is decided here, unless `version` was chosen.
   */
  | { type: "noteMeeting"; meeting: string; sitting?: Omit<Sitting, "meeting" | "round" | "pinned" | "seminar"> }
  /** `offer`: contributions sent along. */
  | {
      type: "decide";
      round: number;
      version: Hash;
      submission: string;
      choice: Choice;
      reason?: TextRef;
      offer?: NewBatch;
    }
  /** By the coordinator, of a decision that was given elsewhere. */
  | {
      type: "report";
      round: number;
      version: Hash;
      submission: string;
      reviewer: PersonId;
      choice: Choice;
      reason?: TextRef;
      reported: Reported;
    }
  | { type: "delegate"; round: number; submission: string; to: TextRef }
  /** By the coordinator: `person` reviews instead, or nobody does. */
  | { type: "settleDelegation"; round: number; submission: string; person?: PersonId; member?: string }
  | { type: "contribute"; round: number; version: Hash; submission: string; offer: NewBatch }
  /** `part`: the one that the contribution is about; absent: the whole document. `seen`: its answer as it was shown, by `hashOf` its `answersSeen`. */
  | {
      type: "dispose";
      round: number;
      contribution: string;
      part?: string;
      as: Disposition;
      reason?: TextRef;
      seen?: Hash;
    }
  | { type: "remind"; round: number; days: number }
  /** By the coordinator; `day`: the day it is at the network's place. */
  | { type: "chase"; people: PersonId[]; day: LocalDate; note?: TextRef }
  /**
   * By the coordinator; `unresolved`: close although the rule does not hold, which sends the draft back; `asIs`: what is
   * approved is final, whatever contributions there are; `expected`: the outcome that they saw coming, else nothing is
   * closed. `day`, of all that may end a round: the day it is at the network's place. `whateverMeets`: although a meeting of the round
   * is awaited; `behind`: a translation is approved although it does not follow its source.
   */
  | {
      type: "closeRound";
      round: number;
      unresolved: boolean;
      asIs?: boolean;
      expected?: Outcome;
      day?: LocalDate;
      whateverMeets?: boolean;
      behind?: boolean;
    }
  /**
   * By the line at the deadline; `extension`: until when, where the rule gives more days; `outage`: a time in which the
   * line did not run and a reminder did not leave, and until when what would end the round waits for it.
   */
  | {
      type: "passDeadline";
      round: number;
      extension?: Instant;
      day?: LocalDate;
      outage?: { from: Instant; until: Instant; deadline: Instant };
    }
  | { type: "moveDeadline"; round: number; deadline: Instant }
  /** `approved`: when the edition was that the documents are of; absent: whichever there is. */
  | { type: "outputsReady"; version: Hash; edition: number; approved?: Instant; outputs: Output[]; picture?: Picture }
  | { type: "withdraw"; reason: TextRef; day?: LocalDate }
  /** By somebody who funds it, or did; `day`: the day it is at the network's place. */
  | { type: "download"; edition: number; what: Downloadable; day: LocalDate }
  /** By the coordinator, to somebody outside of the directory. */
  | ({ type: "share" } & EventData["shared"])
  | ({ type: "endShare" } & EventData["shareEnded"])
  /** By whoever has a shared link: the line asks, since nobody is named. */
  | { type: "downloadShared"; share: string; edition: number; what: Format; day: LocalDate }
  /** `mayCorrect`: the kind lets an edition be declared without a round; `proposals`: uploads of parts that go into it. */
  | {
      type: "openEdition";
      reason: TextRef;
      way: EditionWay;
      mayCorrect: boolean;
      due?: DueDates;
      proposals?: string[];
    }
  | { type: "takeUp"; proposals: string[] }
  | { type: "declineProposal"; upload: string; reason: TextRef }
  | { type: "abandonEdition"; reason?: TextRef }
  /** `version`: what the coordinator saw and declares; `day`: the day it is at the network's place; `checks`: as of `submit`. */
  | {
      type: "declareCorrection";
      version: Hash;
      checks?: Record<string, PartCheck>;
      day?: LocalDate;
      behind?: boolean;
    }
  /** `through`: the organisation by which someone is something to it, who is not named themselves. */
  | ({ type: "endAccess"; through?: Holder } & EventData["accessEnded"])
  | ({ type: "restoreAccess" } & EventData["accessRestored"])
  /** By the coordinator, of a document that derives from a version of another. */
  | ({ type: "carryRemarks" } & EventData["remarksCarried"])
  /** `part`, `seen`: as of `dispose`. */
  | ({ type: "answerCarried"; part?: string; seen?: Hash } & EventData["carriedAnswered"])
  | ({ type: "addSource" } & EventData["sourceAdded"])
  | ({ type: "removeSource" } & EventData["sourceRemoved"])
  /** `seen`: the hash of the sections that used it when who asks saw them (`placementOf`); absent: whatever they are. */
  | ({ type: "placeSource"; seen?: Hash } & EventData["sourcePlaced"])
  /** The last thing that was done, the event `of`, is taken back. */
  | { type: "undo"; of: number };

/** Contributions to send: their file and their ids. */
export type NewBatch = { file: Hash; contributions: string[] };

export type CommandType = Command["type"];
export type { DueDates };

import type { RefusalCode } from "../errors.ts";
import type { EventData } from "./event.ts";
import type {
  Choice,
  DueDates,
  Hash,
  Instant,
  LocalDate,
  ManifestPart,
  Output,
  PartCheck,
  PersonId,
  ReadingChoices,
  TextRef,
} from "./state.ts";

/** What someone wants of one deliverable. Shapes are checked at the edges; `decide` checks rights, stage and rules. */
export type Command = Commands & { by: Asker };

/** Who asks: a person with or without the coordinator's office, or the line itself (jobs, deadlines). */
export type Asker = { person: PersonId; coordinator: boolean } | "line";

type Commands =
  | ({ type: "create" } & Omit<EventData["created"], "coordinator">)
  | ({ type: "amend" } & EventData["amended"])
  | { type: "requestUpload"; upload: string; part: string; name: string; reading?: ReadingChoices }
  | { type: "acceptDraft"; upload: string; part: ManifestPart; check: PartCheck }
  | { type: "refuseDraft"; upload: string; code: RefusalCode; details: Record<string, string | number> }
  /** `version`: what the author saw and submits; `deadline`, `kind` and `theme` are worked out at the edge. */
  | { type: "submit"; version: Hash; deadline: Instant; kind: Hash; theme: Hash }
  | { type: "planSeminar"; round: number; date: LocalDate; place: string }
  | { type: "holdSeminar"; round: number; minutes?: TextRef }
  | { type: "decide"; round: number; version: Hash; submission: string; choice: Choice; reason?: TextRef }
  | { type: "remind"; round: number; days: number }
  /** By the coordinator; `unresolved`: close although the rule does not hold, which sends the draft back. */
  | { type: "closeRound"; round: number; unresolved: boolean }
  /** By the line at the deadline: closes if there is an outcome, else tells the coordinator. */
  | { type: "passDeadline"; round: number }
  | { type: "moveDeadline"; round: number; deadline: Instant }
  | { type: "outputsReady"; version: Hash; edition: number; outputs: Output[] }
  | { type: "withdraw"; reason: TextRef };

export type CommandType = Command["type"];
export type { DueDates };

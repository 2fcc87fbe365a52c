import type { Asker } from "../chain/event.ts";
import type { Hash, LocalDate } from "../values.ts";
import type { AgreementPlan, AgreementStage, Payment, SentStatement, Term } from "./state.ts";

/**
 * What someone wants of one agreement. Shapes are checked at the edges; `decide` checks rights and what must agree. `today`: the day
 * it is at the network's place; `on` of `open`: the day it came to its stage.
 */
export type Command = {
  by: Asker;
} & (
  | ({
      type: "open";
      id: string;
      stage: AgreementStage;
      on: LocalDate;
      today: LocalDate;
      terms: Term[];
    } & AgreementPlan)
  /** The whole plan, as it is to be; `seen`: the plan that its form showed, by `planSeen`. */
  | ({ type: "change"; seen?: Hash } & AgreementPlan)
  /** It came to a stage on a day; one that is before the stage that it is at takes back those after. */
  | { type: "advance"; stage: AgreementStage; on: LocalDate; today: LocalDate }
  /** A new term, of which the agreement has no other of its id. */
  | { type: "addTerm"; term: Term }
  /** A term by its id: a new one, or as it is from now on; what was entered before keeps its amount. `seen`: by `hashOf`. */
  | { type: "setTerm"; term: Term; seen?: Hash }
  | { type: "removeTerm"; term: string }
  | { type: "pay"; payment: Omit<Payment, "cancelled">; today: LocalDate }
  /** It was noted by mistake, and counts for nothing; `restorePayment`: it counts, after all. */
  | { type: "cancelPayment"; payment: string }
  | { type: "restorePayment"; payment: string }
  | { type: "sendStatement"; statement: Omit<SentStatement, "sent" | "received"> }
  /** By whoever is of the funder: they downloaded a statement that was sent; once a day counts, of each format. */
  | { type: "receiveStatement"; statement: string; format: string; today: LocalDate }
  /** Its financial report was handed in on a day; null: not yet. */
  | { type: "report"; on: LocalDate | null; today: LocalDate }
  /** By the line, once somebody was reminded of its report. */
  | { type: "remind"; day: LocalDate }
  /** By the line: an action that took the place of another. */
  | { type: "attachAction"; from: string; action: string }
);
export type CommandType = Command["type"];

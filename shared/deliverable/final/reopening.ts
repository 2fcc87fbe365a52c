import { alreadyDone } from "../../chain/aggregate.ts";
import { type CommandOf, type Decided, happens, inStage, unless } from "../decided.ts";
import { withChecks } from "../drafting/completeness.ts";
import { checkDraft } from "../drafting/drafting.ts";
import { behindOf, checkBehind } from "../origins/translation.ts";
import { checkDates } from "../plan/planning.ts";
import type { State } from "../state.ts";
import { delivered, editionAhead, isEditionUnchanged } from "./editions.ts";
import { returnProposals, takeProposals } from "./proposing.ts";

/** Editions of before that the state keeps, each with its files: a row is bounded. */
const maxEditions = 40;

/**
 * Opens a new edition of a final whose files are there: the deliverable is a draft again, with `proposals` in it (uploads of
 * parts that were sent for it), and what is delivered stays so until the new one is there. `mayCorrect`: its kind lets an
 * edition be declared without a round. Refuses `stage-forbids`, `correction-forbidden`, `date-invalid`,
 * `request-invalid` (a proposal that does not wait), `too-many-requests`.
 */
export function openEdition(state: State, command: CommandOf<"openEdition">): Decided {
  const { reason, way, mayCorrect, due = {}, proposals = [] } = command;
  const refused =
    inStage(state, "final") ??
    unless(delivered(state) === state.final, "stage-forbids", { stage: state.stage }) ??
    unless(way === "round" || mayCorrect, "correction-forbidden") ??
    unless(state.editions.length < maxEditions, "too-many-requests") ??
    checkDates(due);
  if (refused) return refused;
  const taken = takeProposals(state, proposals);
  if ("refused" in taken) return taken;
  const opened = happens("editionOpened", { edition: editionAhead(state) + 1, reason, way, due });
  return { events: [...opened.events, ...taken.events] };
}

/**
 * Takes up proposals in the draft of an edition that is being made; those that are in it stay. Refuses `stage-forbids`, and as
 * `takeProposals`.
 */
export function takeUp(state: State, { proposals }: CommandOf<"takeUp">): Decided {
  const left = proposals.filter((upload) => state.uploads[upload]?.status !== "accepted");
  return (
    inStage(state, "draft") ??
    unless(state.making !== undefined, "stage-forbids", { stage: state.stage }) ??
    takeProposals(state, left)
  );
}

/**
 * The edition that is being made is given up: the one before is the final, as it was, and the parts that were taken up are
 * proposed again. Refuses `stage-forbids`.
 */
export function abandonEdition(state: State, { reason }: CommandOf<"abandonEdition">): Decided {
  const { making } = state;
  const refused = inStage(state, "draft") ?? unless(making !== undefined, "stage-forbids", { stage: state.stage });
  if (refused) return refused;
  const abandoned = happens("editionAbandoned", { edition: making!.edition, ...(reason && { reason }) });
  return { events: [...abandoned.events, ...returnProposals(state)] };
}

/**
 * The draft that its coordinator saw is the new edition, without a round: it was opened as a correction. Refuses
 * `stage-forbids`, `correction-forbidden`, `edition-unchanged`, `translation-behind`, and what keeps a draft from being submitted.
 */
export function declareCorrection(state: State, command: CommandOf<"declareCorrection">): Decided {
  const { version, day } = command;
  const { final, making } = state;
  const behind = behindOf(state);
  if (final?.corrected && final.version === version) return alreadyDone;
  return (
    inStage(state, "draft") ??
    unless(making?.way === "correction", "correction-forbidden") ??
    checkDraft(withChecks(state, version, command.checks), version) ??
    unless(!isEditionUnchanged(state), "edition-unchanged", { edition: editionAhead(state) - 1 }) ??
    checkBehind(state, command.behind) ??
    happens("correctionDeclared", {
      ...{ edition: editionAhead(state), version, ...(day && { day }) },
      ...(behind && { behind }),
    })
  );
}

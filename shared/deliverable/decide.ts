import { refuse } from "../chain/aggregate.ts";
import type { Asker } from "../chain/event.ts";
import { endAccess, restoreAccess } from "./access.ts";
import { chase } from "./chasing.ts";
import type { Command, CommandType } from "./command.ts";
import type { Decided, Rule } from "./decided.ts";
import { checkDraft } from "./drafting/checking.ts";
import { acceptDraft, makeDraft, refuseDraft, requestUpload, submit } from "./drafting/drafting.ts";
import { download, downloadShared } from "./final/downloading.ts";
import { outputsReady, withdraw } from "./final/ending.ts";
import { declineProposal } from "./final/proposing.ts";
import { abandonEdition, declareCorrection, openEdition, takeUp } from "./final/reopening.ts";
import { endShare, share } from "./final/sharing.ts";
import { askingAs, isNamed } from "./holder.ts";
import { answerCarried, carryRemarks } from "./origins/deriving.ts";
import { addSource, placeSource, removeSource } from "./origins/drawing.ts";
import { noteSource, noteSourceWithdrawn, noteTranslation, pair } from "./origins/translation.ts";
import { authorsIn, hasEnded } from "./place.ts";
import { arrangeParts } from "./plan/arranging.ts";
import { amend, attachAction, create } from "./plan/planning.ts";
import { applyCorrections, contribute, dispose } from "./remarks/contributing.ts";
import { decideVersion, delegate, report, settleDelegation } from "./round/deciding.ts";
import { noteMeeting } from "./round/noting.ts";
import { closeRound, moveDeadline, passDeadline, remind } from "./round/reviewing.ts";
import type { State } from "./state.ts";
import { undo } from "./undoing/undoing.ts";

/**
 * What a command does to the deliverable as it stands, at `now` (milliseconds): the events, none when it is already done,
 * or why it is refused. Pure; `state` is undefined before `create`.
 */
export function decide(state: State | undefined, command: Command, now: number): Decided {
  if (!mayAsk[command.type](command.by, state) || isShutOut(command.by, state)) return refuse("forbidden");
  if (command.type === "create") return create(state, command);
  if (!state) return refuse("deliverable-unknown");
  const rule = rules[command.type] as Rule<typeof command.type>;
  return rule(state, command as never, now);
}

function isShutOut(by: Asker, state: State | undefined): boolean {
  return by !== "line" && !by.coordinator && state !== undefined && hasEnded(state, by.person);
}

const rules: { [T in Exclude<CommandType, "create">]: Rule<T> } = {
  amend,
  attachAction,
  arrangeParts,
  noteTranslation,
  noteSource,
  noteSourceWithdrawn,
  pair,
  requestUpload,
  makeDraft,
  acceptDraft,
  checkDraft,
  refuseDraft,
  applyCorrections,
  submit,
  noteMeeting,
  decide: decideVersion,
  report,
  delegate,
  settleDelegation,
  contribute,
  dispose,
  remind,
  chase,
  closeRound,
  passDeadline,
  moveDeadline,
  outputsReady,
  withdraw,
  download,
  share,
  endShare,
  downloadShared,
  openEdition,
  takeUp,
  declineProposal,
  abandonEdition,
  declareCorrection,
  endAccess,
  restoreAccess,
  carryRemarks,
  answerCarried,
  addSource,
  removeSource,
  placeSource,
  undo,
};

function writes(by: Exclude<Asker, "line">, state: State): boolean {
  return isNamed(state.authors, authorsIn(state, askingAs(by)));
}

type May = (by: Asker, state: State | undefined) => boolean;

const line: May = (by) => by === "line";
const coordinator: May = (by) => by !== "line" && by.coordinator;
/** The coordinator may do what authors do, on their behalf; the people of an organisation that is an author are authors. */
const author: May = (by, state) => by !== "line" && (by.coordinator || !state || writes(by, state));
/** Whether they review this version, fund what they download, or did what they take back, is said by the rule, in its own words. */
const someone: May = (by) => by !== "line";

/** Rights, from what the deliverable itself knows; whether a person may see it at all is the edge's to say. */
const mayAsk: { [T in CommandType]: May } = {
  create: coordinator,
  amend: coordinator,
  attachAction: line,
  arrangeParts: coordinator,
  noteTranslation: (by, state) => line(by, state) || coordinator(by, state),
  noteSource: line,
  noteSourceWithdrawn: line,
  pair: (by, state) => line(by, state) || author(by, state),
  requestUpload: author,
  makeDraft: coordinator,
  acceptDraft: line,
  checkDraft: line,
  refuseDraft: line,
  applyCorrections: author,
  submit: author,
  noteMeeting: (by, state) => line(by, state) || coordinator(by, state),
  decide: someone,
  report: coordinator,
  delegate: someone,
  settleDelegation: coordinator,
  contribute: someone,
  dispose: author,
  remind: (by, state) => line(by, state) || coordinator(by, state),
  chase: coordinator,
  closeRound: coordinator,
  passDeadline: line,
  moveDeadline: coordinator,
  outputsReady: line,
  withdraw: coordinator,
  download: someone,
  share: coordinator,
  endShare: coordinator,
  downloadShared: line,
  openEdition: coordinator,
  takeUp: coordinator,
  declineProposal: coordinator,
  abandonEdition: coordinator,
  declareCorrection: coordinator,
  endAccess: coordinator,
  restoreAccess: coordinator,
  carryRemarks: coordinator,
  answerCarried: author,
  addSource: author,
  removeSource: author,
  placeSource: author,
  undo: someone,
};

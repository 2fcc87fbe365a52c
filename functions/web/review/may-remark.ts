import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { Round } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Hash } from "../../../shared/values.ts";
import type { Opened } from "../http/access.ts";

/** Whether someone may remark on a round: it is open, and asks them, or they coordinate (for those in the room). */
export function mayRemark(opened: Opened, round: Round): boolean {
  return openRound(opened.state) === round && (isAsked(opened, round) || opened.roles.has("coordinator"));
}

/** Whether a round asks someone for their decision. */
export function isAsked({ visitor, roles }: Opened, round: Round): boolean {
  return roles.has("reviewer") && round.reviewers.includes(visitor.person.id);
}

/** The open round that the form was about. Throws `round-closed`, `version-replaced`, `not-reviewer`. */
export function roundAsked(opened: Opened, asked: { round: number; version: Hash }): Round {
  const round = openRound(opened.state);
  if (round?.number !== asked.round) throw new Refusal("round-closed", { round: asked.round });
  if (round.version !== asked.version) throw new Refusal("version-replaced", { version: round.version });
  if (!mayRemark(opened, round)) throw new Refusal("not-reviewer");
  return round;
}

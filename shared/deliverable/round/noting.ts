import { alreadyDone } from "../../chain/aggregate.ts";
import { canonicalJson, plain } from "../../chain/hash.ts";
import { type Hash, without } from "../../values.ts";
import { type CommandOf, type Decided, happens } from "../decided.ts";
import type { Sitting, State } from "../state.ts";
import { openRound } from "./round.ts";

/**
 * Keeps what a meeting is now, on whose agenda the deliverable is, whatever its own stage: which round discusses which version
 * there. A word older than the one it knows, or that says nothing new, changes nothing. Never refuses.
 */
export function noteMeeting(state: State, { meeting, sitting }: CommandOf<"noteMeeting">): Decided {
  const known = state.meetings.find((each) => each.meeting === meeting);
  if (!sitting) return known && !known.seminar ? happens("meetingNoted", { meeting }) : alreadyDone;
  if (known && !known.seminar && known.of >= sitting.of) return alreadyDone;
  const { version, ...rest } = sitting;
  const noted = plain({ ...rest, ...bindingOf(state, known, rest, version) });
  return known && !known.seminar && isSame(known, noted)
    ? alreadyDone
    : happens("meetingNoted", { meeting, sitting: noted });
}

type Binding = Pick<Sitting, "round" | "version" | "pinned">;

/**
 * The round and the version that a meeting discusses: those of the open round, of the final, or of the round that it was about
 * when it closed; once it was held, what it discussed stays.
 */
function bindingOf(
  state: State,
  known: Sitting | undefined,
  { stage }: Pick<Sitting, "stage">,
  chosen: Hash | undefined,
): Binding {
  if (chosen !== undefined) {
    const round = state.rounds.findLast(({ version }) => version === chosen)?.number;
    return { version: chosen, pinned: true, ...(round !== undefined && { round }) };
  }
  const before = { round: known?.round, version: known?.version };
  // a seminar of before was its round's, which may have closed since
  if (known?.seminar) return before;
  const settled = known !== undefined && !known.pinned && known.round !== undefined && stage !== "planned";
  if (settled || known?.stage === "held") return before;
  const open = openRound(state);
  if (open) return { round: open.number, version: open.version };
  if (state.final) return { round: state.final.round, version: state.final.version };
  if (known?.round !== undefined && !known.pinned) return before;
  const last = state.rounds.at(-1);
  return stage === "held" && last ? { round: last.number, version: last.version } : {};
}

function isSame(known: Sitting, noted: Omit<Sitting, "meeting">): boolean {
  return canonicalJson(plain(without(known, "meeting", "of"))) === canonicalJson(without(noted, "of"));
}

import type { Letter } from "../../shared/workflow/job.ts";
import { draftRead, draftUnreadable } from "./letters/draft.ts";
import { access, final, withdrawn } from "./letters/final.ts";
import { decisionReceived, invited, reminder } from "./letters/review.ts";
import { allDecided, deadlineMoved, deadlinePassed, newDecision, roundClosed } from "./letters/round.ts";
import type { Write } from "./toward.ts";

/** Each letter of the line, by its name. */
export const write: { [L in Letter]: Write } = {
  ...{ invited, reminder, decisionReceived },
  ...{ newDecision, allDecided, roundClosed, deadlinePassed, deadlineMoved },
  ...{ draftRead, draftUnreadable },
  ...{ final, withdrawn, access },
};

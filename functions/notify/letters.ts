import type { WrittenLetter } from "../../shared/jobs/job.ts";
import { draftAsked } from "./letters/asked.ts";
import { chased } from "./letters/chased.ts";
import { newDecision } from "./letters/decisions.ts";
import { delegated, delegationProposed, delegationRefused } from "./letters/delegation.ts";
import { dispositions } from "./letters/dispositions.ts";
import { draftRead, draftUnreadable } from "./letters/draft.ts";
import {
  editionAbandoned,
  editionOpened,
  finalWithdrawn,
  partProposed,
  proposalDeclined,
  proposalTaken,
} from "./letters/edition.ts";
import { access, accessSent, final, withdrawn } from "./letters/final.ts";
import { reminder } from "./letters/reminder.ts";
import { resolutionReminder } from "./letters/resolutions.ts";
import { decisionReceived, decisionReported, invited } from "./letters/review.ts";
import { allDecided, deadlineMoved, deadlinePassed, roundClosed, roundOpened } from "./letters/round.ts";
import { sourceChanged, sourceWithdrawn } from "./letters/translation.ts";
import { undelivered } from "./letters/undelivered.ts";
import { unreached } from "./letters/unreached.ts";
import { weekly } from "./letters/weekly.ts";
import type { LetterWriter } from "./recipient.ts";

/** Each letter of the line, by its name. */
export const letterWriters: { [L in WrittenLetter]: LetterWriter } = {
  ...{ invited, reminder, decisionReceived, decisionReported, dispositions },
  ...{ delegationProposed, delegated, delegationRefused },
  ...{ meetingInvited: ofMeeting("meetingInvited"), meetingChanged: ofMeeting("meetingChanged") },
  ...{ meetingCancelled: ofMeeting("meetingCancelled"), meetingToRecord: ofMeeting("meetingToRecord") },
  ...{
    meetingRecorded: ofMeeting("meetingRecorded"),
    resolutionGiven: ofMeeting("resolutionGiven"),
    resolutionChased: ofMeeting("resolutionChased"),
    resolutionReminder,
    reportDue: async (occasion) => (await import("./letters/reports.ts")).reportDue(occasion),
  },
  statementSent: async (occasion) => (await import("./letters/statement.ts")).statementSent(occasion),
  ...{ roundOpened, newDecision, allDecided, roundClosed, deadlinePassed, deadlineMoved },
  ...{ draftAsked, draftRead, draftUnreadable, chased, sourceChanged, sourceWithdrawn },
  ...{ editionOpened, editionAbandoned, partProposed, proposalTaken, proposalDeclined, finalWithdrawn },
  ...{ final, withdrawn, access, accessSent, weekly, undelivered, unreached },
};

/** A letter about a meeting: what writes it, and the words of a programme for kinds of meetings, are loaded with the first. */
function ofMeeting(letter: keyof typeof import("./letters/meeting.ts")): LetterWriter {
  return async (occasion) => (await import("./letters/meeting.ts"))[letter](occasion);
}

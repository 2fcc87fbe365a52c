import { seminarId } from "../../shared/deliverable/round/sittings.ts";
import type { FormerLetter, WrittenLetter } from "../../shared/jobs/job.ts";
import type { Done, JobOf } from "../../shared/jobs/steps.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { loadMeeting } from "../../shared/stored/meeting.ts";
import type { NotifyPorts, WrittenMail } from "./occasion.ts";

/** Letters about the seminar of a round, and those about the meeting that it became. */
const letters: Record<FormerLetter, WrittenLetter> = {
  seminarInvited: "meetingInvited",
  seminarChanged: "meetingChanged",
  seminarCancelled: "meetingCancelled",
  seminarToRecord: "meetingToRecord",
};

/** Minutes after which it is looked again whether a seminar has become a meeting. */
const pause = 5;

/**
 * A mail that was owed about a seminar, as one about the meeting which that became; any other as it is. It waits while the
 * seminar is still to become one; where there is none, it is done.
 */
export async function asOfMeeting({ store, clock }: NotifyPorts, job: JobOf<"mail">): Promise<WrittenMail | Done> {
  const { letter } = job;
  if (!isFormer(letter)) return { ...job, letter };
  const { deliverable, round, seq: _, ...rest } = job;
  if (deliverable === undefined || round === undefined) return "done";
  const meeting = seminarId(deliverable, round);
  if (await loadMeeting(store, meeting)) return { ...rest, letter: letters[letter], meeting };
  const meetings = (await loadState(store, deliverable))?.state.meetings ?? [];
  const isToCome = meetings.some((each) => each.meeting === meeting && each.seminar !== undefined);
  return isToCome ? { until: new Date(clock() + pause * 60_000).toISOString() } : "done";
}

function isFormer(letter: WrittenLetter | FormerLetter): letter is FormerLetter {
  return letter in letters;
}

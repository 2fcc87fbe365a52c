import { seminarId } from "../../shared/deliverable/round/sittings.ts";
import type { LetterName } from "../../shared/jobs/job.ts";
import type { JobOf } from "../../shared/jobs/steps.ts";
import type { Store } from "../../shared/ports.ts";
import { loadMeeting } from "../../shared/stored/meeting.ts";

/** Letters about the seminar of a round, and those about the meeting that it became. */
const letters: Partial<Record<LetterName, LetterName>> = {
  seminarInvited: "meetingInvited",
  seminarChanged: "meetingChanged",
  seminarCancelled: "meetingCancelled",
  seminarToRecord: "meetingToRecord",
};

/** A mail that was owed about a seminar which has become a meeting since, as one about that meeting; any other as it is. */
export async function asOfMeeting(store: Store, job: JobOf<"mail">): Promise<JobOf<"mail">> {
  const letter = letters[job.letter];
  if (!letter || job.deliverable === undefined || job.round === undefined) return job;
  const meeting = seminarId(job.deliverable, job.round);
  if (!(await loadMeeting(store, meeting))) return job;
  const { deliverable: _, round: __, seq: ___, ...rest } = job;
  return { ...rest, letter, meeting };
}

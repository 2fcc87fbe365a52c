import { isDeepStrictEqual } from "node:util";
import { href } from "../addresses.ts";
import { plain } from "../chain/hash.ts";
import type { Command } from "../meeting/command.ts";
import type { Event } from "../meeting/event.ts";
import { peopleIn } from "../meeting/named-people.ts";
import type { Meeting } from "../meeting/state.ts";
import { summarize } from "../meeting/summary.ts";
import { saidIn } from "../meeting/texts.ts";
import type { EventFile, Kept } from "./chain.ts";
import { everyMeeting, listedSummary, meetingChain, meetingRows, meetings } from "./meeting.ts";
import { sourceKey, textKey } from "./objects.ts";

/** Meetings, for those who go through everything. */
export const keptMeetings: Kept<Meeting, Command, Event> = {
  ...meetingChain,
  ...meetings,
  rows: [...meetingChain.rows, ...meetingRows],
  ids: everyMeeting,
  listed: async (store, state) => {
    const listed = await listedSummary(store, state);
    if (!listed) return "nowhere";
    const made = plain(summarize(state));
    return listed.schema !== made.schema || isDeepStrictEqual(listed, made) ? "as it is" : "otherwise";
  },
  files: (_, events) => events.flatMap(filesOf),
  people: peopleIn,
  idIn: (job) => ("meeting" in job ? job.meeting : undefined),
  knows: ({ seq }, job) => !("seq" in job) || job.seq === undefined || job.seq <= seq,
  page: (id) => href("meeting", { meeting: id }),
};

/** The texts of what was said and decided, the minutes that were uploaded. */
function filesOf(event: Event): EventFile[] {
  const { texts, files } = saidIn(event);
  return [
    ...texts.map((ref) => ({ key: textKey(ref), content: { sha256: ref }, said: true as const })),
    ...files.map(({ hash, bytes }) => ({
      key: sourceKey(hash),
      content: { sha256: hash, bytes },
      said: true as const,
    })),
  ];
}

import { actingAs, isNamed } from "../../../shared/deliverable/holder.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import {
  documentsOf,
  type Meeting,
  type MeetingRecord,
  type Resolution,
  resolutionOf,
} from "../../../shared/meeting/state.ts";
import { summarize } from "../../../shared/meeting/summary.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Visitor, Web } from "../http/context.ts";
import { coordinates, entered, isOfMeeting, rolesOf } from "../http/rights.ts";
import { coordinators, type Who } from "../http/route.ts";
import { theVisitor } from "../http/visitor.ts";

/** A meeting, and the coordinator who looks at it. */
export type OpenedMeeting = { meeting: Meeting; visitor: Visitor };
/**
 * A meeting as somebody sees it; `office`: as a coordinator; `documents`: the deliverables on its agenda, as they stand; `invited`:
 * they are of the meeting, and not of one of its documents alone; `resolutions`, `minutes`: what they read of what it decided and of what was
 * said, all or nothing.
 */
export type SeenMeeting = OpenedMeeting & {
  office: boolean;
  invited: boolean;
  documents: State[];
  resolutions: readonly Resolution[];
  minutes: Minutes;
};
type Minutes = Pick<MeetingRecord, "minutes" | "minutesFile">;
/** One decision of it, for who is to do it, and for coordinators. */
export type OpenedResolution = SeenMeeting & { resolution: Resolution };

/** Whoever entered: coordinators find all meetings, others theirs. Throws `not-found`. */
export const entering: Who<Visitor> = {
  name: "whoever entered",
  admit: (c) => {
    const visitor = theVisitor(c);
    if (!entered(visitor)) throw new Refusal("not-found");
    return visitor;
  },
};

/** Coordinators, of the meeting in the path. Throws `not-found`. */
export const ofMeeting: Who<OpenedMeeting> = {
  name: coordinators.name,
  admit: async (c, web) => {
    const visitor = await coordinators.admit(c, web);
    return { visitor, meeting: await meetingInPath(c, web) };
  },
};

/**
 * Those of the meeting in the path: coordinators, who was invited or came, who does what it decided, who writes or reviews a document of
 * its agenda. Throws `not-found`.
 */
export const meetingGoers: Who<SeenMeeting> = {
  name: "those of the meeting",
  admit: async (c, web) => {
    const visitor = theVisitor(c);
    const meeting = await meetingInPath(c, web);
    const documents = await documentsIn(web, meeting);
    const office: boolean = coordinates(visitor);
    const invited = isOfMeeting(visitor, summarize(meeting));
    if (!invited && !documents.some((state) => worksOn(visitor, state))) throw new Refusal("not-found");
    return { visitor, meeting, office, invited, documents, ...readIn(meeting, invited) };
  },
};

/** What a meeting decided and its minutes, for those who are of it; nothing of either for who writes or reviews one of its documents alone. */
export function readIn(
  { resolutions, record }: Meeting,
  invited: boolean,
): Pick<SeenMeeting, "resolutions" | "minutes"> {
  if (!invited) return { resolutions: [], minutes: {} };
  const { minutes, minutesFile } = record ?? {};
  return { resolutions, minutes: { ...(minutes && { minutes }), ...(minutesFile && { minutesFile }) } };
}

/** Who is to do the decision in the path, themselves or with their organisation, and coordinators. Throws `not-found`. */
export const doers: Who<OpenedResolution> = {
  name: "who is to do it",
  admit: async (c, web) => {
    const seen = await meetingGoers.admit(c, web);
    const resolution = resolutionOf(seen, param(c, "resolution"));
    const may = resolution && (seen.office || isNamed([resolution.person], actingAs(seen.visitor.person)));
    if (!resolution || !may) throw new Refusal("not-found");
    return { ...seen, resolution };
  },
};

async function meetingInPath(c: PageContext, web: Web): Promise<Meeting> {
  const loaded = await loadMeeting(web.ports.store, param(c, "meeting"));
  if (!loaded) throw new Refusal("not-found");
  return loaded.state;
}

/** The deliverables on a meeting's agenda, as they stand. */
export async function documentsIn({ ports }: Web, meeting: Meeting): Promise<State[]> {
  const loaded = await Promise.all(documentsOf(meeting).map((id) => loadState(ports.store, id)));
  return loaded.flatMap((each) => (each ? [each.state] : []));
}

function worksOn(visitor: Visitor, state: State): boolean {
  const roles = rolesOf(visitor, state);
  return roles.has("author") || roles.has("reviewer");
}

/** Coordinators, of the decision in the path. Throws `not-found`. */
export const doersInOffice: Who<OpenedResolution> = {
  name: coordinators.name,
  admit: async (c, web) => {
    const opened = await doers.admit(c, web);
    if (!opened.office) throw new Refusal("not-found");
    return opened;
  },
};

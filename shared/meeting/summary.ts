import { type Holder, without } from "../values.ts";
import { documentsOf, isMinuted, type Meeting, type MeetingPlan, openResolutions } from "./state.ts";

/** Raised when a state makes another summary than it did: a stored one of before is made anew from its state. */
export const summarySchema = 2;

/** What lists show of a meeting; `documents`: the deliverables on its agenda. */
export type Summary = Omit<MeetingPlan, "agenda"> &
  Pick<Meeting, "id" | "stage" | "sequence" | "planChanged" | "minutesDeliverable"> & {
    schema: typeof summarySchema;
    documents: string[];
    present?: string[];
    outsiders?: number;
    /** Its minutes are there, written or as a file. */
    minuted: boolean;
    resolutions: { open: number; all: number };
    /** Whose the open resolutions are. */
    holders: Holder[];
  };

/** The summary of a meeting as it stands. Pure. */
export function summarize(meeting: Meeting): Summary {
  const { record, resolutions, ...rest } = without(meeting, "agenda", "seq", "head", "reason");
  const open = openResolutions(meeting);
  return {
    ...rest,
    schema: summarySchema,
    documents: documentsOf(meeting),
    ...(record && { present: record.present, outsiders: record.outsiders }),
    minuted: isMinuted(meeting),
    resolutions: { open: open.length, all: resolutions.length },
    holders: [...new Set(open.map(({ person }) => person))],
  };
}

/**
 * Whether someone is of a meeting: invited, there, its organiser, or to do something that it decided, themselves or by their
 * organisation (`holders`: both).
 */
export function isOf(summary: Summary, holders: readonly Holder[]): boolean {
  const { organiser, invited, present = [], holders: doing } = summary;
  return [organiser, ...invited, ...present, ...doing].some((each) => holders.includes(each));
}

import * as z from "zod";
import { bounds } from "../../../shared/meeting/state.ts";
import { meetingKinds } from "../../../shared/programme/state.ts";
import { confirmedValue } from "../components/confirmation.ts";
import { seen } from "../components/stale.ts";
import { day } from "../http/day.ts";
import { holder, identifier, line } from "../http/input.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "input.time");
const actionName = z.string("input.wrong").regex(/^[\w-]{1,64}\/[\w-]{1,64}$/, "input.wrong");

/** A meeting as a form gives it; `id`: of a new one, so that the same form sent twice plans one. */
export const planEntry = z.strictObject({
  id: identifier.optional(),
  /** The meeting of the series after which this one comes. */
  after: identifier.optional(),
  kind: z.enum(meetingKinds, "input.meeting.kind"),
  title: line(undefined, 200).default(""),
  date: day,
  until: day.optional(),
  starts: time.optional(),
  ends: time.optional(),
  place: line(undefined, 300).default(""),
  call: line(undefined, 300).optional(),
  actions: z.array(actionName).max(bounds.actions, "input.many").default([]),
  /** What the programme expects, "2008/reseau#reunion-trimestrielle". */
  answers: z
    .string("input.wrong")
    .regex(/^[\w-]{1,64}\/[\w-]{1,64}#[\w-]{1,64}$/, "input.wrong")
    .optional(),
  /** Matters of the agenda, by `matterKey`. */
  matters: z
    .array(z.string().regex(/^(version|action|resolution|words):[\w/-]{1,200}$/, "input.wrong"))
    .max(bounds.agenda, "input.many")
    .default([]),
  /** What else is to be discussed, a line each. */
  lines: z.array(line(undefined, 300)).max(40, "input.many").default([]),
  invited: z.array(holder).max(bounds.invited, "input.many").default([]),
  /** Of further meetings of a series, a line each. */
  dates: z.array(day).max(12, "input.many").default([]),
  /** The days, although they are unusual. */
  confirmed: confirmedValue,
  seen,
});
export type PlanEntry = z.infer<typeof planEntry>;

import * as z from "zod";
import { confirmedValue } from "../components/confirmation.ts";
import { day } from "../http/day.ts";
import { identifier, line } from "../http/input.ts";
import { roundNumber } from "./open-round.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "input.time");
/** What a coordinator says of a seminar. */
export const planning = z.strictObject({
  round: roundNumber,
  date: day,
  starts: time.optional(),
  ends: time.optional(),
  place: line(undefined, 300).default(""),
  call: line(undefined, 300).optional(),
  invited: z.array(identifier).max(200, "input.many").default([]),
  agenda: z.string().trim().max(10_000, "input.long").optional(),
  /** The day, although it is unusual. */
  confirmed: confirmedValue,
});
export type Planned = z.infer<typeof planning>;

import * as z from "zod";
import { day } from "../http/day.ts";
import { identifier } from "../http/input.ts";

/** A new edition: why, how it becomes final, until when, and which proposed parts go into it. */
export const opening = z.strictObject({
  reason: z.string().trim().max(4000, "input.long").optional(),
  /** Left out: by a round, where a program asks or the kind has no other way. */
  way: z.enum(["round", "correction"], "input.wrong").optional(),
  proposals: z.array(identifier).max(100).default([]),
  dueDraft: day.optional(),
  dueFinal: day.optional(),
});

/** The correction that the coordinator declares. */
export const declaring = z.strictObject({
  /** The version that the coordinator saw. */
  version: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
  /** A translation, although it does not follow its original. */
  behind: z.boolean().default(false),
});

/** Why an edition that is being made is given up. */
export const abandoning = z.strictObject({ reason: z.string().trim().max(4000, "input.long").optional() });

/** Why a part that was sent of a final is not taken up. */
export const declining = z.strictObject({
  reason: z.string("input.reason").trim().min(1, "input.reason").max(4000, "input.long"),
});

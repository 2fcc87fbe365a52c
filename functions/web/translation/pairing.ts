import * as z from "zod";

/** A passage by its place: "part-1 3f9a…". */
const place = z.string("input.passage").regex(/^[\w-]{1,64} [\w-]{1,64}$/, "input.passage");

/** What an author says of passages; `seen`: the pairing that they saw, so that what changed since is not said of another. */
export const pairing = z.strictObject({
  what: z.enum(["current", "pairs", "added", "spared", "needed", "moved"], "input.wrong"),
  seen: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
  /** Of the translation. */
  passages: z.array(place).max(2000, "input.many").default([]),
  /** Of the source: what a passage translates instead, or one to be spared. */
  source: place.optional(),
  /** Of the source, to be spared at once. */
  sources: z.array(place).max(2000, "input.many").default([]),
  /** That somebody says it, where no passage is ticked: programs send the forms that they find as they are. */
  confirmed: z.boolean().default(false),
});
export type PairingAsked = z.infer<typeof pairing>;

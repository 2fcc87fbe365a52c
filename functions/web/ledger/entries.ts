import * as z from "zod";
import { day } from "../http/day.ts";
import { holder, identifier, line } from "../http/input.ts";

/** What a line is for, as `whatName` writes it: agreement, action and term. */
const what = z.string("input.wrong").regex(/^[\w-]{1,64}\/[\w-]{1,64}\/[\w-]{1,64}\/[\w-]{1,64}$/, "input.wrong");
/** A quantity or an amount as it is typed: which number it is depends on its unit, and on the language. */
const amount = line(undefined, 40).optional();

/** One entry as its form gives it; `id`: so that the same form sent twice enters one; `upload`: its proof, which came before. */
export const oneEntry = z.strictObject({
  id: identifier.optional(),
  what: what.optional(),
  date: day.optional(),
  amount,
  cents: amount,
  who: holder.optional(),
  note: line(undefined, 300).default(""),
  upload: identifier.optional(),
  do: z.enum(["enter", "proof"]).default("enter"),
});
/** What one entry is made of. */
export type Entering = z.infer<typeof oneEntry>;

/** That an entry is undone, and why. */
export const undoing = z.strictObject({ note: line(undefined, 300).default("") });
/** Why an entry is undone. */
export type Undoing = z.infer<typeof undoing>;

/** The comings to a meeting that are entered, and by what they are paid, as `whatName` writes it. */
export const missions = z.strictObject({
  paid: what.optional(),
  people: z.array(identifier).max(400, "input.many").default([]),
  do: z.enum(["enter", "choose"]).default("enter"),
  confirmed: z.boolean().default(false),
});
/** Who is paid for coming, and by what. */
export type Missions = z.infer<typeof missions>;

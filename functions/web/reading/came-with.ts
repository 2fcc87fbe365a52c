import * as z from "zod";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Anchor } from "../../../shared/document/anchor.ts";
import { nameOf, type Parts } from "../components/passages.ts";

/** A remark as it came from a Word file, but for what its form says of it: who wrote and answered it there, its other half, where exactly it is. */
export type CameWith = Pick<
  Contribution,
  "type" | "anchor" | "proposal" | "elsewhere" | "file" | "replies" | "resolved"
>;

/** Characters of it that a form brings along at most: the rest of a form has room still. */
const longest = 100_000;

const said = z.string().max(longest);
const anchor = z.strictObject({
  ...{ part: said, block: said },
  quotation: z.strictObject({ exact: said, prefix: said, suffix: said }).optional(),
});
const signed = { author: said, date: said.optional() };
const shape = z.strictObject({
  type: z.enum(["comment", "correction", "addition", "reference"]),
  anchor: anchor.optional(),
  proposal: said.optional(),
  elsewhere: z.strictObject({ type: z.enum(["correction", "addition"]), anchor, proposal: said }).optional(),
  file: z.strictObject({ ...signed, untracked: z.literal(true).optional() }).optional(),
  replies: z.array(z.strictObject({ ...signed, text: said })).optional(),
  resolved: z.literal(true).optional(),
}) satisfies z.ZodType<CameWith>;

/** What a remark came with, as its form brings it along; undefined where it came with nothing that its form lacks. */
export function cameField(remark: CameWith): string | undefined {
  const { type, anchor, proposal, elsewhere, file, replies, resolved } = remark;
  if (!file && !replies && !resolved && !elsewhere) return undefined;
  return JSON.stringify({ type, anchor, proposal, elsewhere, file, replies, resolved } satisfies CameWith);
}

/** Whether a form can bring back a remark whole. */
export function comesBack(remark: CameWith): boolean {
  return (cameField(remark) ?? "").length <= longest;
}

/**
 * What a form brings along, of passages that the version has: whoever sends one could send a Word file that says the same. In an anonymous
 * round it says no names, as such a file does not there. Undefined for what no form of ours brings.
 */
export function cameWith(field: string, version: Parts, anonymous: boolean): CameWith | undefined {
  const parsed = shape.safeParse(jsonOf(field));
  if (!parsed.success) return undefined;
  const came = parsed.data;
  const there = (place: Anchor | undefined) => place === undefined || nameOf(version, place) !== undefined;
  if (!there(came.anchor) || !there(came.elsewhere?.anchor)) return undefined;
  return anonymous ? unsigned(came) : came;
}

function unsigned({ file, replies, ...rest }: CameWith): CameWith {
  const nobody = <T extends { author: string }>(each: T): T => ({ ...each, author: "" });
  return { ...rest, ...(file && { file: nobody(file) }), ...(replies && { replies: replies.map(nobody) }) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

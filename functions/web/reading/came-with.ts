import * as z from "zod";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import { unsigned } from "../../../shared/deliverable/remarks/unsigned.ts";
import { calendarDay } from "../../../shared/time/written-day.ts";
import { type Parts, saysPassage } from "../components/passages.ts";

/** A remark as it came from a Word file, but for what its form says of it: who wrote and answered it there, its other half, where exactly it is. */
export type CameWith = Pick<
  Contribution,
  "type" | "anchor" | "proposal" | "elsewhere" | "file" | "replies" | "resolved"
>;

const anchor = z.strictObject({
  ...{ part: z.string(), block: z.string() },
  quotation: z.strictObject({ exact: z.string(), prefix: z.string(), suffix: z.string() }).optional(),
});
const dated = z.string().refine((date) => calendarDay(date) !== undefined);
const signed = { author: z.string(), date: dated.optional() };
const shape = z.strictObject({
  type: z.enum(["comment", "correction", "addition", "reference"]),
  anchor: anchor.optional(),
  proposal: z.string().optional(),
  elsewhere: z.strictObject({ type: z.enum(["correction", "addition"]), anchor, proposal: z.string() }).optional(),
  file: z.strictObject({ ...signed, untracked: z.literal(true).optional() }).optional(),
  replies: z.array(z.strictObject({ ...signed, text: z.string() })).optional(),
  resolved: z.literal(true).optional(),
}) satisfies z.ZodType<CameWith>;

/**
 * What a remark came with, as the form that brings it back says it, without the dates of a file that are no calendar days;
 * undefined where it came with nothing that this form lacks.
 */
export function cameField(remark: CameWith): string | undefined {
  const { type, anchor, proposal, elsewhere, file, replies, resolved } = remark;
  if (!file && !replies && !resolved && !elsewhere) return undefined;
  return JSON.stringify({
    ...{ type, anchor, proposal, elsewhere, file: file && soundlyDated(file) },
    ...{ replies: replies?.map(soundlyDated), resolved },
  } satisfies CameWith);
}

function soundlyDated<T extends { date?: string }>({ date, ...rest }: T) {
  return { ...rest, ...(calendarDay(date) !== undefined && { date }) };
}

/**
 * What a form brings along, of passages that the version says: whoever sends one could send a Word file that says the same. In an
 * anonymous round it says no names, as such a file does not there. Undefined for what no form of ours brings.
 */
export function cameWith(field: string, version: Parts, anonymous: boolean): CameWith | undefined {
  const parsed = shape.safeParse(jsonOf(field));
  if (!parsed.success) return undefined;
  const came = parsed.data;
  const passages = [came.anchor, came.elsewhere?.anchor].filter((passage) => passage !== undefined);
  if (!passages.every((passage) => saysPassage(version, passage))) return undefined;
  return anonymous ? unsigned(came) : came;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

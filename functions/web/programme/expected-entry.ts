import * as z from "zod";
import { seen } from "../components/stale.ts";
import { identifier, line } from "../http/input.ts";

/** Something expected, as a form gives it. `what`: "document:synthesis-note", "document:" of any kind, "sheets", "meeting:internal". */
export const expectedEntry = z.strictObject({
  title: line("input.expected.title", 200),
  what: z.string("input.what").regex(/^(?:(?:document|meeting):[\w-]{0,64}|sheets)$/, "input.what"),
  sheets: line(undefined, 80).optional(),
  count: z.int("input.count").min(1, "input.count").max(9_999, "input.count").default(1),
  when: line(undefined, 120).optional(),
  strand: z
    .string("input.wrong")
    .regex(/^[\w-]{1,64}$/, "input.wrong")
    .optional(),
  sources: z.array(identifier).max(10, "input.many").default([]),
  seen,
});
export type ExpectedEntry = z.infer<typeof expectedEntry>;

import * as z from "zod";
import { seen } from "../components/stale.ts";
import { day } from "../http/day.ts";
import { line } from "../http/input.ts";

/** A programme as a form gives it, without its actions. */
export const programmeEntry = z.strictObject({
  title: line("input.programme.title", 200),
  from: day,
  until: day,
  families: z.array(line(undefined, 80), "input.families").min(1, "input.families").max(20, "input.many"),
  seen,
});
export type ProgrammeEntry = z.infer<typeof programmeEntry>;

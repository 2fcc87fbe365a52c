import * as z from "zod";
import { defineRow } from "./define.ts";

/**
 * By kind, a hash of the sections that it demanded when all drafts of it were last checked against it; `begun`: drafts are being checked
 * toward the sections of that hash, those up to `after` are.
 */
export const demandsRow = defineRow({
  at: "PULSE / kinds",
  what: "what kinds demanded when drafts were last checked against them",
  by: ["web", "tick"],
  leaves: false,
  shape: z.object({
    sections: z.record(z.string(), z.string()),
    begun: z.object({ toward: z.string(), after: z.string() }).optional(),
  }),
});

import * as z from "zod";

/** A programme's file, as it was pasted. */
export const fileEntry = z.strictObject({
  file: z.string("input.file").trim().min(1, "input.file").max(1_000_000, "input.long"),
});

export type FileEntry = z.infer<typeof fileEntry>;

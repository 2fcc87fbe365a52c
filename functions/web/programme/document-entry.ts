import * as z from "zod";
import { changesSchema } from "../deliverable/plan.ts";
import { identifier } from "../http/input.ts";

/** A new document of a programme. */
export const documentEntry = z.strictObject({
  /** Given by the form, so that a form sent twice makes one. */
  id: identifier.optional(),
  title: changesSchema.shape.title,
  action: z.string("input.action"),
});

export type DocumentEntry = z.infer<typeof documentEntry>;

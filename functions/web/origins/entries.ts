import * as z from "zod";
import { seen } from "../components/stale.ts";
import { identifier, line } from "../http/input.ts";

const hash = z.string("input.version").regex(/^[0-9a-f]{64}$/, "input.version");

/** `from`: the version of the document of origin, as the form of a comparison sends it. */
export const comparingOrigin = z.strictObject({ from: hash.optional(), to: hash });
export type ComparedOrigin = z.infer<typeof comparingOrigin>;

/** Something to draw on: a version or a meeting by its choice, or a file that came and what it is called. */
export const addingSource = z.strictObject({
  /** Given by the form, so that a form sent twice adds one. */
  id: identifier.optional(),
  thing: z
    .string("input.source")
    .regex(/^(version:[\w-]{1,64}\.[0-9a-f]{64}|meeting:[\w-]{1,64})$/, "input.source")
    .optional(),
  upload: identifier.optional(),
  title: line(undefined, 300).optional(),
});
export type AddedSource = z.infer<typeof addingSource>;

/** The sections that draw on a source: "<part>#<heading's block>". */
export const placingSource = z.strictObject({
  seen,
  sections: z
    .array(z.string("input.wrong").regex(/^[\w-]{1,64}#[\w-]{1,200}$/, "input.wrong"))
    .max(100, "input.many")
    .default([]),
});
export type PlacedSource = z.infer<typeof placingSource>;

import * as z from "zod";

const hash = z.string("input.version").regex(/^[0-9a-f]{64}$/, "input.version");

/** `from`: the version of the document of origin, as the form of a comparison sends it. */
export const comparingOrigin = z.strictObject({ from: hash.optional(), to: hash });
export type ComparedOrigin = z.infer<typeof comparingOrigin>;

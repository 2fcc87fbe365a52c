import { errors } from "./catalogues.ts";
import type { Key } from "./translate.ts";

/** What a refusal says, by its code (`shared/errors.ts`). */
export const errorTexts = errors;
export type ErrorKey = Key<typeof errorTexts>;

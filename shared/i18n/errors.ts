import en from "./en/errors.json" with { type: "json" };
import fr from "./fr/errors.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What a refusal says, by its code (`shared/errors.ts`). */
export const errorTexts = { fr, en } as const;
export type ErrorKey = Key<typeof errorTexts>;

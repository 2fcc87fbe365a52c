import en from "./en/warnings.json" with { type: "json" };
import fr from "./fr/warnings.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What a reader's warning says, by its code. */
export const warningTexts = { fr, en } as const;
export type WarningKey = Key<typeof warningTexts>;

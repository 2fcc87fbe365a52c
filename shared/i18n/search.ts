import en from "./en/search.json" with { type: "json" };
import fr from "./fr/search.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What the page of a search says; loaded with it alone. */
export const searchTexts = { fr, en } as const;
export type SearchKey = Key<typeof searchTexts>;

import en from "./en/pages.json" with { type: "json" };
import fr from "./fr/pages.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What pages say. */
export const pageTexts = { fr, en } as const;
export type PageKey = Key<typeof pageTexts>;

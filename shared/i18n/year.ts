import en from "./en/year.json" with { type: "json" };
import fr from "./fr/year.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What the year, and lists of what is awaited, say. Not by way of `catalogues.ts`, which every page loads: these are loaded with the pages that say it. */
export const yearTexts = { fr, en } as const;
export type YearKey = Key<typeof yearTexts>;

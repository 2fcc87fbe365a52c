import en from "./en/help.json" with { type: "json" };
import fr from "./fr/help.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** Help, a page a role. Not by way of `catalogues.ts`, which every page loads: it is loaded with the pages that say it. */
export const helpTexts = { fr, en } as const;
export type HelpKey = Key<typeof helpTexts>;

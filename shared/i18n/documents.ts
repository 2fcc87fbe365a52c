import en from "./en/documents.json" with { type: "json" };
import fr from "./fr/documents.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What documents say by themselves: contents, notes, approval records, redlines, dossiers. */
export const documentTexts = { fr, en } as const;
export type DocumentKey = Key<typeof documentTexts>;

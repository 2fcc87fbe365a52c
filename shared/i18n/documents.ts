import { documents } from "./catalogues.ts";
import type { Key } from "./translate.ts";

/** What documents say by themselves: contents, notes, approval records, redlines, dossiers. */
export const documentTexts = documents;
export type DocumentKey = Key<typeof documentTexts>;

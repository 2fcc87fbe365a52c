import en from "./en/programmes.json" with { type: "json" };
import fr from "./fr/programmes.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** The words of a programme's file, and what is said of one that cannot be read: names, values of closed sets, faults. Not by way of `catalogues.ts`, as those of meetings. */
export const programmeTexts = { fr, en } as const;
export type ProgrammeKey = Key<typeof programmeTexts>;

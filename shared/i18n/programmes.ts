import { programmes } from "./catalogues.ts";
import type { Key } from "./translate.ts";

/** The words of a programme's file, and what is said of one that cannot be read: names, values of closed sets, faults. */
export const programmeTexts = programmes;
export type ProgrammeKey = Key<typeof programmeTexts>;

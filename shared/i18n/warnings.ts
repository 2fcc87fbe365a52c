import { warnings } from "./catalogues.ts";
import type { Key } from "./translate.ts";

/** What a reader's warning says, by its code. */
export const warningTexts = warnings;
export type WarningKey = Key<typeof warningTexts>;

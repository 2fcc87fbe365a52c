import { standings } from "./catalogues.ts";
import type { Key } from "./translate.ts";

/** What pages and letters say of how a deliverable stands, by its name (`shared/asking/standing.ts`). */
export const standingTexts = standings;
export type StandingKey = Key<typeof standingTexts>;

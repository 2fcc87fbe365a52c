import { pages } from "./catalogues.ts";
import type { Key } from "./translate.ts";

/** What pages say. */
export const pageTexts = pages;
export type PageKey = Key<typeof pageTexts>;

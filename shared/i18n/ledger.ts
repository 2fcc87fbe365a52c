import en from "./en/ledger.json" with { type: "json" };
import fr from "./fr/ledger.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What pages of entries say. Not by way of `catalogues.ts`, which every page loads: these are loaded with the pages that say it. */
export const ledgerTexts = { fr, en } as const;
export type LedgerKey = Key<typeof ledgerTexts>;

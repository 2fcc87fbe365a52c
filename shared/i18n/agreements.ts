import en from "./en/agreements.json" with { type: "json" };
import fr from "./fr/agreements.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What pages of agreements say. Not by way of `catalogues.ts`, which every page loads: these are loaded with the pages that say it. */
export const agreementTexts = { fr, en } as const;
export type AgreementKey = Key<typeof agreementTexts>;

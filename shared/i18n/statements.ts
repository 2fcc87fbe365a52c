import en from "./en/statements.json" with { type: "json" };
import fr from "./fr/statements.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What statements and financial reports say, as pages and as documents. Not by way of `catalogues.ts`, as those of meetings. */
export const statementTexts = { fr, en } as const;
export type StatementKey = Key<typeof statementTexts>;

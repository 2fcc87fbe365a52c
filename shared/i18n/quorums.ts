import en from "./en/quorums.json" with { type: "json" };
import fr from "./fr/quorums.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What pages and records say of a quorum, by its rule (`shared/kinds/quorum/`). */
export const quorumTexts = { fr, en } as const;
export type QuorumKey = Key<typeof quorumTexts>;

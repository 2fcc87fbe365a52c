import { quorums } from "./catalogues.ts";
import type { Key } from "./translate.ts";

/** What pages and records say of a quorum, by its rule (`shared/quorum/`). */
export const quorumTexts = quorums;
export type QuorumKey = Key<typeof quorumTexts>;

import * as z from "zod";
import { isCount, type QuorumRule } from "./rule.ts";

/** So many people approve: `"quorum": 2`. */
export const count: QuorumRule<number, number> = {
  demand: z.int().min(1),
  example: "1 | 2 | …",
  unit: "person",
  within: (wanted, reviewers) => Math.max(1, Math.min(wanted, reviewers)),
  stores: isCount,
  needed: (quorum) => quorum,
  beyond: (quorum, reviewers) =>
    quorum <= reviewers ? undefined : { code: "quorum-impossible", details: { quorum, reviewers } },
  words: { short: "short-count", sentence: "sentence-people", record: "record-people" },
};

import * as z from "zod";
import { isCount, type QuorumRule } from "./rule.ts";

/** So many member organisations approve, several reviewers of one being one: `"quorum": { "members": 2 }`. */
export const members: QuorumRule<{ members: number }, number> = {
  demand: z.strictObject({ members: z.int().min(1) }),
  example: '{"members": 1}',
  unit: "member",
  within: ({ members }, reviewers) => Math.max(1, Math.min(members, reviewers)),
  stores: isCount,
  needed: (quorum) => quorum,
  beyond: (quorum, members) =>
    quorum <= members ? undefined : { code: "quorum-beyond-members", details: { quorum, members } },
  words: { short: "short-count", sentence: "sentence-members", record: "record-members" },
};

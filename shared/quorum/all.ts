import * as z from "zod";
import type { QuorumRule } from "./rule.ts";

/** All who vote approve, at least one: `"quorum": "all"`. */
export const all: QuorumRule<"all", "all"> = {
  demand: z.literal("all"),
  example: '"all"',
  unit: "person",
  within: () => "all",
  stores: (quorum) => quorum === "all",
  needed: (_, { people }) => Math.max(1, people),
  beyond: () => undefined,
  words: { short: "short-all", sentence: "sentence-all", record: "record-all" },
};

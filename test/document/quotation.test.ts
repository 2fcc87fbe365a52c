import { expect, test } from "vitest";
import { occurrence } from "../../shared/document/quotation.ts";

test.each<[string, string, { exact: string; prefix: string; suffix: string }, number | undefined]>([
  ["words said once", "le réseau accueille", { exact: "réseau", prefix: "le ", suffix: "" }, 3],
  ["words said twice, by those around them", "un an, puis un an", { exact: "un an", prefix: "puis ", suffix: "" }, 12],
  ["words that are not there", "le réseau", { exact: "la ville", prefix: "", suffix: "" }, undefined],
  ["no words at all", "le réseau", { exact: "", prefix: "", suffix: "" }, undefined],
])("a quotation is found where it is: %s", (_, text, quotation, at) => {
  expect(occurrence(text, quotation)).toBe(at);
});

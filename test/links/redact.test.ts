import { expect, test } from "vitest";
import { serverWords } from "../../shared/links/redact.ts";

const token = `k1.${"a".repeat(24)}.${"b".repeat(43)}`;

test.each<[what: string, said: string, kept: string]>([
  ["an answer is kept as it was given", "550 5.1.1 mailbox unknown", "550 5.1.1 mailbox unknown"],
  ["on one line", "550-no\r\n550 such user", "550-no 550 such user"],
  ["without addresses", "550 <direction@oriv.example>: unknown", "550 <[address]>: unknown"],
  ["without links", `550 spam: https://livrable.example/l/${token}`, "550 spam: https://livrable.example/l/[link]"],
  ["to 300 characters", "x".repeat(400), `${"x".repeat(299)}…`],
  ["of what comes late, no half of an address", `550${" ".repeat(1_990)}direction@oriv.example`, "550"],
  ["nor of a link", `550${" ".repeat(1_930)}${token}`, "550"],
])("%s", (_, said, kept) => {
  expect(serverWords(said)).toBe(kept);
});

test("a long answer that holds no address is looked at in no time", () => {
  const began = performance.now();
  expect(serverWords("a".repeat(80_000))).toHaveLength(300);
  expect(performance.now() - began).toBeLessThan(1_000);
});

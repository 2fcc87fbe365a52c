import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { replay } from "../replay/replay.ts";

/**
 * `npm run bench:replay`: what the year 2008 costs from its first page to its last: seconds, requests of browsers, reads and writes
 * of the store (rows and queries) in all and a step, and what it leaves on the disk.
 */
const folder = join(mkdtempSync(join(tmpdir(), "livrable-replay-")), "data");
try {
  const started = performance.now();
  let steps = 0;
  const { stage, mailbox } = await replay(folder, () => void steps++);
  const seconds = (performance.now() - started) / 1000;
  const mails = (await mailbox.heads()).length;
  const { requests, reads, writes } = stage.counts;
  await stage.close();
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const each = (count: number) => Math.round((count / steps) * 10) / 10;
  console.table({
    seconds: { "in all": Math.round(seconds * 10) / 10, "a step": Math.round((seconds / steps) * 1000) / 1000 },
    "of this process, seconds of a core": { "in all": Math.round((userCPUTime + systemCPUTime) / 1e5) / 10 },
    steps: { "in all": steps },
    requests: { "in all": requests, "a step": each(requests) },
    reads: { "in all": reads, "a step": each(reads) },
    writes: { "in all": writes, "a step": each(writes) },
    mails: { "in all": mails, "a step": each(mails) },
    megabytes: { "in all": Math.round(bytesIn(folder) / 1e5) / 10 },
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function bytesIn(place: string): number {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

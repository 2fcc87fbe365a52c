import { mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Memory that Linux mounts as a folder. */
const memory = "/dev/shm";
/** Bytes: twice what all tests leave. */
const enough = 2 ** 31;

/**
 * One folder for all that tests write, which goes when they have ended: in memory where there is room, since the store and
 * the files wait until the disk has kept what they are given, the longest wait of most tests. Programs that tests start keep
 * there what they compiled, for the next start.
 */
export function setup(): () => void {
  // a short name: sentences that name a path in it are held to 80 columns
  const folder = mkdtempSync(join(hasRoom(memory) ? memory : tmpdir(), "livrable-"));
  process.env.TMPDIR = folder;
  process.env.NODE_COMPILE_CACHE = join(folder, "compiled");
  return () => rmSync(folder, { recursive: true, force: true });
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    // some tests run programs that they wrote
    const runs = !new RegExp(`^\\S+ ${folder} \\S+ \\S*noexec`, "m").test(readFileSync("/proc/mounts", "utf8"));
    return runs && bavail * bsize > enough;
  } catch {
    return false;
  }
}

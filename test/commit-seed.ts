import { execFileSync } from "node:child_process";

/**
 * Says, before all tests, which random tries they take: those of the commit, so that what passed on one machine is what another one tries,
 * and each commit tries others. `SEED=7 npm test` takes other ones at once.
 */
export function setup(): void {
  process.env.SEED ??= String(seedOf(commit()));
}

/** 32 bits of a commit's name, signed as fast-check has them. */
function seedOf(name: string): number {
  return Number.parseInt(name.slice(0, 8), 16) | 0;
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    // no repository: an archive of the sources
    return "0";
  }
}

import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it that are missing, with `mode` where it is given. One at a time: what Node does with
 * `recursive` never ends where a system answers "no such file" for a folder whose parent is there, as in `/proc`. Throws
 * what the system answers, also where the path is a file's.
 */
export function makePath(path: string, mode?: number): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  for (const folder of missing) make(folder, mode);
  statSync(`${path}/`);
}

/** Another process may have made it meanwhile. */
function make(folder: string, mode: number | undefined): void {
  try {
    mkdirSync(folder, { ...(mode !== undefined && { mode }) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

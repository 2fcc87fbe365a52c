import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

export const root = join(import.meta.dirname, "../..");

export type Ran = { code: number; stdout: string; stderr: string };

/** Runs the command as a user does, from the checkout. */
export async function livrable(...args: string[]): Promise<Ran> {
  const run = promisify(execFile)(process.execPath, ["infra/cli/livrable.mjs", ...args], { cwd: root });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

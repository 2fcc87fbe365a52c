import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

export const root = join(import.meta.dirname, "../../..");

export type Ran = { code: number; stdout: string; stderr: string };

/** Runs the command from the checkout, as its launcher does (which has tests of its own), in the language of the house. */
export function livrable(...args: string[]): Promise<Ran> {
  return livrableIn("fr", ...args);
}

/** The same in a terminal that speaks `language`. */
export function livrableIn(language: string, ...args: string[]): Promise<Ran> {
  return livrableAt({ LIVRABLE_LANG: "", LC_ALL: "", LC_MESSAGES: "", LANG: language }, ...args);
}

/** The same where the environment says more, in French unless it says so. */
export async function livrableAt(environment: NodeJS.ProcessEnv, ...args: string[]): Promise<Ran> {
  const env = { ...process.env, LIVRABLE_LANG: "fr", ...environment };
  const main = ["--disable-warning=ExperimentalWarning", "infra/cli/main.ts"];
  const run = promisify(execFile)(process.execPath, [...main, ...args], { cwd: root, env });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

/** What was printed, a sentence a line: lines that go on further in are joined. None may be wider than a terminal. */
export function sentences(printed: string): string[] {
  const lines = printed.trimEnd().split("\n");
  const wide = lines.filter((line) => [...line].length > 80);
  if (wide.length > 0) throw new Error(`wider than 80 columns: ${wide.join("\n")}`);
  return printed
    .trimEnd()
    .replaceAll(/\n {2,}(?!- )/g, " ")
    .split("\n");
}

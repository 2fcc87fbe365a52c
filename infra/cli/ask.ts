import { createInterface } from "node:readline/promises";

/** What someone at a terminal answers, asked on standard error; undefined where nobody is there to ask, or for nothing. */
export async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`${question} `)).trim() || undefined;
  } finally {
    terminal.close();
  }
}

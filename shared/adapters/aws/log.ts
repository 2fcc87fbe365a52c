import { MailFailure } from "../../errors.ts";

/** A line of the log: flat, and without tokens, addresses or the paths of links. */
export type LogLine = { level: "info" | "warn" | "error"; what: string } & Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

/** Writes one JSON line. */
export function log(line: LogLine): void {
  process.stdout.write(`${JSON.stringify({ at: new Date(Date.now()).toISOString(), ...line })}\n`);
}

/** What became of a job, in one line. */
export function logJob(job: string, outcome: JobOutcome, milliseconds: number): void {
  const { result, error, givenUp } = outcome;
  const line = { what: "job", job, result, milliseconds };
  const said = error instanceof MailFailure ? { said: error.said } : {};
  if (result === "failed")
    log({ level: "error", ...line, ...(givenUp && { givenUp }), ...describeFault(error), ...said });
  else log({ level: result === "unknown" ? "warn" : "info", ...line });
}

export type JobOutcome = { result: string; error?: unknown; givenUp?: boolean };

/** An error without its message, which may hold what no log should: its code or name, its cause's, where it was thrown. */
export function describeFault(error: unknown): { fault: string; cause?: string; stack: string[] } {
  if (!(error instanceof Error)) return { fault: typeof error, stack: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? {} : { cause: nameOf(error.cause) };
  return { fault: nameOf(error), ...cause, stack: frames.slice(0, 8).map((frame) => frame.trim()) };
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

import { Refusal } from "../../shared/errors.ts";
import { refusalMessage } from "../../shared/i18n/refusal.ts";
import { faultSentence } from "../faults/fault.ts";
import { wrapped } from "../lines.ts";
import { language, say } from "../say.ts";
import { type CommandName, grammar } from "./grammar.ts";
import { forms } from "./help.ts";

/** One clear sentence, and 2 for what was refused or could not be had; anything else is a fault of ours, shown whole. */
export function report(error: unknown, [name = "", ...args]: string[]): void {
  const fault = faultSentence(error, process.env);
  const code = error instanceof Refusal ? error.code : fault && "unexpected";
  if (!code) throw error;
  if (args.includes("--json")) console.log(JSON.stringify({ refused: code }));
  console.error(wrapped(`livrable: ${fault ?? sentence(error as Refusal)}`, 2));
  if (code === "usage") console.error(Object.hasOwn(grammar, name) ? forms(name as CommandName) : say("help.how"));
  process.exitCode = 2;
}

/** A refusal in words; of an archive also the problem, for who made it. */
function sentence(refusal: Refusal): string {
  const { code, details } = refusal;
  if (code === "usage") return String(details.usage);
  return `${refusalMessage(language, refusal)} (${code}${code === "archive-invalid" ? `: ${details.problem}` : ""})`;
}

/**
 * A reader that has seen enough (`livrable read FOLDER | head`) ends the command as it ends every other program; what was
 * asked for is done by then, since commands print when they have worked. One that hears no messages changes nothing.
 */
export function bearClosedPipes(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(closedPipe);
  });
  process.stderr.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** 128 + SIGPIPE. */
const closedPipe = 141;

import { Refusal } from "../../shared/errors.ts";
import { refusalMessage } from "../../shared/i18n/refusal.ts";
import { language } from "./language.ts";

/** `npx livrable COMMAND`: one file a command, loaded when it is asked for. */
const commands: Record<string, () => Promise<{ run: (args: string[]) => Promise<void>; usage: string }>> = {
  render: () => import("./render.ts"),
  read: () => import("./read.ts"),
  init: () => import("./init.ts"),
  link: () => import("./link.ts"),
  revoke: () => import("./revoke.ts"),
  keys: () => import("./keys.ts"),
  export: () => import("./export.ts"),
  import: () => import("./import.ts"),
  status: () => import("./status.ts"),
  revise: () => import("./revise.ts"),
  settings: () => import("./settings.ts"),
  verify: () => import("./verify.ts"),
  erase: () => import("./erase.ts"),
};

const [name = "", ...args] = process.argv.slice(2);
const command = await commands[name]?.();
if (command && args.includes("--help")) console.log(command.usage);
else if (command) await command.run(args).catch((error: unknown) => report(error, command.usage));
else await help();

/** One clear line, and 2 for what was refused; anything else is a fault of ours, shown whole. */
function report(error: unknown, usage: string): void {
  const refusal =
    error instanceof Refusal ? error : isUsage(error) ? new Refusal("usage", { usage: error.message }) : undefined;
  if (!refusal) throw error;
  if (args.includes("--json")) console.log(JSON.stringify({ refused: refusal.code }));
  if (refusal.code === "usage") console.error(`livrable: ${refusal.details.usage}\n${usage}`);
  else console.error(`livrable: ${refusalMessage(language, refusal)} (${refusal.code})`);
  process.exitCode = 2;
}

/** What `util.parseArgs` throws for an option that it does not know. */
function isUsage(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

async function help(): Promise<void> {
  const known = await Promise.all(Object.values(commands).map((load) => load()));
  console.error(["livrable", "", ...known.map(({ usage }) => usage)].join("\n"));
  process.exitCode = name === "" || name === "--help" || name === "help" ? 0 : 2;
}

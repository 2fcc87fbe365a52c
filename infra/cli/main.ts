import { Refusal } from "../../shared/errors.ts";
import { refusalMessage } from "../../shared/i18n/refusal.ts";
import { language, misused, say } from "../say.ts";

/** `npx livrable COMMAND`: one file a command, loaded when it is asked for. */
const commands = {
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
} satisfies Record<string, () => Promise<{ run(args: string[]): Promise<void> }>>;

type Name = keyof typeof commands;
const [name = "", ...args] = process.argv.slice(2);
const named = Object.hasOwn(commands, name) ? (name as Name) : undefined;
if (!named) help();
else if (args.includes("--help")) console.log(say(`usage.${named}`));
else {
  const { run } = await commands[named]();
  await run(args).catch((error: unknown) => report(error, named));
}

/** One clear line, and 2 for what was refused; anything else is a fault of ours, shown whole. */
function report(error: unknown, name: Name): void {
  const refusal = error instanceof Refusal ? error : misusedBy(error);
  if (!refusal) throw error;
  if (args.includes("--json")) console.log(JSON.stringify({ refused: refusal.code }));
  if (refusal.code === "usage") console.error(`livrable: ${refusal.details.usage}\n${say(`usage.${name}`)}`);
  else console.error(`livrable: ${refusalMessage(language, refusal)} (${refusal.code})`);
  process.exitCode = 2;
}

/** What `util.parseArgs` throws for an option or an argument that it does not know; it quotes which. */
function misusedBy(error: unknown): Refusal | undefined {
  if (!(error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))) return undefined;
  const [, option = ""] = /'([^' ]+)/.exec(error.message) ?? [];
  return misused("wrong.option", { option });
}

function help(): void {
  const known = Object.keys(commands) as Name[];
  console.error(["livrable", "", ...known.map((name) => say(`usage.${name}`))].join("\n"));
  process.exitCode = ["", "--help", "help"].includes(name) ? 0 : 2;
}

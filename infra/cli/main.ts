import { version } from "../../shared/version.ts";
import { type Asked, type CommandName, commandNames, grammar } from "./grammar.ts";
import { overview, usage } from "./help.ts";
import { nearest } from "./nearest.ts";
import { parse, unknown } from "./parse.ts";
import { bearClosedPipes, report } from "./report.ts";

/** One file a command, loaded when it is asked for. */
const commands = {
  render: () => import("./render.ts"),
  read: () => import("./read.ts"),
  init: () => import("./init.ts"),
  link: () => import("./link.ts"),
  revoke: () => import("./revoke.ts"),
  keys: () => import("./keys.ts"),
  programme: () => import("./programme.ts"),
  export: () => import("./export.ts"),
  check: () => import("./check.ts"),
  import: () => import("./import.ts"),
  status: () => import("./status.ts"),
  revise: () => import("./revise.ts"),
  settings: () => import("./settings.ts"),
  doctor: () => import("./doctor.ts"),
  verify: () => import("./verify.ts"),
  replay: () => import("./replay.ts"),
  erase: () => import("./erase.ts"),
} satisfies { [N in CommandName]: () => Promise<{ run(asked: Asked<N>): Promise<void> }> };

/** Does what `livrable ARGUMENT…` asks, and says what was refused; `process.exitCode` tells which. A fault of ours is thrown. */
export async function run(args: string[]): Promise<void> {
  await main(args).catch((error: unknown) => report(error, args));
}

/** `livrable COMMAND …`; `livrable help COMMAND` is `livrable COMMAND --help`. */
async function main([name = "", ...args]: string[]): Promise<void> {
  if (name === "") nothingAsked();
  else if (["-h", "--help", "help"].includes(name)) console.log(isCommand(args[0]) ? usage(args[0]) : overview());
  else if (name === "--version") console.log(version);
  else if (isCommand(name)) await command(name, args);
  else if (name.startsWith("-")) throw unknown("wrong.option", name, nearest(name, ["--help", "--version"]));
  else throw unknown("wrong.command", name, nearest(name, commandNames));
}

/** As for every command that is not understood: the usage on standard error, and 2. */
function nothingAsked(): void {
  console.error(overview());
  process.exitCode = 2;
}

async function command<N extends CommandName>(name: N, args: string[]): Promise<void> {
  const asked = parse(name, args);
  if (asked === "help") console.log(usage(name));
  else if (asked === "version") console.log(version);
  else {
    const loaded = (await commands[name]()) as { run(asked: Asked<N>): Promise<void> };
    await loaded.run(asked);
  }
}

function isCommand(name = ""): name is CommandName {
  return Object.hasOwn(grammar, name);
}

if (import.meta.main) {
  bearClosedPipes();
  await run(process.argv.slice(2));
}

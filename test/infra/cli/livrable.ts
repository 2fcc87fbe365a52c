import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Command, Ran } from "./terminal.ts";

export const root = join(import.meta.dirname, "../../..");

/** Runs the command in the language of the house. */
export function livrable(...args: string[]): Promise<Ran> {
  return livrableIn("fr", ...args);
}

/** The same in a terminal that speaks `language`. */
export function livrableIn(language: string, ...args: string[]): Promise<Ran> {
  return livrableAt({ LIVRABLE_LANG: "", LC_ALL: "", LC_MESSAGES: "", LANG: language }, ...args);
}

/** The same where the environment says more, in French unless it says so. */
export function livrableAt(environment: NodeJS.ProcessEnv, ...args: string[]): Promise<Ran> {
  return livrableFrom({ ...process.env, LIVRABLE_LANG: "fr", ...environment }, ...args);
}

/** The same where the environment says this alone. */
export function livrableFrom(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ran> {
  const { LIVRABLE_LANG, LC_ALL, LC_MESSAGES, LANG } = env;
  const language = JSON.stringify([LIVRABLE_LANG, LC_ALL, LC_MESSAGES, LANG]);
  const terminal = terminals.get(language) ?? openTerminal(env);
  terminals.set(language, terminal);
  return terminal({ env, args });
}

/**
 * A command starts in a third of a second, and the tests run hundreds: those of one language share a process, one after another.
 * What is said of starts, pipes and signals has processes of its own (`usage`, `linked`, the launcher).
 */
const terminals = new Map<string, (command: Command) => Promise<Ran>>();

function openTerminal(env: NodeJS.ProcessEnv): (command: Command) => Promise<Ran> {
  const execArgv = ["--disable-warning=ExperimentalWarning"];
  const script = join(import.meta.dirname, "terminal.ts");
  const child = fork(script, [], { cwd: root, env, execArgv, stdio: "ignore" });
  for (const held of [child, child.channel!]) held.unref();
  let last: Promise<unknown> = Promise.resolve();
  return (command) => {
    const ran = last.then(() => runIn(child, command));
    last = ran.catch(() => undefined);
    return ran;
  };
}

async function runIn(child: ChildProcess, command: Command): Promise<Ran> {
  child.channel!.ref();
  const answer = once(child, "message");
  child.send(command);
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the terminal of the tests ended with ${code} at: livrable ${command.args.join(" ")}`);
  });
  const [ran] = await Promise.race([answer, ended]);
  child.channel!.unref();
  return ran as Ran;
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

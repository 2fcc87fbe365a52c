import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** A built function at work in a process of its own, one event after another; `log` holds the lines it wrote; `later`: its clock is set on. */
export type Lambda = {
  invoke(event: unknown): Promise<unknown>;
  later(milliseconds: number): Promise<unknown>;
  log: string[];
  stop(): Promise<void>;
};

/** Starts the bundle in `folder` as Lambda would: its own environment, nothing of the checkout but the bundle. */
export async function startLambda(folder: string, environment: Record<string, string>): Promise<Lambda> {
  const script = fileURLToPath(new URL("./invoke.mjs", import.meta.url));
  const child = fork(script, [pathToFileURL(join(folder, "handler.mjs")).href], {
    cwd: folder,
    env: environment,
    execArgv: ["--enable-source-maps"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const log: string[] = [];
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding("utf8").on("data", (text: string) => log.push(...text.split("\n").filter(Boolean)));
  const ended = once(child, "exit").then(() => Promise.reject(new Error(`the function ended:\n${log.join("\n")}`)));
  ended.catch(() => undefined);
  const message = async () => {
    const [answer] = await Promise.race([
      new Promise<unknown[]>((resolve) => child.once("message", (...told) => resolve(told))),
      ended,
    ]);
    return answer as { value?: unknown; error?: string };
  };
  await message();
  let last: Promise<unknown> = Promise.resolve();
  const run = async (told: { event: unknown } | { later: number }): Promise<unknown> => {
    child.send(told);
    const { value, error } = await message();
    if (error !== undefined) throw new Error(error);
    return value;
  };
  const inTurn = (told: { event: unknown } | { later: number }) => {
    const turn = last.then(() => run(told));
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    log,
    invoke: (event) => inTurn({ event }),
    later: (milliseconds) => inTurn({ later: milliseconds }),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}

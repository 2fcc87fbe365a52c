import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Redlined } from "../../functions/render/redline.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Reading } from "../../shared/formats/read.ts";
import type { Rendered } from "../../shared/formats/render.ts";
import { flagsOf } from "../local/children.ts";
import { answerOf, type Task, type Verdict } from "../local/task.ts";
import type { Made } from "../local/workers.ts";

/** Processes that read and set documents: as many as jobs are at work at once. */
const benches = 2;
/** Heap of each, MiB. */
const memory = 1_024;

/** Reads and sets documents in processes that stay, since the files of a replay are our own; `close` ends them. */
export function openWorkshop(): Made & { close(): void } {
  const script = fileURLToPath(new URL("./workshop-child.ts", import.meta.url));
  const free = Array.from({ length: benches }, () =>
    fork(script, {
      execArgv: flagsOf(memory),
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    }),
  );
  const all = [...free];
  const waiting: ((child: ChildProcess) => void)[] = [];
  const run = async (task: Task): Promise<unknown> => {
    const child = free.pop() ?? (await new Promise<ChildProcess>((resolve) => waiting.push(resolve)));
    const verdict = await answered(child, task);
    const next = waiting.shift();
    if (next) next(child);
    else free.push(child);
    return answerOf(verdict);
  };
  return {
    read: async (file, options) => {
      try {
        return (await run({ type: "read", file, options })) as Reading;
      } catch (error) {
        if (error instanceof Refusal) return { refused: { code: error.code, details: error.details } };
        throw error;
      }
    },
    set: async (order) => (await run({ type: "render", order })) as { outputs: Rendered[] },
    compare: async (order) => (await run({ type: "redline", order })) as Redlined,
    close: () => {
      for (const child of all) child.disconnect();
    },
  };
}

function answered(child: ChildProcess, task: Task): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error("a process of the workshop ended without an answer"));
    child.once("exit", ended);
    child.once("message", (verdict: Verdict) => {
      child.off("exit", ended);
      resolve(verdict);
    });
    child.send(task);
  });
}

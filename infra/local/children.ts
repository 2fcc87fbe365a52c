import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ReadDraft } from "../../functions/ingest/ingest.ts";
import type { RenderOrder } from "../../functions/render/order.ts";
import type { CompareVersions, Redlined, RedlineOrder } from "../../functions/render/redline.ts";
import type { SetDocuments } from "../../functions/render/render.ts";
import { Refusal, type Refused } from "../../shared/errors.ts";
import type { DraftFile, Reading, ReadOptions } from "../../shared/formats/read.ts";
import type { Rendered } from "../../shared/formats/render.ts";

/**
 * Reading and rendering, away from the process that serves pages: a child with a bounded heap, its whole memory
 * watched, ended at a deadline. Whatever a file does, it does there.
 */

export type Task =
  | { type: "read"; file: DraftFile; options: ReadOptions }
  | { type: "render"; order: RenderOrder }
  | { type: "redline"; order: RedlineOrder };
export type Verdict = { value: unknown } | { refused: Refused } | { failed: string };
/** `memory` in MiB, `seconds` from start to answer. */
export type Bounds = { memory: number; seconds: number };

export const readInChild: ReadDraft = async (file, options) => {
  const { childMemory: memory, readSeconds: seconds } = options.limits;
  try {
    return (await runChild({ type: "read", file, options }, { memory, seconds })) as Reading;
  } catch (error) {
    if (error instanceof Exhausted) return { refused: { code: "document-too-heavy", details: { memory, seconds } } };
    throw error;
  }
};

/** A rendering child bounded in memory (MiB) and time. */
export function renderInChild(bounds: Bounds): SetDocuments {
  return async (order) => (await runChild({ type: "render", order }, bounds)) as { outputs: Rendered[] };
}

/** A comparing child, bounded the same. */
export function compareInChild(bounds: Bounds): CompareVersions {
  return async (order) => (await runChild({ type: "redline", order }, bounds)) as Redlined;
}

/** The child was ended for its memory or time. */
class Exhausted extends Error {}

function runChild(task: Task, { memory, seconds }: Bounds): Promise<unknown> {
  const child = fork(fileURLToPath(new URL("./child.ts", import.meta.url)), {
    execArgv: flagsOf(memory),
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    let verdict: Verdict | undefined;
    const stop = watch(child, memory, seconds);
    child.once("message", (message: Verdict) => {
      verdict = message;
    });
    child.once("error", reject);
    child.once("exit", (_, signal) => {
      stop();
      if (!verdict) reject(unfinished(task.type, signal));
      else if ("value" in verdict) resolve(verdict.value);
      else if ("refused" in verdict) reject(new Refusal(verdict.refused.code, verdict.refused.details));
      else reject(new Error(verdict.failed));
    });
    child.send(task);
  });
}

/** Of Node: a heap of `memory` MiB, and a nursery that does not grow with what a file brings. */
export function flagsOf(memory: number): string[] {
  return ["--disable-warning=ExperimentalWarning", `--max-old-space-size=${memory}`, "--max-semi-space-size=16"];
}

/** A child that a signal ended ran out of time or memory (V8 aborts on a full heap); any other fault is ours. */
function unfinished(type: Task["type"], signal: NodeJS.Signals | null): Error {
  const exhausted = signal === "SIGKILL" || signal === "SIGABRT" || signal === "SIGTRAP";
  return exhausted ? new Exhausted(type) : new Error(`a child process ended without an answer: ${type}`);
}

/** Ends the child past its deadline or past `memory` MiB of resident memory (read from /proc where there is one). */
function watch(child: ChildProcess, memory: number, seconds: number): () => void {
  const end = () => child.kill("SIGKILL");
  const deadline = setTimeout(end, seconds * 1000);
  const weighing = setInterval(() => {
    if (residentMegabytes(child.pid) > memory) end();
  }, 100);
  return () => {
    clearTimeout(deadline);
    clearInterval(weighing);
  };
}

function residentMegabytes(pid: number | undefined): number {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
    return (Number(pages) * 4096) / 2 ** 20;
  } catch {
    return 0;
  }
}

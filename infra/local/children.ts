import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ReadDraft } from "../../functions/ingest/ingest.ts";
import type { CompareVersions, Redlined } from "../../functions/render/redline.ts";
import type { SetDocument, SetDocuments } from "../../functions/render/render.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Reading } from "../../shared/formats/read.ts";
import { nursery } from "../nursery.ts";
import { answerOf, type Task, type Verdict } from "./task.ts";

/**
 * Reading and rendering, away from the process that serves pages: a child with a bounded heap, its whole memory
 * watched, ended at a deadline. Whatever a file does, it does there.
 */

/** `memory` in MiB, `seconds` of processor from start to answer; the child ends when `stopping` is aborted. */
export type Bounds = { memory: number; seconds: number; stopping?: AbortSignal };

/** A signal that stops servers ended a child, as Ctrl-C does all that runs in a terminal. */
export class Interrupted extends Error {
  override name = "Interrupted";
}

/** Reads a draft in a process of its own, within the memory and time that its options allow. */
export const readInChild: ReadDraft = (file, options) => readUntil()(file, options);

/** The same, until `stopping` is aborted. */
export function readUntil(stopping?: AbortSignal): ReadDraft {
  return async (file, options) => {
    const { childMemory: memory, readSeconds: seconds } = options.limits;
    try {
      const bounds = { memory, seconds, ...(stopping && { stopping }) };
      return (await runChild(child, { type: "read", file, options }, bounds)) as Reading;
    } catch (error) {
      if (error instanceof Refusal) return { refused: { code: error.code, details: error.details } };
      throw error;
    }
  };
}

/** A rendering child bounded in memory (MiB) and time. Throws `document-too-heavy`. */
export function renderInChild(bounds: Bounds): SetDocuments {
  return async (order) => (await runChild(child, { type: "render", order }, bounds)) as SetDocument;
}

/** A comparing child, bounded the same. Throws `document-too-heavy`. */
export function compareInChild(bounds: Bounds): CompareVersions {
  return async (order) => (await runChild(child, { type: "redline", order }, bounds)) as Redlined;
}

const child = fileURLToPath(new URL("./child.ts", import.meta.url));

/** All that a child is told of the environment: where Node keeps what it compiled, half of the time that one takes to start. */
const { NODE_COMPILE_CACHE } = process.env;
const compiled = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };

/**
 * What the process that runs `script` answers to one message. It has no word but its answer: nothing of the environment that
 * is anyone's, no output but the end of what it says of a fault. Throws its refusal, and `document-too-heavy` where it ended for its
 * memory, its time or its own fault; `Interrupted` where a signal stopped it, an `AbortError` where `stopping` did.
 */
export function runChild(script: string, task: unknown, { memory, seconds, stopping }: Bounds): Promise<unknown> {
  const child = fork(script, {
    execArgv: flagsOf(memory),
    env: compiled,
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    killSignal: "SIGKILL",
    ...(stopping && { signal: stopping }),
  });
  const answered = new Promise<Verdict>((resolve, reject) => {
    let verdict: Verdict | undefined;
    const said = lastWords(child);
    const stop = watch(child, memory, seconds);
    child.once("message", (message: Verdict) => {
      verdict = message;
      child.kill("SIGKILL");
    });
    child.on("error", reject);
    child.once("close", (_, signal) => {
      stop();
      if (verdict) resolve(verdict);
      else reject(unfinished(signal, said(), { memory, seconds }));
    });
    // One that is gone before it was asked is told by its end.
    child.send(task as Task, () => undefined);
  });
  return answered.then(answerOf);
}

/** Of Node: a heap of `memory` MiB, and a nursery that does not grow with what a file brings. */
export function flagsOf(memory: number): string[] {
  return ["--disable-warning=ExperimentalWarning", `--max-old-space-size=${memory}`, nursery];
}

/** What stops a server stops its children too: the task is to be done again. */
const stopSignals: unknown[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] satisfies NodeJS.Signals[];

/** A child that any other signal ended ran out of time or memory (V8 aborts on a full heap), or fell over the file. */
function unfinished(signal: NodeJS.Signals | null, said: string, bounds: { memory: number; seconds: number }): Error {
  if (signal && !stopSignals.includes(signal)) return new Refusal("document-too-heavy", bounds);
  if (signal) return new Interrupted(`a child process was stopped: ${signal}`);
  return new Error(`a child process ended without an answer: ${said}`);
}

/** The end of what a child writes of its faults, characters; the rest goes nowhere. */
const longestSaid = 2_000;

function lastWords({ stderr }: ChildProcess): () => string {
  let said = "";
  stderr?.setEncoding("utf8").on("data", (more: string) => {
    said = (said + more).slice(-longestSaid);
  });
  return () => said.trim();
}

/** Milliseconds between two looks at a child's memory. */
const weighed = 50;

/**
 * Ends the child past `seconds` of processor or `memory` MiB, of its buffers too: what else the machine does is not the
 * file's doing. No signal that it could ignore.
 */
function watch(child: ChildProcess, memory: number, seconds: number): () => void {
  const end = () => child.kill("SIGKILL");
  const known = processorSeconds(child.pid) !== undefined;
  const deadline = setTimeout(end, (known ? Math.max(seconds, Math.min(seconds * slowest, longest)) : seconds) * 1000);
  const weighing = setInterval(() => {
    if (residentMegabytes(child.pid) > memory || (processorSeconds(child.pid) ?? 0) > seconds) end();
  }, weighed);
  return () => {
    clearTimeout(deadline);
    clearInterval(weighing);
  };
}

/** How many times longer a child may take on a machine that does much else; and the longest of all, seconds, within a job's lease. */
const slowest = 4;
const longest = 270;

/** Processor time of a process so far, of all its threads; undefined where there is no /proc. */
function processorSeconds(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // proc(5): its name stands in brackets; utime and stime are the 14th and 15th fields, in hundredths
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

/** Where there is no /proc, the heap of `flagsOf` and the deadline bound a child alone. */
function residentMegabytes(pid: number | undefined): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

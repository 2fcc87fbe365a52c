import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const root = join(import.meta.dirname, "../..");

/** A server in a process of its own. `serving`: milliseconds from its start to its first page, on a machine at rest. */
export type Server = { serving: number; kill(whom: "process" | "group"): Promise<void> };

/** Starts the server of a folder, as `npm start` does, and waits for its first page. Throws where it ends before. */
export async function startServer(folder: string, port: number): Promise<Server> {
  const env = { PATH: process.env.PATH, LIVRABLE_DATA: folder, PORT: String(port), LIVRABLE_LANG: "en" };
  const began = performance.now();
  const server = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "infra/local/main.ts"], {
    ...{ cwd: root, env, detached: true },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said = lastWords(server);
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}: ${said()}`);
    await pause(10);
  }
  return { serving: atRest(performance.now() - began, server.pid!), kill: (whom) => kill(server, whom) };
}

/** Where others keep every core busy, what the start took of the processor: it waited for them alone. */
function atRest(elapsed: number, pid: number): number {
  if (loadavg()[0]! <= cpus().length) return elapsed;
  try {
    const [, fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    // proc_pid_stat(5): utime and stime, in hundredths of a second
    const [user, system] = fields.split(" ").slice(11, 13).map(Number);
    return Math.min(elapsed, 10 * (user! + system!));
  } catch {
    return elapsed;
  }
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** `kill -9`, of the process alone, as a fault of its own would, or of its children too, as a cut of the current. */
async function kill(server: ChildProcess, whom: "process" | "group"): Promise<void> {
  const ended = once(server, "exit");
  process.kill(whom === "group" ? -server.pid! : server.pid!, "SIGKILL");
  await ended;
}

function lastWords({ stderr }: ChildProcess): () => string {
  let words = "";
  stderr!.setEncoding("utf8").on("data", (more: string) => {
    words = (words + more).slice(-2000);
  });
  return () => words;
}

import type { Verdict } from "../../../infra/local/task.ts";

/** What a child of the server must never do, by the name of it that it is sent. */
const deeds: Record<string, () => unknown> = {
  answer: () => answer({ value: process.env }),
  // Outside V8's heap, which the flags of a child do not bound.
  buffers: () => {
    const kept: Buffer[] = [];
    setInterval(() => kept.push(Buffer.alloc(16 * 2 ** 20, 1)), 5);
  },
  heap: () => {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, at) => at + 0.5));
  },
  deaf: () => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => undefined);
    for (;;);
  },
  chatter: () => {
    for (;;) process.stderr.write("encore et encore\n".repeat(1_000));
  },
  talk: () => {
    for (;;) process.send?.({ value: "encore" });
  },
  killed: () => process.kill(process.pid, "SIGKILL"),
  crash: () => process.kill(process.pid, "SIGSEGV"),
  stopped: () => process.kill(process.pid, "SIGTERM"),
  silent: () => process.exit(0),
  fault: () => {
    throw new Error("une faute à nous");
  },
  sleep: () => void setTimeout(() => answer({ value: "réveillé" }), 3_000),
  linger: () => {
    answer({ value: "dit" });
    setInterval(() => undefined, 1_000);
  },
};

function answer(verdict: Verdict): void {
  process.send?.(verdict);
}

process.once("message", (deed: string) => deeds[deed]?.());
// A pipe that is full makes nobody's memory grow: what cannot be written ends this process.
process.stderr.on("error", () => process.exit(1));

import { flushCompileCache } from "node:module";
import { type Task, type Verdict, verdictOf } from "./task.ts";

/** The child process of `children.ts`: one task, one answer, gone. */

function answer(verdict: Verdict): void {
  // who answered is ended at once: what it compiled is kept before
  flushCompileCache();
  process.send?.(verdict, () => process.disconnect());
}

// a server that died hears no answer
process.once("disconnect", () => process.exit());
process.once("message", (task: Task) => void verdictOf(task).then(answer));

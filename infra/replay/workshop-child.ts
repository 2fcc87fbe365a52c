import { type Task, verdictOf } from "../local/task.ts";

/** The child process of `workshop.ts`: a task after the other, until its parent lets go; who is gone hears no answer. */
process.once("disconnect", () => process.exit());
process.on("message", async (task: Task) => {
  const verdict = await verdictOf(task);
  process.send?.(verdict, () => undefined);
});

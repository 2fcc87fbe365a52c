import { flushCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { Refusal } from "../../shared/errors.ts";
import type { Task, Verdict } from "./children.ts";

/** The child process of `children.ts`: one task, one answer, gone. What a task does not need is not loaded for it. */

function answer(verdict: Verdict): void {
  // who answered is ended at once: what it compiled is kept before
  flushCompileCache();
  process.send?.(verdict, () => process.disconnect());
}

async function workOn(task: Task): Promise<unknown> {
  if (task.type === "read") {
    const { readDraft } = await import("../../shared/formats/read.ts");
    return readDraft(task.file, task.options);
  }
  const { compareVersions, setDocuments } = await import("../../functions/render/set.ts");
  if (task.type === "redline") return compareVersions(task.order);
  const { folderAssets } = await import("../../shared/adapters/assets.ts");
  return setDocuments(folderAssets(fileURLToPath(new URL("../../templates", import.meta.url))))(task.order);
}

// a server that died hears no answer
process.once("disconnect", () => process.exit());
process.once("message", (task: Task) => {
  workOn(task).then(
    (value) => answer({ value }),
    (error: unknown) =>
      answer(
        error instanceof Refusal
          ? { refused: { code: error.code, details: error.details } }
          : { failed: String(error) },
      ),
  );
});

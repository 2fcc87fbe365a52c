import { fileURLToPath } from "node:url";
import { compareVersions, setDocuments } from "../../functions/render/set.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { Refusal } from "../../shared/errors.ts";
import { readDraft } from "../../shared/formats/read.ts";
import type { Task, Verdict } from "./children.ts";

/** The child process of `children.ts`: one task, one answer, gone. */

const set = setDocuments(folderAssets(fileURLToPath(new URL("../../templates", import.meta.url))));

function answer(verdict: Verdict): void {
  process.send?.(verdict, () => process.disconnect());
}

function workOn(task: Task): Promise<unknown> {
  switch (task.type) {
    case "read":
      return readDraft(task.file, task.options);
    case "render":
      return set(task.order);
    case "redline":
      return compareVersions(task.order);
  }
}

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

import { fileURLToPath } from "node:url";
import type { RenderOrder } from "../../functions/render/order.ts";
import type { RedlineOrder } from "../../functions/render/redline.ts";
import { Refusal, type Refused } from "../../shared/errors.ts";
import type { DraftFile, ReadOptions } from "../../shared/formats/read.ts";

/** What a process of its own does for the one that serves pages. */
export type Task =
  | { type: "read"; file: DraftFile; options: ReadOptions }
  | { type: "render"; order: RenderOrder }
  | { type: "redline"; order: RedlineOrder };
export type Verdict = { value: unknown } | { refused: Refused } | { failed: string };

/** Does a task in this process, and says what came of it. */
export async function verdictOf(task: Task): Promise<Verdict> {
  try {
    return { value: await workOn(task) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: { code: error.code, details: error.details } };
    return { failed: String(error) };
  }
}

/** What a task does not need is not loaded for it. */
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

/** The value of a verdict. Throws what the task was refused for, and an error where it failed. */
export function answerOf(verdict: Verdict): unknown {
  if ("value" in verdict) return verdict.value;
  if ("refused" in verdict) throw new Refusal(verdict.refused.code, verdict.refused.details);
  throw new Error(verdict.failed);
}

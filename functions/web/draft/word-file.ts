import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { draftCopyJobId } from "../../../shared/deliverable/jobs.ts";
import { isRecorded } from "../../../shared/deliverable/origins/origin.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { getJob } from "../../../shared/stored/job.ts";
import { draftCopyKey } from "../../../shared/stored/outputs.ts";
import type { Hash } from "../../../shared/values.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** The version as a Word file to go on from: there, on its way, or to be asked for. */
export async function wordFile(
  { ports }: Web,
  { text }: Say,
  { id, version }: { id: string; version: Hash },
): Promise<Html> {
  const here = href("versionFile", { id, version });
  // the job first: one that ends meanwhile leaves the file
  const job = await getJob(ports.store, draftCopyJobId(id, version));
  if (await ports.files.head(draftCopyKey(version))) return html`<p><a href="${here}">${text("version.word")}</a></p>`;
  if (job)
    return html`<p>${text(job.status === "failed" ? "version.word.failed" : "version.word.waits")} <a href="${href("version", { id, version })}">${text("waiting.again")}</a></p>`;
  return html`<form method="post" action="${here}"><button class="second">${text("version.word.do")}</button></form>`;
}

/** The draft that was composed of what is recorded, so that nobody has a file to go on from; undefined: the draft is another, or none. */
export function composedDraft({ stage, versions }: Pick<State, "stage" | "versions">): Hash | undefined {
  const draft = versions.at(-1);
  if (stage !== "draft" || !draft) return undefined;
  return draft.manifest.parts.some(({ reader }) => isRecorded(reader)) ? draft.hash : undefined;
}

import { alreadyDone } from "../../chain/aggregate.ts";
import { type CommandOf, type Decided, happens, inStage, unless } from "../decided.ts";
import type { State } from "../state.ts";

/**
 * The final documents are there; of a deliverable withdrawn meanwhile, or of an approval that was taken back, nobody wants them. Refuses `stage-forbids`, and
 * `version-unknown` for another version or edition than the final's.
 */
export function outputsReady(state: State, command: CommandOf<"outputsReady">): Decided {
  const { version, edition, approved, outputs, picture } = command;
  if (state.stage === "withdrawn") return alreadyDone;
  if (approved !== undefined && approved !== state.final?.approved) return alreadyDone;
  const refused =
    inStage(state, "final") ??
    unless(state.final?.version === version && state.final.edition === edition, "version-unknown", { version }) ??
    unless(outputs.length > 0, "request-invalid", { field: "outputs" });
  if (refused) return refused;
  if (state.final!.outputs.length > 0) return alreadyDone;
  return happens("outputsReady", { version, edition, outputs, ...(picture && { picture }) });
}

/** At any stage; of a final, the files of all its editions go. Refuses `stage-forbids` (it is withdrawn already). */
export function withdraw(state: State, { reason, day }: CommandOf<"withdraw">): Decided {
  return inStage(state, "draft", "review", "final") ?? happens("withdrawn", { reason, ...(day && { day }) });
}

import { alreadyDone } from "../../chain/aggregate.ts";
import { type CommandOf, type Decided, happens, inStage, unless } from "../decided.ts";
import type { State } from "../state.ts";

/**
 * The final documents are there; of a deliverable withdrawn meanwhile, nobody wants them. Refuses `stage-forbids`, and
 * `version-unknown` for another version or edition than the final's.
 */
export function outputsReady(state: State, { version, edition, outputs }: CommandOf<"outputsReady">): Decided {
  if (state.stage === "withdrawn") return alreadyDone;
  const refused =
    inStage(state, "final") ??
    unless(state.final?.version === version && state.final.edition === edition, "version-unknown", { version }) ??
    unless(outputs.length > 0, "request-invalid", { field: "outputs" });
  if (refused) return refused;
  return state.final!.outputs.length > 0 ? alreadyDone : happens("outputsReady", { version, edition, outputs });
}

/** At any stage; of a final, the files of all its editions go. Refuses `stage-forbids` (it is withdrawn already). */
export function withdraw(state: State, { reason, day }: CommandOf<"withdraw">): Decided {
  return inStage(state, "draft", "review", "final") ?? happens("withdrawn", { reason, ...(day && { day }) });
}

import { isDeepStrictEqual } from "node:util";
import { alreadyDone } from "../../chain/aggregate.ts";
import { type CommandOf, type Decided, happens, inStage, unless } from "../decided.ts";
import type { State } from "../state.ts";

/**
 * What a draft has and lacks by its kind, which demands other sections than when it was read. Refuses `stage-forbids`,
 * `version-replaced` (another draft came meanwhile).
 */
export function checkDraft(state: State, { version, checks }: CommandOf<"checkDraft">): Decided {
  const draft = state.versions.at(-1);
  const isKnown = Object.entries(checks).every(([part, check]) => isDeepStrictEqual(draft?.checks[part], check));
  return (
    inStage(state, "draft") ??
    unless(draft?.hash === version, "version-replaced", { version: draft?.hash ?? "" }) ??
    (isKnown ? alreadyDone : happens("draftChecked", { version, checks }))
  );
}

import { withChecks } from "../deliverable/drafting/completeness.ts";
import type { PartCheck, State, Version } from "../deliverable/state.ts";
import { checkPart } from "../document/checks.ts";
import { Refusal } from "../errors.ts";
import type { Kind } from "../kinds/kind.ts";
import type { Files } from "../ports.ts";
import { loadTree } from "../stored/version.ts";
import { isLost } from "./alike.ts";

/**
 * A deliverable whose draft is checked against `kind`, its kind as it is today: a draft lacks a section that was made required after
 * the draft was read. One that is no draft is given back as it is.
 */
export async function judgedBy(files: Files, state: State, kind: Pick<Kind, "sections">): Promise<State> {
  const draft = state.versions.at(-1);
  if (state.stage !== "draft" || !draft) return state;
  return withChecks(state, draft.hash, await checksBy(files, draft, kind));
}

/** What each part of a version has and lacks by a kind: of a tree that was erased or is damaged, what was found when it was read. */
export async function checksBy(
  files: Files,
  { manifest, checks }: Version,
  kind: Pick<Kind, "sections">,
): Promise<Record<string, PartCheck>> {
  const checked = manifest.parts.map(async ({ part, tree: hash }): Promise<[string, PartCheck | undefined]> => {
    const tree = await loadTree(files, hash).catch((error: unknown) => {
      if (error instanceof Refusal && isLost(error)) return undefined;
      throw error;
    });
    if (!tree) return [part, checks[part]];
    const { missing, withoutAlternative } = checkPart(tree, kind);
    return [part, { missing, withoutAlternative, warnings: checks[part]?.warnings ?? 0 }];
  });
  const all = await Promise.all(checked);
  return Object.fromEntries(all.flatMap(([part, check]) => (check ? [[part, check]] : [])));
}

import { checksBy } from "../../../shared/acts/judged.ts";
import { draftStanding, withChecks } from "../../../shared/deliverable/drafting/completeness.ts";
import type { PartCheck, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { sectionTitles } from "../../../shared/kinds/section-titles.ts";
import type { Hash } from "../../../shared/values.ts";
import type { Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** What a draft, or one part, lacks by its kind, in words: required sections that are not there, and that are to be written, by their titles, descriptions of figures. */
export function lackWords(
  { text, language }: Say,
  kind: Kind,
  { missing, unwritten = [], withoutAlternative }: Omit<PartCheck, "warnings">,
): string[] {
  const absent = missing.filter((id) => !unwritten.includes(id));
  const named = (sections: string[]) => ({ sections: sectionTitles(kind, language, sections) });
  return [
    ...(absent.length > 0 ? [text("step.sections", named(absent))] : []),
    ...(unwritten.length > 0 ? [text("step.unwritten", named(unwritten))] : []),
    ...(withoutAlternative > 0 ? [text("step.alternatives", { count: withoutAlternative })] : []),
  ];
}

/**
 * What each part of the draft `version` has and lacks by a kind, for the command that submits or declares it; nothing where the draft is
 * another by now. Throws `sections-missing` with the titles of the sections, where `decide` knows their ids only.
 */
export async function checksToSend(
  { ports }: Web,
  { language }: Say,
  state: State,
  version: Hash,
  kind: Kind,
): Promise<{ checks?: Record<string, PartCheck> }> {
  const draft = state.versions.at(-1);
  if (state.stage !== "draft" || draft?.hash !== version) return {};
  const checks = await checksBy(ports.files, draft, kind);
  const { missing } = draftStanding(withChecks(state, version, checks));
  if (missing.length > 0) throw new Refusal("sections-missing", { sections: sectionTitles(kind, language, missing) });
  return { checks };
}

import type { Hash, PartPlan, State, Version } from "../../shared/workflow/state.ts";

/** Where a draft stands before its submission. */
export type DraftStanding = {
  version?: Version;
  /** Parts for which nothing was read yet. */
  absent: PartPlan[];
  /** Ids of required sections that a part lacks. */
  missing: string[];
  /** Figures that have no description. */
  withoutAlternative: number;
  /** All of it is there: it may be submitted. */
  complete: boolean;
};

/** What the current draft has and lacks. */
export function draftStanding({ versions, parts }: State): DraftStanding {
  const version = versions.at(-1);
  const read = version?.manifest.parts ?? [];
  const absent = parts.filter(({ id }) => !read.some(({ part }) => part === id));
  const checks = read.flatMap(({ part }) => version?.checks[part] ?? []);
  const missing = [...new Set(checks.flatMap((check) => check.missing))];
  const withoutAlternative = checks.reduce((sum, check) => sum + check.withoutAlternative, 0);
  const complete = version !== undefined && absent.length === 0 && missing.length === 0 && withoutAlternative === 0;
  return { ...(version ? { version } : {}), absent, missing, withoutAlternative, complete };
}

/** The file that a version's part came from: the upload that made it, or the last that brought it. */
export function uploadOf({ uploads }: State, part: string, version: Hash): { id: string; name: string } | undefined {
  const accepted = Object.entries(uploads).filter(([, upload]) => upload.part === part && upload.status === "accepted");
  const found = accepted.find(([, upload]) => upload.version === version) ?? accepted.at(-1);
  return found && { id: found[0], name: found[1].name };
}

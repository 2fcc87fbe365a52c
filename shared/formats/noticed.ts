import type { RemarkName } from "../document/remark-comment.ts";
import type { Warning } from "../errors.ts";
import type { Contribution } from "./reading.ts";

/** What a reading noticed beside its tree, kept in `readings/<upload>.json`; `version`, `remarks`: see `Reading`. */
export type Noticed = {
  warnings: Warning[];
  contributions: Contribution[];
  version?: string;
  remarks?: RemarkName[];
  /** Of the corrections that the draft before it had: which it has too, and which not, by their ids (`keptCorrections`). */
  corrections?: { kept: string[]; dropped: string[]; undone: string[] };
};

/** As it is kept. */
export function writeNoticed({ warnings, contributions, version, remarks, corrections }: Noticed): Uint8Array {
  const known = {
    ...(version !== undefined && { version }),
    ...(remarks && { remarks }),
    ...(corrections && { corrections }),
  };
  return Buffer.from(JSON.stringify({ warnings, contributions, ...known }));
}

/** What `writeNoticed` wrote, or the bare warnings that were kept before contributions were. */
export function readNoticed(bytes: Uint8Array): Noticed {
  const kept = JSON.parse(Buffer.from(bytes).toString("utf8")) as Noticed | Warning[];
  return Array.isArray(kept) ? { warnings: kept, contributions: [] } : kept;
}

/** Warnings of what is listed with the comments of a file, where it has any. */
const ofComments: ReadonlySet<string> = new Set(["comment-kept", "comment-answer-kept", "comment-resolved-kept"]);

/** The points to check of a file, each once: what reading it noticed, and what composing it did. Everybody counts these. */
export function pointsToCheck(
  { warnings, contributions }: Pick<Noticed, "warnings" | "contributions">,
  composed: readonly Warning[],
): Warning[] {
  const hasComments = contributions.some(({ remark }) => !remark);
  return [...warnings.filter(({ code }) => !ofComments.has(code) || !hasComments), ...composed].filter(isFirst);
}

function isFirst(warning: Warning, index: number, all: Warning[]): boolean {
  const same = (other: Warning) =>
    other.code === warning.code &&
    other.at === warning.at &&
    JSON.stringify(other.details) === JSON.stringify(warning.details);
  return all.findIndex(same) === index;
}

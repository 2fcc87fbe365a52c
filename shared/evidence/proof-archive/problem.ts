import type { FaultyPart } from "../../archive/zip.ts";

/** A fault found in an archive: a stable code, and the file, event or byte that has it. */
export type Problem = { code: ProblemCode; where: Where };
export type ProblemCode =
  | "archive-altered"
  | "file-altered"
  | "file-missing"
  | "file-unlisted"
  | "manifest-unreadable"
  | "signature-wrong"
  | "key-other"
  | "events-unreadable"
  | "chain-broken"
  | "version-altered"
  | "decision-elsewhere"
  | "outcome-other"
  | "receipt-other"
  | "file-unexplained";

/** A file of the archive, an event by its place, a byte counted from the start, or what concerns the whole archive. */
export type Where =
  | { in: "file"; path: string }
  | { in: "key"; path: string; fingerprint: string }
  | { in: "event" | "head"; event: number }
  /** `after`: the last file that was read whole. */
  | { in: FaultyPart; byte: number; name: string; after?: string }
  | { in: "order" | "date" };

/** A problem; a `where` that is text is the path of a file. */
export function problem(code: ProblemCode, where: Where | string): Problem {
  return { code, where: typeof where === "string" ? { in: "file", path: where } : where };
}

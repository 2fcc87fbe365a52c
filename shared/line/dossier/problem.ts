/** What is wrong, and where: a file of the archive, an event by its place, a byte. */
export type Problem = { code: ProblemCode; where: string };
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

export function problem(code: ProblemCode, where: string): Problem {
  return { code, where };
}

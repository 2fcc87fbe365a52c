import { Refusal, type RefusalCode } from "../../../shared/errors.ts";
import { faultSentence } from "../../../shared/programme/file/sentence.ts";
import { attempt } from "../http/answer.ts";
import { type PageContext, wantsJson } from "../http/context.ts";
import type { Filled } from "../http/input.ts";

/** The field that a fault belongs to, by where it is in the programme: ["actions", "3", "family"] → "family". */
export type FieldAt = (path: readonly string[]) => string;

/**
 * Does what a form of a programme asks, as `attempt`; what would not agree in the programme (`programme-invalid`) comes back on its
 * field, in the words that a faulty file is answered with.
 */
export async function attemptWhole(
  c: PageContext,
  filled: Filled,
  fieldAt: FieldAt,
  fields: Partial<Record<RefusalCode, string>>,
  work: () => Promise<Response>,
): Promise<Response | Filled> {
  try {
    return await attempt(c, filled, fields, work);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "programme-invalid" || wantsJson(c)) throw error;
    const { fault, path, ...details } = error.details;
    const message = faultSentence(c.get("language"), { line: 0, code: String(fault), details });
    return { ...filled, errors: [...filled.errors, { field: fieldAt(String(path).split(".")), message }] };
  }
}

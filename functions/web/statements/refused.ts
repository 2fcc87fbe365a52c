import { Refusal } from "../../../shared/errors.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { StatementFacts } from "../../../shared/statement/facts.ts";
import { type Statement, statementOf } from "../../../shared/statement/statement.ts";
import type { StatementSay } from "../components/statement-words.ts";
import { type PageContext, wantsJson } from "../http/context.ts";
import type { FieldError, Filled } from "../http/input.ts";

/** The fields of its form by which a statement that is refused can be mended. */
export const fields = {
  "dates-disordered": "until",
  "statement-outside": "from",
  "currencies-differ": "from",
} as const;

/** What facts come to, or what is wrong of what was asked beside its field. Throws as `statementOf` what no field can mend, and for JSON. */
export function statedOrWrong(
  c: PageContext,
  speak: StatementSay,
  filled: Filled,
  facts: StatementFacts,
): { stated?: Statement; filled: Filled } {
  if (filled.errors.length > 0) return { filled };
  try {
    return { stated: statementOf(facts), filled };
  } catch (error) {
    const wrong = error instanceof Refusal && !wantsJson(c) ? fieldError(speak, error) : undefined;
    if (!wrong) throw error;
    return { filled: { ...filled, errors: [wrong] } };
  }
}

/** Days are said as readers write them. */
function fieldError({ language, date }: StatementSay, { code, details }: Refusal): FieldError | undefined {
  const field = Object.hasOwn(fields, code) ? fields[code as keyof typeof fields] : undefined;
  const said = Object.entries(details).map(([name, value]) =>
    name === "from" || name === "until" ? [name, date(String(value))] : [name, value],
  );
  return field && { field, message: refusalMessage(language, { code, details: Object.fromEntries(said) }) };
}

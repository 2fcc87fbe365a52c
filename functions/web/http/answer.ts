import type { Context } from "hono";
import { Refusal, type RefusalCode } from "../../../shared/errors.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { Json } from "../../../shared/ports.ts";
import { type PageContext, wantsJson } from "./context.ts";
import type { Filled } from "./input.ts";

/** A POST that succeeded: JSON for who asked for it, else on to the page that shows it (303, RFC 9110, 15.4.4). */
export function done(
  c: PageContext,
  location: string,
  body: Record<string, Json> = {},
  status: 200 | 201 = 200,
): Response {
  if (!wantsJson(c)) return c.redirect(location, 303);
  return c.json({ ...body, location }, status, { location });
}

/**
 * Does what a form asks. A refusal that one of its fields can mend comes back as that field's error, for the page to be
 * shown again; every other is thrown.
 */
export async function attempt(
  c: PageContext,
  filled: Filled,
  fields: Partial<Record<RefusalCode, string>>,
  work: () => Promise<Response>,
): Promise<Response | Filled> {
  try {
    return await work();
  } catch (error) {
    const field = error instanceof Refusal ? fields[error.code] : undefined;
    if (!(error instanceof Refusal) || field === undefined || wantsJson(c)) throw error;
    const message = refusalMessage(c.get("language"), error);
    return { ...filled, errors: [...filled.errors, { field, message }] };
  }
}

/** Characters of a parameter: all that is named in a path is shorter, and DynamoDB takes no key of over 1,024 bytes. */
const longest = 250;

/** The value of a path's parameter: the router found it there. Throws `not-found` for what can name nothing. */
export function param(c: Context, name: string): string {
  const value = c.req.param(name) ?? "";
  if (value.length > longest) throw new Refusal("not-found");
  return value;
}

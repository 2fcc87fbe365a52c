import { inspect } from "node:util";
import { withoutTokens } from "../../shared/links/redact.ts";

/** Tells who runs this process of a fault, whole but for the links that its message may hold: of a mail, for instance. */
export function logFault(what: string, error: unknown): void {
  console.error(withoutTokens(`${what}: ${inspect(error)}`));
}

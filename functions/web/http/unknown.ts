import { Refusal } from "../../../shared/errors.ts";
import type { PageContext } from "./context.ts";

const methods = ["GET", "HEAD", "POST"];

/** What no route answers. Throws `not-found`, or `method-not-allowed` where no route of ours has the method (RFC 9110, 15.5.6). */
export function nothingHere(c: PageContext): never {
  const isKnown = methods.includes(c.req.method);
  if (!isKnown) c.header("allow", methods.join(", "));
  throw new Refusal(isKnown ? "not-found" : "method-not-allowed");
}

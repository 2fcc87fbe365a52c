import { href } from "../../../shared/addresses.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { letGo } from "../http/visitor.ts";

/** Lets the browser forget who was in. */
export async function leave(c: PageContext, web: Web): Promise<Response> {
  await letGo(c, web);
  return done(c, href("home"));
}

import { href } from "../../../shared/addresses.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { letGo } from "../http/visitor.ts";

/** Lets the browser forget who was in, and what they typed and did not send (Clear Site Data, W3C). */
export async function leave(c: PageContext, web: Web): Promise<Response> {
  await letGo(c, web);
  c.header("clear-site-data", '"storage"');
  return done(c, href("home"));
}

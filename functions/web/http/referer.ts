import { holdsToken } from "../../../shared/links/redact.ts";
import type { PageContext } from "./context.ts";

/** The page of ours that a form was on, where it was sent elsewhere and the browser says it; never one whose address is a link. */
export function refererOf(c: PageContext): string | undefined {
  const referer = c.req.header("referer") ?? "";
  if (!URL.canParse(referer)) return undefined;
  const { host, pathname, search } = new URL(referer);
  const own = host === new URL(c.req.url).host || host === c.req.header("host");
  return own && !holdsToken(pathname + search) && pathname !== c.req.path ? `${pathname}${search}` : undefined;
}

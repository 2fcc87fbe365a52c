import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/**
 * The address of who asks. Behind `proxies` of ours (a count), the one that the outermost of them heard: each adds an
 * address at the end of `X-Forwarded-For`, what stands before is anyone's to write. Without them, the other end of the
 * connection. Undefined where that is this machine itself: a proxy that nobody counted, or its user.
 */
export function clientAddress(c: Context, proxies: number): string | undefined {
  const heard = (c.req.header("x-forwarded-for") ?? "").split(",").map((each) => each.trim());
  const address = (proxies > 0 ? heard.at(-proxies) : getConnInfo(c).remote.address) ?? "";
  return isIP(address) === 0 || /^(127\.|::1$|::ffff:127\.)/i.test(address) ? undefined : address;
}

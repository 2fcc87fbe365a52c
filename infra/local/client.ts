import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { isLoopback } from "./exposure.ts";

/**
 * The address of who asks. Behind `proxies` of ours (a count), the one that the outermost of them heard: each adds an
 * address at the end of `X-Forwarded-For`, what stands before is anyone's to write. Without them, the other end of the
 * connection. Undefined where that is this machine itself: a proxy that nobody counted, or its user.
 */
export function clientAddress(c: Context, proxies: number): string | undefined {
  const heard = (c.req.header("x-forwarded-for") ?? "").split(",").map((each) => each.trim());
  const address = (proxies > 0 ? heard.at(-proxies) : getConnInfo(c).remote.address) ?? "";
  return isIP(address) === 0 || isLoopback(address) ? undefined : address;
}

/** What a proxy adds to the requests of others (RFC 7239, RFC 9110 7.6.3, and the names of before). */
const forwarded = /^(forwarded|via|x-(forwarded|original|real|client)\b.*|true-client-ip|cf-.*)$/;

/**
 * Whether who asks sits at this machine: a connection from it, to a name of its own (no site's that points here), through
 * no proxy. A proxy that tells nothing of itself often speaks HTTP/1.0, which no browser does.
 */
export function isAtMachine(c: Context): boolean {
  const { incoming } = c.env as { incoming: IncomingMessage };
  const names = Object.keys(incoming.headers);
  const host = /^(.*?)(:\d+)?$/.exec(incoming.headers.host ?? "")?.[1] ?? "";
  const own = isLoopback(host) && isLoopback(new URL(c.req.url).hostname);
  const direct = incoming.httpVersion !== "1.0" && !names.some((name) => forwarded.test(name));
  return own && direct && isLoopback(incoming.socket.remoteAddress ?? "");
}

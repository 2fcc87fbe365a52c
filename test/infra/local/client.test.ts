import { Hono } from "hono";
import { expect, test } from "vitest";
import { clientAddress } from "../../../infra/local/client.ts";

/** What the server takes for the address of who asks, `peer` being the other end of the connection. */
async function check(peer: string, proxies: number, forwarded: string | undefined, client: string): Promise<void> {
  const app = new Hono().get("/", (c) => c.text(clientAddress(c, proxies) ?? "unknown"));
  const env = { incoming: { socket: { remoteAddress: peer, remotePort: 50_000, remoteFamily: "IPv4" } } };
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  expect(await (await app.request("/", { headers }, env)).text()).toBe(client);
}

const [visitor, forged, proxy] = ["203.0.113.7", "198.51.100.1", "192.0.2.80"];

test.each<[string, string, number, string | undefined, string]>([
  ["no proxy: the other end", visitor, 0, undefined, visitor],
  ["no proxy: whatever the header says", visitor, 0, forged, visitor],
  ["a proxy on this machine that nobody counted", "127.0.0.1", 0, visitor, "unknown"],
  ["the same, over IPv6", "::1", 0, visitor, "unknown"],
  ["the same, mapped", "::ffff:127.0.0.1", 0, visitor, "unknown"],
  ["one proxy: what it heard", "127.0.0.1", 1, visitor, visitor],
  ["one proxy: not what the visitor wrote before", "127.0.0.1", 1, `${forged}, ${visitor}`, visitor],
  ["two proxies: what the first of them heard", "127.0.0.1", 2, `${forged}, ${visitor}, ${proxy}`, visitor],
  ["a proxy that says nothing", "127.0.0.1", 1, undefined, "unknown"],
  ["fewer proxies than were counted", "127.0.0.1", 2, visitor, "unknown"],
  ["no address", "127.0.0.1", 1, "unknown", "unknown"],
  ["IPv6", "127.0.0.1", 1, "2001:db8::7", "2001:db8::7"],
])("%s", (_, peer, proxies, forwarded, client) => check(peer, proxies, forwarded, client));

import { once } from "node:events";
import type { Server } from "node:http";
import { createServer } from "node:net";
import { serve } from "@hono/node-server";

type Fetching = { fetch(request: Request): Response | Promise<Response> };

/** A port of this machine that nobody listens on: the address of a network is known before it is served. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

/** Serves pages that a test has in its process; ended by what it returns. */
export async function serveOn(port: number, app: Fetching): Promise<() => void> {
  const server = await new Promise<Server>((resolve) => {
    const listening = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(listening as Server));
  });
  return () => {
    server.closeAllConnections();
    server.close();
  };
}

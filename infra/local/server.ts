import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { type RequestLine, webApp } from "../../functions/web/app.ts";
import type { OutboxReader } from "../../functions/web/context.ts";
import { listOutbox, readOutbox } from "../../shared/adapters/embedded/mail.ts";
import { Refusal } from "../../shared/errors.ts";
import { clientAddress } from "./client.ts";
import { fileEndpoints } from "./files.ts";
import { logFault } from "./log.ts";
import type { Listening, Network } from "./network.ts";

/** Serves pages and files; resolves once it listens. Throws `port-taken`. */
export function startServer(
  network: Network,
  { port, host, proxies = 0 }: Listening,
  log?: (line: RequestLine) => void,
): Promise<Server> {
  const app = new Hono();
  app.route("/", fileEndpoints(network));
  const outbox = outboxOf(network);
  const pages = webApp(network.ports, {
    settings: network.settings,
    fault: (error) => logFault("request", error),
    clientAddress: (c) => clientAddress(c, proxies),
    ...(outbox && { outbox }),
    ...(log && { log }),
  });
  app.all("*", (c) => pages.fetch(c.req.raw, c.env));
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }, () => resolve(server as Server));
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new Refusal("port-taken", { port: String(port) }) : error),
    );
  });
}

/** The outbox as the pages show it; none where mail really leaves. */
function outboxOf({ outbox }: Network): OutboxReader | undefined {
  return outbox ? { list: () => listOutbox(outbox), read: (name) => readOutbox(outbox, name) } : undefined;
}

import { once } from "node:events";
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { webApp } from "../../functions/web/app.ts";
import type { OutboxReader } from "../../functions/web/http/context.ts";
import type { RequestLine } from "../../functions/web/http/log.ts";
import { listOutbox, readOutbox } from "../../shared/adapters/embedded/mail.ts";
import { Refusal } from "../../shared/errors.ts";
import { clientAddress } from "./client.ts";
import { listeningFaults, wrongVariable } from "./environment.ts";
import { exposedBy } from "./exposure.ts";
import { fileEndpoints } from "./files.ts";
import { healthOf } from "./health.ts";
import { logFault } from "./log.ts";
import type { Listening, Network } from "./network.ts";
import { hasOutboxKey, outboxDoor } from "./outbox.ts";

/** Milliseconds for a request's headers, for all of it (a file on a slow line), and between two requests. */
const patience = {
  headersTimeout: 20_000,
  requestTimeout: 900_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};
/** Milliseconds that a connection may say nothing while it is asked or answers. */
const idleTimeout = 30_000;
const maxConnections = 1_000;

/** Serves pages and files; resolves once it listens. Throws `port-taken`, `variable-invalid`. */
export function startServer(
  network: Network,
  { port, host, proxies = 0 }: Listening,
  log?: (line: RequestLine) => void,
): Promise<Server> {
  const app = new Hono();
  app.route("/", fileEndpoints(network));
  const outbox = outboxOf(network);
  const open = outbox && !exposedBy({ publicUrl: network.settings.publicUrl, host, port, proxies });
  if (open) app.route("/", outboxDoor(network));
  const pages = webApp(network.ports, {
    settings: network.settings,
    health: healthOf(network),
    fault: (error) => logFault("request", error),
    clientAddress: (c) => clientAddress(c, proxies),
    ...(outbox && { outbox }),
    ...(open && { isAtMachine: (c) => hasOutboxKey(c, network) }),
    ...(log && { log }),
  });
  app.all("*", (c) => pages.fetch(c.req.raw, c.env));
  return new Promise((resolve, reject) => {
    const listening = { fetch: app.fetch, port, hostname: host, serverOptions: patience };
    const server = serve(listening, () => resolve(server)) as Server;
    server.timeout = idleTimeout;
    server.maxConnections = maxConnections;
    server.once("error", (error: NodeJS.ErrnoException) => reject(refusalOf(error, String(port), host)));
  });
}

/** What keeps it from listening. */
function refusalOf(error: NodeJS.ErrnoException, port: string, host: string): Error {
  if (error.code === "EADDRINUSE") return new Refusal("port-taken", { port });
  const key = listeningFaults[error.code ?? ""];
  return key ? wrongVariable({ key, values: { port, host } }) : error;
}

/** Milliseconds in which requests under way are answered when the server stops. */
const lastAnswers = 3_000;

/** Takes no more requests; resolves once those under way are answered, or were cut after a while. */
export async function stopServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), lastAnswers);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

/** The outbox as the pages show it; none where mail really leaves. */
function outboxOf({ outbox }: Network): OutboxReader | undefined {
  return outbox ? { list: (range) => listOutbox(outbox, range), read: (name) => readOutbox(outbox, name) } : undefined;
}

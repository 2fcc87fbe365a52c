import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { type Network, openNetwork } from "../../../infra/local/network.ts";
import { startServer } from "../../../infra/local/server.ts";
import { temporaryFolder } from "../../temporary.ts";

/** A network served from a folder of its own, on a free port of this machine; no worker runs. */
export type Serving = { network: Network; server: Server; port: number; stop(): void };

export async function serve(publicUrl = "http://127.0.0.1:8080", proxies = 0): Promise<Serving> {
  return serveFolder(await openNetwork({ folder: temporaryFolder(), publicUrl }, { alone: true }), proxies);
}

export async function serveFolder(network: Network, proxies = 0): Promise<Serving> {
  const server = await startServer(network, { port: 0, host: "127.0.0.1", proxies });
  const stop = () => {
    server.closeAllConnections();
    server.close();
    network.close();
  };
  return { network, server, port: (server.address() as AddressInfo).port, stop };
}

/** Sends bytes as they are on a connection of their own; all that comes back until its end. */
export function exchange(port: number, ...pieces: (string | Uint8Array)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    socket.on("data", (piece) => {
      heard += piece;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(heard));
    for (const piece of pieces) socket.write(piece);
  });
}

/** Asks for a page as a program does. */
export function ask({ port }: Serving, path: string): Promise<string> {
  return exchange(port, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
}

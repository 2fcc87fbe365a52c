import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RequestLine } from "../../functions/web/http/log.ts";
import { type Network, openNetwork } from "../../infra/local/network.ts";
import { startServer } from "../../infra/local/server.ts";
import { runTick, startWorkers } from "../../infra/local/workers.ts";
import type { Running } from "./over-http.ts";

/** Serves an empty network in a folder of its own, on a free port; `over` may put another store under it. */
export async function startNetwork(
  over: (network: Network) => Network = (network) => network,
  log?: (line: RequestLine) => void,
): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), "livrable-flow-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let ahead = 0;
  const clock = () => Date.now() + ahead;
  const network = over(await openNetwork({ folder, publicUrl: url }, { alone: true, clock }));
  const server = await startServer(network, { port, host: "127.0.0.1" }, log);
  const workers = startWorkers(network);
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await workers.stop();
    network.close();
    await rm(folder, { recursive: true, force: true });
  };
  const later = async (minutes: number) => {
    ahead += minutes * 60_000;
    await runTick(network);
  };
  return { network, url, stop, later };
}

/** A port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareVersions, setDocuments } from "../../functions/render/set.ts";
import type { RequestLine } from "../../functions/web/http/log.ts";
import { type Network, openNetwork } from "../../infra/local/network.ts";
import { startServer } from "../../infra/local/server.ts";
import { type Made, runTick, startWorkers } from "../../infra/local/workers.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { readDraft } from "../../shared/formats/read.ts";
import type { Running } from "./over-http.ts";

/** What reads files, sets documents and compares versions here, where no child has to be started and to load its modules for each. */
const made: Made = {
  read: readDraft,
  set: setDocuments(folderAssets(join(import.meta.dirname, "../../templates"))),
  compare: compareVersions,
};

type Terms = { over?: (network: Network) => Network; log?: (line: RequestLine) => void; inChildren?: boolean };

/**
 * Serves an empty network in a folder of its own, on a free port; `over` may put another store under it. `inChildren`: files are
 * made in children, as where a network is served to people.
 */
export async function startNetwork({ over = (each) => each, log, inChildren }: Terms = {}): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), "livrable-flow-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let ahead = 0;
  const clock = () => Date.now() + ahead;
  const network = over(await openNetwork({ folder, publicUrl: url }, { alone: true, clock, durable: false }));
  const server = await startServer(network, { port, host: "127.0.0.1" }, log);
  const workers = startWorkers(network, inChildren ? undefined : () => made);
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

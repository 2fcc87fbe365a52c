import { spawnSync } from "node:child_process";
import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Network, openNetwork } from "../../infra/local/network.ts";
import { startServer } from "../../infra/local/server.ts";
import { verifyProofArchive } from "../../shared/evidence/proof-archive/verify.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { importNetwork } from "../../shared/moving/import.ts";
import { loadState, rebuild } from "../../shared/stored/deliverable.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { everySummary } from "../../shared/stored/lists.ts";
import { listPeople } from "../../shared/stored/person.ts";
import type { PublicKey } from "../../shared/stored/proof-archive.ts";
import { temporaryFolder } from "../temporary.ts";
import { findIn } from "./crawler.ts";
import { freePort } from "./running.ts";
import { type Visitor, visitor } from "./visitor.ts";

/** Each landed version left its data folder and its export, of a network with a draft, a round and a final. */
const landed = join(import.meta.dirname, "../fixtures/landed");
const versions = readdirSync(landed).flatMap((name) => /^(.+)-data\.tar\.gz$/.exec(name)?.[1] ?? []);

test.each(versions)("a data folder of version %s opens, and each of its pages can be read", async (version) => {
  const { network, url, stop } = await serve(unpacked(version));
  try {
    for (const person of (await listPeople(network.ports.store)).filter(({ removed }) => !removed)) {
      const token = await makeLink(network.ports, { person, purpose: "enter", days: 1 });
      const reader = visitor(url);
      const pages = await readAll(reader, url, `/l/${token}`);
      expect(pages.size, `pages that ${person.address} can reach`).toBeGreaterThan(person.coordinator ? 30 : 5);
      const refused = [...pages].filter(([, status]) => status !== 200);
      expect(refused, `pages that ${person.address} was led to and refused`).toEqual([]);
    }
  } finally {
    stop();
  }
});

test.each(versions)("nothing that version %s kept is missing or damaged", async (version) => {
  const { network, stop } = await serve(unpacked(version));
  try {
    const { flaws, events } = await checkNetwork(network.ports);
    expect(flaws).toEqual([]);
    expect(events).toBeGreaterThan(20);
  } finally {
    stop();
  }
});

test.each(versions)("the dossier that version %s made is still sound", async (version) => {
  const { network, url, stop } = await serve(unpacked(version));
  try {
    const coordinator = (await listPeople(network.ports.store)).find((person) => person.coordinator)!;
    const token = await makeLink(network.ports, { person: coordinator, purpose: "enter", days: 1 });
    const reader = visitor(url);
    await reader.open(`/l/${token}`);
    const final = (await everySummary(network.ports.store)).find(({ ready }) => ready)!;
    const response = await reader.open(`/deliverables/${final.id}/dossier/archive`);
    const archive = Buffer.from(await response.arrayBuffer());
    const { keys } = await reader.json<{ keys: PublicKey[] }>("/.well-known/livrable/dossier-keys.json");
    const read = async (at: number, length: number) => archive.subarray(at, at + length);
    const { problems, trusted, counts } = await verifyProofArchive(
      { size: archive.length, read },
      keys[0]!.fingerprint,
    );
    expect({ problems, trusted }).toEqual({ problems: [], trusted: true });
    expect(counts).toMatchObject({ versions: 2 });
  } finally {
    stop();
  }
});

test.each(versions)(
  "an export of version %s is imported whole, and its events make the states there were",
  async (version) => {
    const network = await openNetwork({ folder: temporaryFolder(), publicUrl: "http://127.0.0.1" }, { alone: true });
    try {
      const { store } = network.ports;
      await importNetwork(network.ports, () => createReadStream(join(landed, `${version}-export.tar.gz`)));
      const stages = await Promise.all(
        (await everySummary(store)).map(async ({ id, stage }) => {
          const state = (await loadState(store, id))?.state;
          expect(state, "the state that its events make").toEqual(await rebuild(store, id));
          return `${stage} ${state?.kind}`;
        }),
      );
      expect(stages.toSorted()).toEqual(["draft resource-dossier", "final synthesis-note", "review framing-note"]);
    } finally {
      network.close();
    }
  },
);

function unpacked(version: string): string {
  const folder = temporaryFolder();
  const { status } = spawnSync("tar", ["-xzf", join(landed, `${version}-data.tar.gz`), "-C", folder]);
  expect(status, "tar").toBe(0);
  return join(folder, "data");
}

/** Serves the pages alone: no worker and no clock change what the version left. */
async function serve(folder: string): Promise<{ network: Network; url: string; stop(): void }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const network = await openNetwork({ folder, publicUrl: url }, { alone: true });
  const server = await startServer(network, { port, host: "127.0.0.1" });
  const stop = () => {
    server.closeAllConnections();
    server.close();
    network.close();
  };
  return { network, url, stop };
}

/** Every page that links lead to from `start`, with its status; files count as pages. */
async function readAll(reader: Visitor, url: string, start: string): Promise<Map<string, number>> {
  const pages = new Map<string, number>();
  const queue = [start];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const { origin, pathname, search } = new URL(path, url);
    const own = pathname + search;
    if (origin !== url || pages.has(own) || /^\/(assets|language|outbox)\b/.test(pathname)) continue;
    const response = await reader.open(own);
    pages.set(own, response.status);
    const html = /html/.test(response.headers.get("content-type") ?? "") && !/\/outputs\//.test(response.url);
    if (html) queue.push(...findIn(await response.text(), response.url).links.map((link) => rebased(link, url)));
    else await response.arrayBuffer();
  }
  return pages;
}

/** The crawler's links carry its own origin. */
function rebased(link: string, url: string): string {
  const { origin, pathname, search } = new URL(link);
  return ["http://127.0.0.1:8080", url].includes(origin) ? new URL(pathname + search, url).href : link;
}

import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { openFiles, sweepUnfinished } from "../../shared/adapters/embedded/files.ts";
import { lockFolder } from "../../shared/adapters/embedded/lock.ts";
import { openOutbox, openSmtp } from "../../shared/adapters/embedded/mail.ts";
import { type EmbeddedStore, openStore } from "../../shared/adapters/embedded/store.ts";
import { withRevisions } from "../../shared/line/revisions.ts";
import { loadSettings } from "../../shared/line/rows/network.ts";
import type { Keyring, Ports, Store } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";

/** Where a network lives and what the world calls it; see the README for each. */
export type Place = { folder: string; publicUrl: string; smtpUrl?: string };

/** A network opened from its data folder. `secret` signs the addresses of files. */
export type Network = {
  /** The store with its feed: `onDue` tells the keys of due jobs. */
  ports: Ports & { store: Store & Pick<EmbeddedStore, "onDue"> };
  settings: Settings;
  folder: string;
  secret: Uint8Array;
  /** The folder of the mails that left; none where mail really leaves. */
  outbox?: string;
  close(): void;
};

/** From the environment: `LIVRABLE_DATA`, `HOST`, `PORT`, `PUBLIC_URL`, `SMTP_URL`. */
export function placeFrom(environment: NodeJS.ProcessEnv): Place & { port: number; host: string } {
  const port = Number(environment.PORT ?? 8080);
  const publicUrl = (environment.PUBLIC_URL ?? `http://127.0.0.1:${port}`).replace(/\/$/, "");
  const { SMTP_URL: smtpUrl } = environment;
  const host = environment.HOST ?? "127.0.0.1";
  return { folder: environment.LIVRABLE_DATA ?? ".livrable", host, port, publicUrl, ...(smtpUrl ? { smtpUrl } : {}) };
}

/**
 * Opens the network of a folder, made where it is not. `alone`: no other process may serve it meanwhile (a server, an
 * import); throws `data-locked` when one does.
 */
export async function openNetwork(place: Place, { alone }: { alone: boolean }): Promise<Network> {
  const lock = alone ? lockFolder(place.folder) : undefined;
  mkdirSync(place.folder, { recursive: true });
  if (alone) sweepUnfinished(join(place.folder, "files"));
  const clock = () => Date.now();
  const keys = openKeys(join(place.folder, "keys.json"));
  const outbox = place.smtpUrl ? undefined : join(place.folder, "outbox");
  const store = openStore(join(place.folder, "store.sqlite"), clock);
  const files = openFiles(join(place.folder, "files"), { secret: keys.files, clock });
  const settings = { ...(await loadSettings(store)), publicUrl: place.publicUrl };
  const ports = {
    store,
    files,
    mail: outbox ? openOutbox(outbox, clock) : openSmtp(place.smtpUrl!),
    clock,
    ids: () => randomBytes(16).toString("base64url"),
    keyring: keys.links,
    assets: withRevisions(folderAssets(fileURLToPath(new URL("../../templates", import.meta.url))), files, settings),
  };
  const close = () => {
    store.close();
    lock?.release();
  };
  return { ports, settings, folder: place.folder, secret: keys.files, ...(outbox && { outbox }), close };
}

/** The keys of a folder, made at first: `links` by key id, the first of them signing; `files` for addresses. */
function openKeys(path: string): { links: Keyring; files: Uint8Array } {
  if (!existsSync(path)) {
    const fresh = {
      current: "k1",
      links: { k1: randomBytes(32).toString("base64") },
      files: randomBytes(32).toString("base64"),
    };
    writeFileSync(path, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flush: true });
  }
  const stored = JSON.parse(readFileSync(path, "utf8")) as {
    current: string;
    links: Record<string, string>;
    files: string;
  };
  const keys = new Map(Object.entries(stored.links).map(([id, key]) => [id, Buffer.from(key, "base64")]));
  return { links: { current: stored.current, keys }, files: Buffer.from(stored.files, "base64") };
}

import { randomBytes } from "node:crypto";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { translated } from "../../shared/adapters/embedded/faults.ts";
import { openFiles, sweepUnfinished } from "../../shared/adapters/embedded/files.ts";
import { lockFolder } from "../../shared/adapters/embedded/lock.ts";
import { openOutbox, openSmtp } from "../../shared/adapters/embedded/mail.ts";
import { makeFolder } from "../../shared/adapters/embedded/modes.ts";
import { type EmbeddedStore, openStore } from "../../shared/adapters/embedded/store.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Clock, Ports, Store } from "../../shared/ports.ts";
import type { Settings, WrongSetting } from "../../shared/settings.ts";
import { releaseJobs } from "../../shared/stored/job.ts";
import { storedSettings } from "../../shared/stored/network.ts";
import { withRevisions } from "../../shared/stored/revisions.ts";
import { checkVariables } from "./environment.ts";
import { openKeys } from "./keys.ts";
import { narrowFolder } from "./narrow.ts";

/**
 * Where a network lives and what the world calls it; see the README for each. `outboxGuarded`: others than who sits at the
 * machine may ask though no mail leaves, and the coordinators alone read it.
 */
export type NetworkLocation = { folder: string; publicUrl: string; smtpUrl?: string; outboxGuarded?: boolean };

/** A network opened from its data folder. `secret` signs the addresses of files. */
export type Network = {
  /** The store with its feed: `onDue` tells the keys of due jobs. */
  ports: Ports & { store: Store & Pick<EmbeddedStore, "onDue"> };
  settings: Settings;
  /** Settings that are stored and cannot be: their defaults hold. */
  wrong: WrongSetting[];
  folder: string;
  secret: Uint8Array;
  /** The folder of the mails that left; none where mail really leaves. */
  outbox?: string;
  /** Reads every page of the database. Throws `store-corrupt`. */
  check(): void;
  close(): void;
};

const templates = folderAssets(fileURLToPath(new URL("../../templates", import.meta.url)));

/** Where the keys of a data folder are. */
export function keysPath(folder: string): string {
  return join(folder, "keys.json");
}

/** Where it listens; `proxies` of ours that requests come through. */
export type Listening = { port: number; host: string; proxies?: number };

/**
 * From the environment: `LIVRABLE_DATA` (`.livrable` of the checkout, wherever it is run from), `HOST`, `PORT`, `PROXIES`,
 * `PUBLIC_URL`, `SMTP_URL`, `LIVRABLE_OUTBOX`. Throws `variable-invalid`.
 */
export function locationFrom(environment: NodeJS.ProcessEnv): NetworkLocation & Listening {
  checkVariables(environment);
  const port = Number(environment.PORT || 8080);
  const publicUrl = (environment.PUBLIC_URL || `http://127.0.0.1:${port}`).replace(/\/$/, "");
  const { SMTP_URL: smtpUrl } = environment;
  const host = environment.HOST || "127.0.0.1";
  const listening = { host, port, proxies: Number(environment.PROXIES || 0) };
  return {
    folder: environment.LIVRABLE_DATA || relative("", fileURLToPath(new URL("../../.livrable", import.meta.url))),
    ...listening,
    publicUrl,
    ...(smtpUrl && { smtpUrl }),
    outboxGuarded: environment.LIVRABLE_OUTBOX === "coordinator",
  };
}

/** `durable`: what is written is on the disk when it is said to be; a network that is made anew whenever its maker ends does without. */
type OpenTerms = { alone: boolean; clock?: Clock; durable?: boolean };

/**
 * Opens the network of a folder, made where it is not. `alone`: no other process may serve it meanwhile (a server, an
 * import), so that what the last one had in hand is due again; throws `data-locked` when one does, `data-damaged` where the
 * database is.
 */
export async function openNetwork(location: NetworkLocation, { alone, ...terms }: OpenTerms): Promise<Network> {
  translated(() => makeFolder(location.folder));
  if (!alone) return open(location, () => undefined, { alone, ...terms });
  const lock = lockFolder(location.folder);
  try {
    for (const sentence of narrowFolder(location.folder)) console.error(sentence);
    sweepUnfinished(join(location.folder, "files"));
    const network = await open(location, lock.release, { alone, ...terms });
    await releaseJobs(network.ports);
    return network;
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function open(
  location: NetworkLocation,
  release: () => void,
  { alone, clock = Date.now, durable = true }: OpenTerms,
): Promise<Network> {
  const keys = openKeys(keysPath(location.folder));
  const outbox = location.smtpUrl ? undefined : join(location.folder, "outbox");
  const store = openSound(join(location.folder, "store.sqlite"), clock, { checked: alone, durable });
  const files = openFiles(join(location.folder, "files"), { secret: keys.files, clock, durable });
  const { settings: stored, wrong } = await storedSettings(store);
  const settings = { ...stored, publicUrl: location.publicUrl };
  const ports = {
    store,
    files,
    mail: outbox ? openOutbox(outbox, clock, { durable }) : openSmtp(location.smtpUrl!),
    clock,
    ids: () => randomBytes(16).toString("base64url"),
    keyring: keys.links,
    assets: withRevisions(templates, files, async () => (await storedSettings(store)).settings),
  };
  const close = () => {
    store.close();
    release();
  };
  return {
    ports,
    settings,
    wrong,
    folder: location.folder,
    secret: keys.files,
    ...(outbox && { outbox }),
    check: store.check,
    close,
  };
}

/** Opens the store; where it is to be served, only if no page of it is damaged. Throws `data-damaged`. */
function openSound(path: string, clock: Clock, terms: { checked: boolean; durable: boolean }): EmbeddedStore {
  try {
    return openStore(path, clock, terms);
  } catch (error) {
    throw error instanceof Refusal && error.code === "store-corrupt" ? new Refusal("data-damaged", { path }) : error;
  }
}

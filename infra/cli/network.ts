import { existsSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../../shared/errors.ts";
import type { Keyring, Ports } from "../../shared/ports.ts";
import type { Settings } from "../../shared/settings.ts";
import { loadSettings, refuseUnfinishedImport } from "../../shared/stored/network.ts";
import { saveKeyring } from "../local/keys.ts";
import { keysPath, locationFrom, openNetwork } from "../local/network.ts";
import { misused } from "../say.ts";

/** What a command needs of a network, wherever it lives: `where`, its folder or its table. */
export type Opened = {
  ports: Pick<Ports, "store" | "files" | "clock" | "ids" | "keyring">;
  settings: Settings;
  where: string;
  /** Reads every page of its database, where it is one of ours. Throws `store-corrupt`. */
  check?(): void;
  keys: {
    save(keyring: Keyring): Promise<void>;
    /** Seconds until every process that is running has taken up what was saved. */
    settle: number;
  };
};

/**
 * Opens the network that the environment names, for one command: the data folder, or, with `LIVRABLE_TABLE`,
 * `LIVRABLE_BUCKET`, `LIVRABLE_KEYS` and `PUBLIC_URL` as the stack tells them, the one on AWS. `alone` where no server of
 * the folder may run meanwhile, `fresh` where there may be none yet, `half` where it may be what an import left half.
 * Throws `network-missing`, `import-unfinished`.
 */
export async function withNetwork(
  work: (network: Opened) => Promise<void>,
  { alone = false, fresh = false, half = fresh }: { alone?: boolean; fresh?: boolean; half?: boolean } = {},
): Promise<void> {
  const begin = async (network: Opened) => {
    if (!half) await refuseUnfinishedImport(network.ports.store);
    await work(network);
  };
  if (process.env.LIVRABLE_TABLE) return begin(await openDeployed(process.env.LIVRABLE_TABLE));
  const location = locationFrom(process.env);
  if (!fresh && !existsSync(join(location.folder, "store.sqlite")))
    throw new Refusal("network-missing", { folder: location.folder });
  const network = await openNetwork(location, { alone });
  try {
    const save = async (keyring: Keyring) => saveKeyring(keysPath(location.folder), keyring);
    await begin({ ...network, where: location.folder, keys: { save, settle: 0 } });
  } finally {
    network.close();
  }
}

/** How long the functions keep the keys they have read. */
const keptSeconds = 60;

/** The SDK is loaded only here: it is slow to load. */
async function openDeployed(table: string): Promise<Opened> {
  const { SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
  const { saveSecret, secretsKeyring } = await import("../../shared/adapters/aws/keyring.ts");
  const { openWorld } = await import("../../shared/adapters/aws/world.ts");
  const world = openWorld({ table, bucket: required("LIVRABLE_BUCKET") });
  const [secrets, arn] = [new SecretsManagerClient({}), required("LIVRABLE_KEYS")];
  const keyring = await secretsKeyring(secrets, arn);
  const save = (changed: Keyring) => saveSecret(secrets, arn, changed);
  const settings = { ...(await loadSettings(world.store)), publicUrl: required("PUBLIC_URL") };
  return { ports: { ...world, keyring }, settings, where: table, keys: { save, settle: keptSeconds + 15 } };
}

function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw misused("wrong.variable", { variable });
  return value;
}

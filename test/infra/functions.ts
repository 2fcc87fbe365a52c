import { existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bundles, bundleFunctions } from "../../infra/bundle.ts";
import { type FunctionName, functionNames } from "../../shared/functions.ts";
import { createTable, type Dynoxide, startDynoxide } from "../contract/dynoxide.ts";
import { temporaryFolder } from "../temporary.ts";
import { bucket, type Cloud, startCloud } from "./cloud.ts";
import { policiesOf } from "./iam.ts";
import { type Lambda, startLambda } from "./lambda.ts";
import { standard } from "./template.ts";

export const table = "network";
/** The keyring of the secret: 32 bytes in hexadecimal, by id. */
export const secret = { current: "1", 1: "0a".repeat(32) };

/** A table, a bucket, a secret and a post office for the built functions, held to the stack's policies. */
export type Functions = {
  dynoxide: Dynoxide;
  streamArn: string;
  cloud: Cloud;
  /** A folder of `.eml`. */
  outbox: string;
  environment(name: FunctionName): Record<string, string>;
  start(name: FunctionName): Promise<Lambda>;
  stop(): Promise<void>;
};

let bundling: Promise<Bundles> | undefined;
/** The functions as they are deployed, built once for all processes of a run, which keeps them in its folder. */
export function bundles(): Promise<Bundles> {
  bundling ??= built(join(tmpdir(), "bundles"));
  return bundling;
}

async function built(folder: string): Promise<Bundles> {
  if (!existsSync(folder)) {
    const aside = temporaryFolder();
    await bundleFunctions(aside);
    // another process may have been first
    await rename(aside, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  }
  return Object.fromEntries(functionNames.map((name) => [name, join(folder, name)])) as Bundles;
}

export async function openFunctions(
  bundles: Bundles,
  { publicUrl, created }: { publicUrl: string; created?: (key: string) => void },
): Promise<Functions> {
  const outbox = await mkdtemp(join(tmpdir(), "livrable-post-"));
  const dynoxide = await startDynoxide();
  const { streamArn } = await createTable(dynoxide, table);
  const allows = policiesOf(standard());
  const cloud = await startCloud({ allows, dynamo: dynoxide.endpoint, secret, outbox, ...(created && { created }) });
  const names = {
    TABLE: table,
    BUCKET: bucket,
    LINK_KEYS: "links",
    DOSSIER_KEYS: "dossiers",
    PUBLIC_URL: publicUrl,
    SENDER: "livrable@reseau.example",
  };
  const environment = (name: FunctionName) => ({ ...cloud.environment(name), ...names });
  return {
    dynoxide,
    streamArn,
    cloud,
    outbox,
    environment,
    start: (name) => startLambda(bundles[name], environment(name)),
    stop: async () => {
      await cloud.stop();
      await dynoxide.stop();
      await rm(outbox, { recursive: true });
    },
  };
}

import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import * as z from "zod";
import type { Keyring } from "../../ports.ts";
import { reaching } from "./fault.ts";

const kid = z.string().regex(/^[0-9a-z]{1,16}$/);
/** 32 bytes in hexadecimal, as Secrets Manager generates them. */
const key = z.string().regex(/^[0-9a-f]{64}$/);
/** `{"current": "2", "1": "…", "2": "…"}`: which key signs, and all that verify, by id. */
const secretSchema = z.object({ current: kid }).catchall(key);

/**
 * The keys that sign links, from one secret. Throws `store-unreachable`; an Error that names the secret, never its
 * value, where it is not a keyring.
 */
export async function secretsKeyring(client: SecretsManagerClient, arn: string): Promise<Keyring> {
  const { SecretString = "" } = await reaching(() => client.send(new GetSecretValueCommand({ SecretId: arn })));
  const secret = secretSchema.safeParse(parseJson(SecretString));
  if (!secret.success) throw new Error(`the secret ${arn} is not a keyring`);
  const { current, ...keys } = secret.data;
  if (!Object.hasOwn(keys, current)) throw new Error(`the secret ${arn} lacks its current key`);
  return { current, keys: new Map(Object.entries(keys).map(([id, hex]) => [id, Buffer.from(hex, "hex")])) };
}

/** Replaces the keys of the secret, whole. Throws `store-unreachable`. */
export async function saveSecret(client: SecretsManagerClient, arn: string, { current, keys }: Keyring): Promise<void> {
  const hex = [...keys].map(([id, bytes]) => [id, Buffer.from(bytes).toString("hex")]);
  const SecretString = JSON.stringify({ current, ...Object.fromEntries(hex) });
  await reaching(() => client.send(new PutSecretValueCommand({ SecretId: arn, SecretString })));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

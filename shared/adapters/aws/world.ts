import { randomBytes } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import type { Ports } from "../../ports.ts";
import type { Settings } from "../../settings.ts";
import { s3Files } from "./files.ts";
import { dynamoStore } from "./store.ts";

/** Milliseconds to a connection and to an answer of the table: the client asks three times, within the time of a page. */
const patience = { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true };

/** What every function needs of the world; the names of `table` and `bucket` come from the stack. */
export function openWorld(names: { table: string; bucket: string }): Pick<Ports, "store" | "files" | "clock" | "ids"> {
  return {
    store: dynamoStore(new DynamoDBClient({ requestHandler: patience }), names.table, Date.now),
    files: s3Files(new S3Client({}), names.bucket),
    clock: Date.now,
    ids: () => randomBytes(16).toString("base64url"),
  };
}

/** A variable that the stack sets. Throws where it is missing: the deployment is broken. */
export function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`the environment lacks ${name}`);
  return value;
}

/** The settings of the network, with what the stack knows better: the address of the pages and that of the sender. */
export function deployed(settings: Settings): Settings {
  const sender = { ...settings.sender, address: variable("SENDER") };
  return { ...settings, sender, publicUrl: variable("PUBLIC_URL") };
}

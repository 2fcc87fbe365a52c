import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** The program, where it is installed. */
export const dynoxide = fileURLToPath(new URL("../../node_modules/@dynoxide/linux-x64/dynoxide", import.meta.url));

/** Why a suite that needs a DynamoDB API cannot run here; undefined where it can. */
export const dynoxideMissing = existsSync(dynoxide)
  ? undefined
  : "@dynoxide/linux-x64 is not installed (npm brings it along on Linux x64 only)";

/** A DynamoDB API on loopback, its data in a folder of its own, until `stop`. */
export type Dynoxide = { endpoint: string; client: DynamoDBClient; stop(): Promise<void> };

/** Starts it, on another port where someone else took the one that was free; `database`: one that there is. */
export async function startDynoxide(database?: string, tries = 3): Promise<Dynoxide> {
  return start(database).catch((error) => (tries > 1 ? startDynoxide(database, tries - 1) : Promise.reject(error)));
}

async function start(database: string | undefined): Promise<Dynoxide> {
  const folder = await mkdtemp(join(tmpdir(), "livrable-dynoxide-"));
  const port = await freePort();
  const server = spawn(dynoxide, ["serve", "--port", String(port), "--db-path", database ?? join(folder, "db")], {
    stdio: "ignore",
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(server, endpoint);
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new DynamoDBClient({ endpoint, region: "eu-west-3", credentials, maxAttempts: 2 });
  const stop = async () => {
    client.destroy();
    await ended(server);
    await rm(folder, { recursive: true, force: true });
  };
  return { endpoint, client, stop };
}

/** What a table's keys are, as the stack has them. */
export const tableKeys = {
  AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({ AttributeName, AttributeType: "S" as const })),
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" as const },
    { AttributeName: "sk", KeyType: "RANGE" as const },
  ],
};

/** A fresh table as the stack makes it; its stream's name. */
export async function createTable({ client }: Dynoxide, TableName: string): Promise<{ streamArn: string }> {
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      ...tableKeys,
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    }),
  );
  return { streamArn: TableDescription!.LatestStreamArn! };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function answering(server: ChildProcess, endpoint: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) throw new Error(`dynoxide ended with ${server.exitCode}`);
    if (await fetch(endpoint).then(Boolean, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("dynoxide does not answer");
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once("exit", () => resolve());
    server.kill();
  });
}

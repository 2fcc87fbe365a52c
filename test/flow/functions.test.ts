import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Network } from "../../infra/local/network.ts";
import { dynamoStore } from "../../shared/adapters/aws/store.ts";
import { type FunctionName, functionNames } from "../../shared/functions.ts";
import type { Keyring, Row } from "../../shared/ports.ts";
import { prefixOf } from "../../shared/stored/objects.ts";
import { dynoxideMissing } from "../contract/dynoxide.ts";
import { bundles, type Functions, openFunctions, secret, table } from "../infra/functions.ts";
import { startGateway } from "../infra/gateway.ts";
import type { Lambda } from "../infra/lambda.ts";
import { dueJobs, openStreams } from "./dynamo-feed.ts";
import { flowOverHttp, type Running } from "./over-http.ts";

if (dynoxideMissing) test.skip(`the line on the built functions: ${dynoxideMissing}`);
else flowOverHttp("the built functions, held to their policies", start);

/** Who is handed which jobs by the stream, as the stack has it. */
const workers: Record<string, FunctionName> = {
  ingest: "ingest",
  ...{ render: "render", proof: "render", redline: "render", dossier: "render" },
  ...{ mail: "notify", mails: "notify" },
};

/** The five bundles as Lambda runs them: API, stream, arrivals and schedule on loopback, rights from the template. */
async function start(): Promise<Running> {
  const gateway = await startGateway();
  const lambdas = {} as Record<FunctionName, Lambda>;
  const tasks = new Set<Promise<unknown>>();
  const run = (task: Promise<unknown>) => {
    tasks.add(task);
    void task.finally(() => tasks.delete(task)).catch(() => undefined);
  };
  const functions = await openFunctions(await bundles(), {
    publicUrl: gateway.url,
    created: (key) =>
      key.startsWith(prefixOf("uploads")) && run(lambdas.ingest.invoke({ detail: { object: { key } } })),
  });
  for (const name of functionNames) lambdas[name] = await functions.start(name);
  gateway.serve(lambdas.web);

  const ended = new AbortController();
  const feeding = (async () => {
    for await (const row of dueJobs(openStreams(functions.dynoxide.endpoint), functions.streamArn, ended.signal)) {
      const { [workers[row.kind ?? ""] ?? "tick"]: worker } = lambdas;
      run(worker!.invoke({ Records: [recordOf(row)] }));
    }
  })();
  const ringing = (async () => {
    for (; !ended.signal.aborted; await pause(2000)) await lambdas.tick.invoke({});
  })();

  const stop = async () => {
    ended.abort();
    await Promise.allSettled([feeding, ringing, ...tasks]);
    await gateway.stop();
    await Promise.all(Object.values(lambdas).map((lambda) => lambda.stop()));
    await functions.stop();
    expect(functions.cloud.denied).toEqual([]);
    for (const [name, { log }] of Object.entries(lambdas)) checkLog(name, log);
  };
  const later = async (minutes: number) => {
    for (const lambda of Object.values(lambdas)) await lambda.later(minutes * 60_000);
  };
  return { network: networkOf(functions), url: gateway.url, stop, later };
}

function recordOf({ pk, sk, version, data, status = "", kind = "" }: Row) {
  const NewImage = {
    pk: { S: pk },
    sk: { S: sk },
    version: { N: String(version) },
    data: { S: JSON.stringify(data) },
    status: { S: status },
    kind: { S: kind },
  };
  return { eventName: "MODIFY", dynamodb: { SequenceNumber: String(version), NewImage } };
}

/** The same network seen from the test: its rows, its files, its keys, its mails. */
function networkOf({ dynoxide, outbox, cloud }: Functions): Network {
  const keys = new Map([["1", Buffer.from(secret["1"], "hex")]]);
  const keyring: Keyring = { current: secret.current, keys };
  const store = dynamoStore(dynoxide.client, table, Date.now);
  const files = { get: async (key: string) => cloud.objects.get(key) };
  const ports = { store, files, clock: Date.now, ids: () => crypto.randomUUID(), keyring };
  return { ports, outbox } as unknown as Network;
}

/** Every line is JSON, none is an error, none holds a link's token or a person's address. */
function checkLog(name: string, log: string[]): void {
  for (const line of log) {
    expect(() => JSON.parse(line), `${name}: ${line}`).not.toThrow();
    expect(JSON.parse(line).level, `${name}: ${line}`).not.toBe("error");
    expect(line, name).not.toMatch(/@|\/l\/[\w-]+\./);
  }
}

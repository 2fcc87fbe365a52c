import { test } from "vitest";
import { dynamoStore } from "../../shared/adapters/aws/store.ts";
import type { Key } from "../../shared/ports.ts";
import { createTable, dynoxideMissing, startDynoxide } from "../contract/dynoxide.ts";
import { long } from "../long.ts";
import { dueJobs, openStreams } from "./dynamo-feed.ts";
import { flowOverHttp, type Running } from "./over-http.ts";
import { startNetwork } from "./running.ts";

if (dynoxideMissing) test.skip(`the line over DynamoDB: ${dynoxideMissing}`);
// by default the built functions go it, whose rows are in DynamoDB too
else if (!long) test.skip("the line over DynamoDB: in the long form");
else flowOverHttp("DynamoDB and its stream", start);

/** The same line with its rows in DynamoDB, its workers woken by the table's stream as Lambda's are. */
async function start(): Promise<Running> {
  const server = await startDynoxide();
  const { streamArn } = await createTable(server, "livrable");
  const rows = dynamoStore(server.client, "livrable", Date.now);
  const ended = new AbortController();
  const onDue = (listener: (key: Key) => void) => {
    void (async () => {
      for await (const row of dueJobs(openStreams(server.endpoint), streamArn, ended.signal)) listener(row);
    })();
    return () => ended.abort();
  };
  const running = await startNetwork({
    over: (network) => ({ ...network, ports: { ...network.ports, store: { ...rows, onDue } } }),
  });
  const stop = async () => {
    ended.abort();
    await running.stop();
    await server.stop();
  };
  return { ...running, stop };
}

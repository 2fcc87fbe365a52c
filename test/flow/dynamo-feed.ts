import { setTimeout as pause } from "node:timers/promises";
import { type Item, readItem } from "../../shared/adapters/aws/item.ts";
import type { Row } from "../../shared/ports.ts";

/** The API of DynamoDB's streams: an operation's name, JSON in, JSON out. */
export type StreamClient = <T>(operation: string, input: object) => Promise<T>;

/** Speaks to a stand-in for DynamoDB that checks no signature. */
export function openStreams(endpoint: string): StreamClient {
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-date": "20080512T120000Z",
    authorization:
      "AWS4-HMAC-SHA256 Credential=test/20080512/eu-west-3/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
  };
  return async <T>(operation: string, input: object): Promise<T> => {
    const target = { "x-amz-target": `DynamoDBStreams_20120810.${operation}` };
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { ...headers, ...target },
      body: JSON.stringify(input),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${operation}: ${JSON.stringify(answer)}`);
    return answer as T;
  };
}

type Stream = { StreamDescription: { Shards: { ShardId: string }[]; LastEvaluatedShardId?: string } };
type Records = { Records: { eventName: string; dynamodb: { NewImage?: Item } }[]; NextShardIterator?: string };

/**
 * The rows that become due, as the stream tells them, until `signal`: what Lambda's mapping hands to the functions, with
 * the filter of the stack. A row comes again for every write that leaves it due, even one that changes nothing. Shards
 * are read until they have no next iterator; the sequence number they are said to end with is not to be relied on.
 */
export async function* dueJobs(client: StreamClient, StreamArn: string, signal: AbortSignal): AsyncGenerator<Row> {
  const iterators = new Map<string, string | undefined>();
  while (!signal.aborted) {
    for (const ShardId of await shardsOf(client, StreamArn)) {
      if (iterators.has(ShardId)) continue;
      const asked = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" };
      iterators.set(ShardId, (await client<{ ShardIterator: string }>("GetShardIterator", asked)).ShardIterator);
    }
    for (const [shard, ShardIterator] of iterators) {
      if (ShardIterator === undefined) continue;
      const { Records, NextShardIterator } = await client<Records>("GetRecords", { ShardIterator });
      iterators.set(shard, NextShardIterator);
      yield* Records.flatMap(({ eventName, dynamodb: { NewImage } }) =>
        eventName !== "REMOVE" && NewImage?.status?.S === "due" ? [readItem(NewImage)] : [],
      );
    }
    await pause(20);
  }
}

async function shardsOf(client: StreamClient, StreamArn: string): Promise<string[]> {
  const shards: string[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const { StreamDescription } = await client<Stream>("DescribeStream", { StreamArn, ExclusiveStartShardId });
    shards.push(...StreamDescription.Shards.map(({ ShardId }) => ShardId));
    ExclusiveStartShardId = StreamDescription.LastEvaluatedShardId;
  } while (ExclusiveStartShardId);
  return shards;
}

import { BatchWriteItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { writeItem } from "../../shared/adapters/aws/item.ts";
import type { Row, Store } from "../../shared/ports.ts";

/** Puts many rows into an empty store, each key once. */
export type Bulk = (rows: Iterable<Omit<Row, "version">>) => Promise<void>;

/** As the line does, by commits. */
export function byCommits(store: Store): Bulk {
  return async (rows) => {
    for (const some of batches(rows, 80)) await store.commit(some.map((put) => ({ put })));
  };
}

/** Requests under way at once. */
const atOnce = 4;

/**
 * The items that commits would write, without their conditions: 25 a request, the most that the API takes
 * (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html), some ten times as fast.
 */
export function byBatches(client: DynamoDBClient, table: string): Bulk {
  return async (rows) => {
    const left = batches(rows, 25);
    const putInTurn = async () => {
      for (const some of left) {
        const requests = some.map((put) => ({
          PutRequest: { Item: writeItem(table, { put, expect: 0 }, 0).Put!.Item! },
        }));
        const { UnprocessedItems } = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [table]: requests } }),
        );
        if (UnprocessedItems?.[table]) throw new Error("the table is too slow to be filled");
      }
    };
    await Promise.all(Array.from({ length: atOnce }, putInTurn));
  };
}

function* batches<T>(all: Iterable<T>, most: number): Generator<T[]> {
  let some: T[] = [];
  for (const each of all) {
    some.push(each);
    if (some.length < most) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

import {
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import type { Clock, QueryOptions, Row, Store } from "../../ports.ts";
import { checkLimits } from "../limits.ts";
import { committing, reaching } from "./fault.ts";
import { type Item, isLive, keyItem, readItem, writeItem } from "./item.ts";

/**
 * Rows in one DynamoDB table with keys `pk` and `sk`. Every read is strongly consistent and no index is used. Rows past
 * `expires` are taken for gone: DynamoDB sweeps them within days.
 */
export function dynamoStore(client: DynamoDBClient, table: string, clock: Clock): Store {
  const now = () => Math.floor(clock() / 1000);
  const liveRows = (items: Item[] = []) => items.map(readItem).filter((row) => isLive(row, now()));
  return {
    async get(key) {
      const command = new GetItemCommand({ TableName: table, Key: keyItem(key), ConsistentRead: true });
      const { Item } = await reaching(() => client.send(command));
      return liveRows(Item ? [Item] : [])[0];
    },
    async query(pk, options = {}) {
      const { limit = 100 } = options;
      const input = queryInput(table, pk, options);
      const rows: Row[] = [];
      let from = options.after === undefined ? undefined : keyItem({ pk, sk: options.after });
      do {
        const command = new QueryCommand({ ...input, ExclusiveStartKey: from });
        const page = await reaching(() => client.send(command));
        rows.push(...liveRows(page.Items));
        from = page.LastEvaluatedKey;
      } while (from && rows.length <= limit);
      return cut(rows, limit);
    },
    async commit(writes) {
      checkLimits(writes);
      if (writes.length === 0) return;
      const TransactItems = writes.map((write) => writeItem(table, write, now()));
      await committing(
        () => new TransactWriteItemsCommand({ TransactItems }),
        (command) => client.send(command),
      );
    },
    // the table's time to live does
    sweep: async () => undefined,
    async *all() {
      let from: Item | undefined;
      do {
        const command = new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: from });
        const page = await reaching(() => client.send(command));
        yield* liveRows(page.Items);
        from = page.LastEvaluatedKey;
      } while (from);
    },
  };
}

/** Asks for one row more than wanted: whether it comes shows whether there is a next page. */
function queryInput(
  TableName: string,
  pk: string,
  { prefix, limit = 100, newestFirst }: QueryOptions,
): QueryCommandInput {
  return {
    TableName,
    KeyConditionExpression: prefix ? "pk = :pk AND begins_with(sk, :prefix)" : "pk = :pk",
    ExpressionAttributeValues: { ":pk": { S: pk }, ...(prefix && { ":prefix": { S: prefix } }) },
    ScanIndexForward: !newestFirst,
    Limit: limit + 1,
    ConsistentRead: true,
  };
}

function cut(rows: Row[], limit: number): { rows: Row[]; next?: string } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return rows.length > limit && last ? { rows: kept, next: last.sk } : { rows: kept };
}

import type { AttributeValue, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Key, Row, Write } from "../../ports.ts";

/** An item of the table. `data` is JSON text: no number loses digits, and a row weighs the same in both runtimes. */
export type Item = Record<string, AttributeValue>;

/** The row an item holds, from the table or from its stream. */
export function readItem(item: Item): Row {
  const { pk, sk, version, data, status, kind, expires } = item;
  return {
    pk: pk!.S!,
    sk: sk!.S!,
    version: Number(version!.N),
    data: JSON.parse(data!.S!),
    ...(status?.S !== undefined && { status: status.S }),
    ...(kind?.S !== undefined && { kind: kind.S }),
    ...(expires?.N !== undefined && { expires: Number(expires.N) }),
  };
}

/** Whether a row is still there at `now`, epoch seconds: DynamoDB removes expired items when it pleases. */
export function isLive({ expires }: Row, now: number): boolean {
  return expires === undefined || expires > now;
}

/** The key of an item. */
export function keyItem({ pk, sk }: Key): Item {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** One write of a transaction, its expectation as a condition. `now`: epoch seconds. */
export function writeItem(TableName: string, write: Write, now: number): TransactWriteItem {
  const condition = expectation(write.expect, now);
  if ("check" in write) return { ConditionCheck: { TableName, Key: keyItem(write.check), ...condition! } };
  if ("delete" in write) {
    const Key = keyItem(write.delete);
    return write.expect === 0
      ? { ConditionCheck: { TableName, Key, ...condition! } }
      : { Delete: { TableName, Key, ...condition } };
  }
  const { put, expect } = write;
  if (expect === undefined) return { Update: { TableName, Key: keyItem(put), ...overwrite(put) } };
  return {
    Put: { TableName, Item: { ...keyItem(put), ...attributes(put), version: { N: `${expect + 1}` } }, ...condition },
  };
}

type Put = Omit<Row, "version">;
type Condition = {
  ConditionExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues: Item;
};

/** An expired item that was not swept yet counts as absent. */
function expectation(expect: number | undefined, now: number): Condition | undefined {
  if (expect === undefined) return undefined;
  const names = { "#version": "version", "#expires": "expires" };
  const values = { ":now": { N: `${now}` } };
  return expect === 0
    ? {
        ConditionExpression: "attribute_not_exists(#version) OR #expires <= :now",
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      }
    : {
        ConditionExpression: "#version = :version AND (attribute_not_exists(#expires) OR #expires > :now)",
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ...values, ":version": { N: `${expect}` } },
      };
}

function attributes({ data, status, kind, expires }: Put): Item {
  return {
    data: { S: JSON.stringify(data) },
    ...(status !== undefined && { status: { S: status } }),
    ...(kind !== undefined && { kind: { S: kind } }),
    ...(expires !== undefined && { expires: { N: `${expires}` } }),
  };
}

/** Writes over whatever is there and still counts the write: only an update can add to `version`. */
function overwrite(put: Put) {
  const given = attributes(put);
  const set = Object.keys(given);
  const remove = ["status", "kind", "expires"].filter((name) => !(name in given));
  const sets = ["#version = if_not_exists(#version, :none) + :one", ...set.map((name) => `#${name} = :${name}`)];
  const removes = remove.length > 0 ? ` REMOVE ${remove.map((name) => `#${name}`).join(", ")}` : "";
  return {
    UpdateExpression: `SET ${sets.join(", ")}${removes}`,
    ExpressionAttributeNames: Object.fromEntries(["version", ...set, ...remove].map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(set.map((name) => [`:${name}`, given[name]!])),
      ":none": { N: "0" },
      ":one": { N: "1" },
    },
  };
}

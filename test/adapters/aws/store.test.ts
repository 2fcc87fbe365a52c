import { DynamoDBClient, GetItemCommand, QueryCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, test } from "vitest";
import { dynamoStore } from "../../../shared/adapters/aws/store.ts";

const client = new DynamoDBClient({ region: "eu-west-3" });
const mock = mockClient(client);
beforeEach(() => mock.reset());
const store = dynamoStore(client, "table", () => Date.parse("2008-05-12T12:00:00Z"));
const write = { put: { pk: "JOBS", sk: "ingest-1", data: null, status: "due", kind: "ingest" } };

function fault(name: string, more: object = {}): Error {
  return Object.assign(new Error(name), { name, ...more });
}
const cancelled = (...codes: string[]) =>
  fault("TransactionCanceledException", { CancellationReasons: codes.map((Code) => ({ Code })) });

describe("a commit that fails", () => {
  test.each([
    ["an expectation", cancelled("None", "ConditionalCheckFailed"), "conflict", 1],
    ["an expectation beside another writer", cancelled("TransactionConflict", "ConditionalCheckFailed"), "conflict", 1],
    ["another writer that stays", cancelled("TransactionConflict"), "conflict", 4],
    ["throttling that stays", cancelled("ThrottlingError"), "store-unreachable", 4],
    ["a collection that is full", cancelled("ItemCollectionSizeLimitExceeded"), "store-unreachable", 1],
    ["a throttled table", fault("ProvisionedThroughputExceededException"), "store-unreachable", 1],
    ["a network that is cut", fault("TimeoutError"), "outcome-unknown", 1],
    ["a server at fault", fault("InternalServerError", { $fault: "server" }), "outcome-unknown", 1],
    [
      "a try of before that goes on",
      fault("TransactionInProgressException", { $fault: "client" }),
      "outcome-unknown",
      1,
    ],
    ["a host that has no name", fault("Error", { code: "ENOTFOUND" }), "store-unreachable", 1],
    ["keys that nobody gave", fault("CredentialsProviderError"), "store-unreachable", 1],
    ["rights that lack", fault("AccessDeniedException"), "store-unreachable", 1],
  ])("by %s", async (_, error, code, tries) => {
    mock.on(TransactWriteItemsCommand).rejects(error);
    await expect(store.commit([write])).rejects.toMatchObject({ code });
    expect(mock.commandCalls(TransactWriteItemsCommand)).toHaveLength(tries);
  });

  test("by our own mistake, says so", async () => {
    mock.on(TransactWriteItemsCommand).rejects(fault("ValidationException"));
    await expect(store.commit([write])).rejects.toThrow("ValidationException");
  });
});

describe("a commit whose tries end differently", () => {
  const [reset, refused] = ["ECONNRESET", "ECONNREFUSED"].map((code) => fault("Error", { code }));
  const late = fault("TimeoutError", { message: "the request socket did not establish a connection" });
  test.each<[string, Error[], string]>([
    ["never reached the table", [refused!, refused!], "store-unreachable"],
    ["never got a connection", [late, late], "store-unreachable"],
    ["was cut once it was sent, then never reached the table", [reset!, refused!], "outcome-unknown"],
    ["was cut the second time", [refused!, reset!], "outcome-unknown"],
  ])("%s", async (_, faults, code) => {
    let tries = 0;
    const handle = () => Promise.reject(faults[tries++] ?? refused);
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const requestHandler = { handle, destroy: () => undefined };
    const cut = new DynamoDBClient({ region: "eu-west-3", credentials, maxAttempts: 2, requestHandler });
    await expect(dynamoStore(cut, "table", Date.now).commit([write])).rejects.toMatchObject({ code });
    expect(tries).toBe(2);
  });
});

test("another writer that goes away is waited for", async () => {
  mock.on(TransactWriteItemsCommand).rejectsOnce(cancelled("TransactionConflict")).resolves({});
  await store.commit([write]);
  expect(mock.commandCalls(TransactWriteItemsCommand)).toHaveLength(2);
});

test.each([
  [
    "create",
    { ...write, expect: 0 },
    { Put: expect.objectContaining({ ConditionExpression: expect.stringContaining("attribute_not_exists") }) },
  ],
  [
    "replace",
    { ...write, expect: 3 },
    { Put: expect.objectContaining({ Item: expect.objectContaining({ version: { N: "4" } }) }) },
  ],
  [
    "overwrite",
    write,
    { Update: expect.objectContaining({ UpdateExpression: expect.stringContaining("REMOVE #expires") }) },
  ],
  [
    "delete",
    { delete: { pk: "A", sk: "b" } },
    { Delete: { TableName: "table", Key: { pk: { S: "A" }, sk: { S: "b" } } } },
  ],
  [
    "delete if it is the one",
    { delete: { pk: "A", sk: "b" }, expect: 2 },
    { Delete: expect.objectContaining({ ConditionExpression: expect.any(String) }) },
  ],
  ["hold that it is not there", { delete: { pk: "A", sk: "b" }, expect: 0 }, { ConditionCheck: expect.anything() }],
])("%s", async (_, asked, sent) => {
  mock.on(TransactWriteItemsCommand).resolves({});
  await store.commit([asked]);
  expect(mock.commandCalls(TransactWriteItemsCommand)[0]!.args[0].input.TransactItems).toEqual([sent]);
});

test("every read is strongly consistent", async () => {
  mock.onAnyCommand().resolves({});
  await store.get({ pk: "A", sk: "b" });
  await store.query("A", { prefix: "event#", limit: 5, newestFirst: true });
  await Array.fromAsync(store.all());
  for (const call of mock.calls()) expect(call.args[0].input).toMatchObject({ ConsistentRead: true });
  expect(mock.commandCalls(GetItemCommand)).toHaveLength(1);
  expect(mock.commandCalls(QueryCommand)[0]!.args[0].input).toMatchObject({ Limit: 6, ScanIndexForward: false });
});

test("a page of expired rows is not the last page", async () => {
  const item = (sk: string, expires: number) => ({
    pk: { S: "A" },
    sk: { S: sk },
    version: { N: "1" },
    data: { S: "1" },
    expires: { N: `${expires}` },
  });
  mock
    .on(QueryCommand)
    .resolvesOnce({ Items: [item("a", 1), item("b", 2)], LastEvaluatedKey: { pk: { S: "A" }, sk: { S: "b" } } })
    .resolves({ Items: [item("c", 4e9)] });
  expect((await store.query("A")).rows.map(({ sk }) => sk)).toEqual(["c"]);
});

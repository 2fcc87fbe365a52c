import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { s3Files } from "../../shared/adapters/aws/files.ts";
import { sesMail } from "../../shared/adapters/aws/mail.ts";
import { dynamoStore } from "../../shared/adapters/aws/store.ts";
import type { Clock } from "../../shared/ports.ts";
import { dueJobs, openStreams } from "../flow/dynamo-feed.ts";
import { createTable, type Dynoxide, dynoxideMissing, startDynoxide } from "./dynoxide.ts";
import { filesContract } from "./files.ts";
import { keptContract } from "./kept.ts";
import { kindsContract } from "./kinds.ts";
import { ledgerContract } from "./ledgers.ts";
import { mailContract } from "./mail.ts";
import { bucketInMemory } from "./s3.ts";
import { storeContract } from "./store.ts";

filesContract("S3 (in memory)", async () => s3Files(bucketInMemory(), "documents"));

mailContract(
  "SES",
  async () => {
    const client = new SESv2Client({ region: "eu-west-3" });
    const mock = mockClient(client);
    mock.on(SendEmailCommand).resolves({});
    const raw = () => mock.commandCalls(SendEmailCommand).map(({ args: [{ input }] }) => input.Content!.Raw!.Data!);
    return { mail: sesMail(client), sent: async () => raw() };
  },
  true,
);

describe.skipIf(dynoxideMissing)(`DynamoDB${dynoxideMissing ? `: not run, ${dynoxideMissing}` : ""}`, () => {
  let dynoxide: Dynoxide;
  let tables = 0;
  beforeAll(async () => {
    dynoxide = await startDynoxide();
  });
  afterAll(() => dynoxide?.stop());

  const openTable = async (clock: Clock) => {
    const table = `contract-${++tables}`;
    await createTable(dynoxide, table);
    return dynamoStore(dynoxide.client, table, clock);
  };
  storeContract("DynamoDB", openTable);
  const openBoth = async (clock: Clock) => ({
    store: await openTable(clock),
    files: s3Files(bucketInMemory(), "documents"),
  });
  keptContract("DynamoDB and S3", openBoth);
  ledgerContract("DynamoDB", openBoth);
  kindsContract("DynamoDB and S3", openBoth);

  test("the stream tells each row that becomes due, and no other", async () => {
    const { streamArn } = await createTable(dynoxide, "feed");
    const store = dynamoStore(dynoxide.client, "feed", Date.now);
    const job = (sk: string, status: string) => ({ put: { pk: "JOBS", sk, data: { id: sk }, status, kind: "mail" } });
    const stop = new AbortController();
    const told: string[] = [];
    const reading = (async () => {
      for await (const { sk, version } of dueJobs(openStreams(dynoxide.endpoint), streamArn, stop.signal)) {
        told.push(`${sk} ${version}`);
        if (sk === "last") stop.abort();
      }
    })();
    await store.commit([job("a", "due"), job("b", "waiting"), { put: { pk: "PEOPLE", sk: "p", data: {} } }]);
    await store.commit([job("a", "leased"), job("b", "due")]);
    await store.commit([{ delete: { pk: "JOBS", sk: "a" } }, job("b", "failed")]);
    await store.commit([job("last", "due")]);
    await reading;
    expect(told).toEqual(["a 1", "b 2", "last 1"]);
  });

  test("a table that is not there is a store out of reach", async () => {
    const store = dynamoStore(dynoxide.client, "nowhere", Date.now);
    await expect(store.get({ pk: "A", sk: "b" })).rejects.toMatchObject({ code: "store-unreachable" });
    await expect(store.commit([{ put: { pk: "A", sk: "b", data: 1 } }])).rejects.toMatchObject({
      code: "store-unreachable",
    });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dynamoStore } from "../../shared/adapters/aws/store.ts";
import type { Store, Write } from "../../shared/ports.ts";
import { dueJobs, openStreams } from "../flow/dynamo-feed.ts";
import { createTable, type Dynoxide, dynoxideMissing, startDynoxide } from "./dynoxide.ts";

const noon = Date.parse("2008-05-12T12:00:00.000Z");

describe.skipIf(dynoxideMissing)(`DynamoDB${dynoxideMissing ? `: not run, ${dynoxideMissing}` : ""}`, () => {
  let dynoxide: Dynoxide;
  let now = noon;
  const open = async (table: string): Promise<Store> => {
    await createTable(dynoxide, table);
    return dynamoStore(dynoxide.client, table, () => now);
  };

  beforeAll(async () => {
    dynoxide = await startDynoxide();
  });
  afterAll(() => dynoxide?.stop());

  test("an expired row that was not swept is gone for every reader and condition", async () => {
    const store = await open("expiry");
    const key = { pk: "SESSION#a", sk: "session" };
    const session: Write = { put: { ...key, data: { person: "p1" }, expires: noon / 1000 + 60 }, expect: 0 };
    await store.commit([session]);
    await expect(store.commit([session])).rejects.toMatchObject({ code: "conflict" });
    now = noon + 61_000;
    expect(await store.get(key)).toBeUndefined();
    expect(await store.query("SESSION#a")).toEqual({ rows: [] });
    expect(await Array.fromAsync(store.all())).toEqual([]);
    await expect(store.commit([{ ...session, expect: 1 }])).rejects.toMatchObject({ code: "conflict" });
    await store.commit([{ put: { ...key, data: { person: "p2" } }, expect: 0 }]);
    expect(await store.get(key)).toEqual({ ...key, version: 1, data: { person: "p2" } });
    now = noon;
  });

  test("a row keeps its JSON to the last digit and accent", async () => {
    const store = await open("digits");
    const data = {
      hours: 0.1,
      large: 9_007_199_254_740_991,
      text: "« À l’œuvre »\u202F!",
      empty: "",
      list: [],
      lone: "\uD800",
    };
    const row = { pk: "NETWORK", sk: "settings", data, status: "due", kind: "mail" };
    await store.commit([{ put: row }]);
    expect(await store.get(row)).toEqual({ ...row, version: 1 });
  });

  test("data weighs as much in the table as in the limits", async () => {
    const store = await open("weight");
    await store.commit([{ put: { pk: "A", sk: "b", data: "é".repeat(153_500) }, expect: 0 }]);
    expect((await store.get({ pk: "A", sk: "b" }))?.data).toHaveLength(153_500);
  });

  test("the stream tells each row that becomes due, and no other", async () => {
    const { streamArn } = await createTable(dynoxide, "feed");
    const store = dynamoStore(dynoxide.client, "feed", () => now);
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
    const store = dynamoStore(dynoxide.client, "nowhere", () => now);
    await expect(store.get({ pk: "A", sk: "b" })).rejects.toMatchObject({ code: "store-unreachable" });
    await expect(store.commit([{ put: { pk: "A", sk: "b", data: 1 } }])).rejects.toMatchObject({
      code: "store-unreachable",
    });
  });
});

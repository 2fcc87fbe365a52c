import type { DynamoDBRecord } from "aws-lambda";
import { describe, expect, test, vi } from "vitest";
import { cached } from "../../../shared/adapters/aws/cached.ts";
import { eachDueRow, jobHandler } from "../../../shared/adapters/aws/due.ts";
import { describeFault, log, logJob } from "../../../shared/adapters/aws/log.ts";
import { deployed, variable } from "../../../shared/adapters/aws/world.ts";
import { MailFailure, Refusal } from "../../../shared/errors.ts";
import { settingsSchema } from "../../../shared/settings.ts";

function record(sequence: string, id: string, status: string): DynamoDBRecord {
  const row = { pk: { S: "JOBS" }, sk: { S: id }, version: { N: "1" }, data: { S: "{}" }, kind: { S: "mail" } };
  return { eventName: "MODIFY", dynamodb: { SequenceNumber: sequence, NewImage: { ...row, status: { S: status } } } };
}

describe("a batch of the stream", () => {
  const failing =
    (...ids: string[]) =>
    async (row: { sk: string }) => {
      if (ids.includes(row.sk)) throw new Error("the store is out of reach");
    };

  test.each([
    ["nothing fails", [], []],
    ["one fails: it alone is reported", ["b"], ["12"]],
    ["all fail", ["a", "b", "c"], ["11", "12", "14"]],
  ])("%s", async (_, failed, reported) => {
    const Records = [
      record("11", "a", "due"),
      record("12", "b", "due"),
      record("13", "x", "leased"),
      record("14", "c", "due"),
    ];
    const { batchItemFailures } = await eachDueRow({ Records }, failing(...failed, "x"));
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(reported);
  });

  test("a removal is no job", async () => {
    expect(
      await eachDueRow({ Records: [{ eventName: "REMOVE", dynamodb: { SequenceNumber: "1" } }] }, failing()),
    ).toEqual({ batchItemFailures: [] });
  });

  test("a job is held past the function's own end, and what became of it is logged", async () => {
    const spy = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const held: [string, number][] = [];
    const handler = jobHandler(async (id, seconds) => {
      held.push([id, seconds]);
      return { result: "done" };
    });
    const context = { getRemainingTimeInMillis: () => 119_500 };
    expect(await handler({ Records: [record("11", "a", "due")] }, context)).toEqual({ batchItemFailures: [] });
    expect(held).toEqual([["a", 150]]);
    expect(JSON.parse(String(spy.mock.calls[0]![0]))).toMatchObject({ what: "job", job: "a", result: "done" });
    spy.mockRestore();
  });
});

describe("the log", () => {
  const lines = (write: () => void): Record<string, unknown>[] => {
    const spy = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    write();
    const written = spy.mock.calls.map(([line]) => JSON.parse(String(line)));
    spy.mockRestore();
    return written;
  };

  test("a line is JSON, with its time", () => {
    const [line] = lines(() => log({ level: "info", what: "arrival", upload: "u1" }));
    expect(line).toEqual({ at: expect.stringMatching(/^\d{4}-.*Z$/), level: "info", what: "arrival", upload: "u1" });
  });

  test("a job that failed tells its fault and where, never the words of the error", () => {
    const error = new Error("no mailbox relectrice@crefe.example\n  behind https://livrable.example/l/k1.secret");
    const [line] = lines(() => logJob("mail/d1/4/invited/p1", { result: "failed", error }, 12));
    expect(line).toMatchObject({
      level: "error",
      what: "job",
      job: "mail/d1/4/invited/p1",
      result: "failed",
      fault: "Error",
    });
    expect(JSON.stringify(line)).not.toMatch(/crefe|secret/);
    expect(line!.stack).toEqual(expect.arrayContaining([expect.stringContaining("lambda.test.ts")]));
  });

  test("a mail that is given up tells what its server said, and rings the alarm of those", () => {
    const error = new MailFailure({ refused: true, said: "MessageRejected: Email address is not verified: [address]" });
    const [line] = lines(() => logJob("mail/access/1", { result: "failed", error, givenUp: true }, 12));
    expect(line).toMatchObject({ givenUp: true, fault: "mail-refused", said: error.said });
  });

  test.each([
    [new Refusal("conflict", { id: "d1" }), "conflict"],
    [Object.assign(new Error("x"), { code: "ENOSPC" }), "ENOSPC"],
    [new TypeError("x"), "TypeError"],
    ["a string", "string"],
    [new Error("x", { cause: new TypeError("y") }), "Error", "TypeError"],
  ])("%s has the name %s", (error, fault, cause?: string) => {
    expect(describeFault(error)).toMatchObject({ fault, ...(cause && { cause }) });
  });
});

test("what is kept is loaded again when it is old, and after a failure", async () => {
  let now = 0;
  const load = vi.fn(async () => now);
  const value = cached(60, () => now, load);
  expect([await value(), await value()]).toEqual([0, 0]);
  now = 60_000;
  expect(await value()).toBe(60_000);
  now = 200_000;
  load.mockRejectedValueOnce(new Error("out of reach"));
  await expect(value()).rejects.toThrow("out of reach");
  expect(await value()).toBe(200_000);
});

test("the stack knows the addresses better than the settings", () => {
  vi.stubEnv("PUBLIC_URL", "https://livrable.reseau.example");
  vi.stubEnv("SENDER", "livrable@reseau.example");
  const settings = settingsSchema.parse({
    network: "Réseau RECI",
    sender: { name: "RECI", address: "autre@reseau.example" },
  });
  expect(deployed(settings)).toEqual({
    ...settings,
    publicUrl: "https://livrable.reseau.example",
    sender: { name: "RECI", address: "livrable@reseau.example" },
  });
  vi.unstubAllEnvs();
  expect(() => variable("PUBLIC_URL")).toThrow("the environment lacks PUBLIC_URL");
});

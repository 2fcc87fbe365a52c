import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, test } from "vitest";
import { saveSecret, secretsKeyring } from "../../../shared/adapters/aws/keyring.ts";

const client = new SecretsManagerClient({ region: "eu-west-3" });
const mock = mockClient(client);
beforeEach(() => mock.reset());
const arn = "arn:aws:secretsmanager:eu-west-3:000000000000:secret:links";
const [old, fresh] = ["0a".repeat(32), "f3".repeat(32)];

test("the current key signs, all verify", async () => {
  mock
    .on(GetSecretValueCommand, { SecretId: arn })
    .resolves({ SecretString: JSON.stringify({ current: "2", 1: old, 2: fresh }) });
  const { current, keys } = await secretsKeyring(client, arn);
  expect(current).toBe("2");
  expect([...keys].map(([kid, key]) => [kid, Buffer.from(key).toString("hex")])).toEqual([
    ["1", old],
    ["2", fresh],
  ]);
});

test("what is saved is what is read", async () => {
  const keys = new Map([
    ["1", Buffer.from(old, "hex")],
    ["20080512", Buffer.from(fresh, "hex")],
  ]);
  mock.on(PutSecretValueCommand).resolves({});
  await saveSecret(client, arn, { current: "20080512", keys });
  const { SecretString } = mock.commandCalls(PutSecretValueCommand)[0]!.args[0].input;
  mock.on(GetSecretValueCommand).resolves({ SecretString: SecretString! });
  expect(await secretsKeyring(client, arn)).toEqual({ current: "20080512", keys });
});

test.each([
  ["no JSON", "s3cret", "is not a keyring"],
  ["a short key", JSON.stringify({ current: "1", 1: "0a0a" }), "is not a keyring"],
  ["no current key", JSON.stringify({ 1: old }), "is not a keyring"],
  ["a current key that is missing", JSON.stringify({ current: "2", 1: old }), "lacks its current key"],
  ["nothing", undefined, "is not a keyring"],
])("%s is refused without being told", async (_, SecretString, message) => {
  mock.on(GetSecretValueCommand).resolves({ SecretString });
  const thrown = await secretsKeyring(client, arn).catch((error: Error) => error);
  expect(String(thrown)).toBe(`Error: the secret ${arn} ${message}`);
});

test("a secret out of reach is a store out of reach", async () => {
  mock.on(GetSecretValueCommand).rejects(Object.assign(new Error("no"), { name: "AccessDeniedException" }));
  await expect(secretsKeyring(client, arn)).rejects.toMatchObject({
    code: "store-unreachable",
    details: { fault: "AccessDeniedException" },
  });
});

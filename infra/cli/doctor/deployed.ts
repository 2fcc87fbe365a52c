import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { sesMail } from "../../../shared/adapters/aws/mail.ts";
import { dynamoStore } from "../../../shared/adapters/aws/store.ts";
import { importingKey, loadSettings, storedSettings } from "../../../shared/stored/network.ts";
import { checkBucket, checkCredentials, checkLinkKeys, checkSigningSecret, checkTable } from "./aws.ts";
import { importFinding, settingsFinding } from "./data.ts";
import { type Check, type Finding, toMend } from "./finding.ts";
import { sendTest } from "./letter.ts";
import { checkAddress, checkNode } from "./program.ts";
import { checkSender, checkSending } from "./ses.ts";

/** What can be checked of a network on AWS, named as the stack's output `Environment` does. */
export function deployedChecks(environment: NodeJS.ProcessEnv, mail: string | undefined): Check[] {
  const [dynamo, secrets, ses] = [new DynamoDBClient({}), new SecretsManagerClient({}), new SESv2Client({})];
  const { LIVRABLE_TABLE: table = "", LIVRABLE_DOSSIER_KEYS: dossierKeys } = environment;
  const sender = async () => {
    const { sender } = await loadSettings(dynamoStore(dynamo, table, Date.now));
    return { ...sender, address: environment.LIVRABLE_SENDER ?? sender.address };
  };
  const named = (variable: string, check: (value: string) => Finding | Promise<Finding>): Check => {
    const value = environment[variable];
    return () => (value ? check(value) : toMend("wrong.variable", { variable }));
  };
  return [
    () => checkNode(process.versions.node),
    named("PUBLIC_URL", checkAddress),
    () => checkCredentials(dynamo),
    () => checkTable(dynamo, table),
    named("LIVRABLE_BUCKET", (bucket) => checkBucket(new S3Client({}), bucket)),
    named("LIVRABLE_KEYS", (secret) => checkLinkKeys(secrets, secret)),
    ...(dossierKeys ? [() => checkSigningSecret(secrets, dossierKeys)] : []),
    () => checkSending(ses),
    async () => importFinding((await dynamoStore(dynamo, table, Date.now).get(importingKey)) !== undefined),
    async () => settingsFinding((await storedSettings(dynamoStore(dynamo, table, Date.now))).wrong),
    async () => checkSender(ses, (await sender()).address),
    ...(mail === undefined ? [] : [async () => sendTest(sesMail(ses), await sender(), { to: mail, id: randomUUID() })]),
  ];
}

import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { HeadBucketCommand, type S3Client } from "@aws-sdk/client-s3";
import { DescribeSecretCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { secretsKeyring } from "../../../shared/adapters/aws/keyring.ts";
import { type Finding, fine, toMend } from "./finding.ts";

/** Where the SDK finds itself, from variables and profiles. Throws where no region, or no credentials, are to be had. */
export async function checkCredentials({ config }: Pick<DynamoDBClient, "config">): Promise<Finding> {
  const region = await config.region();
  const { accessKeyId, expiration } = await config.credentials();
  const until = expiration === undefined ? undefined : expiration.toISOString().slice(0, 16).replace("T", " ");
  const values = { region, key: `${accessKeyId.slice(0, 4)}…` };
  return until ? fine("doctor.credentials.until", { ...values, until }) : fine("doctor.credentials.fine", values);
}

/** The table is there, is one of ours, and its stream wakes the functions. */
export async function checkTable(client: DynamoDBClient, table: string): Promise<Finding> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const keys = (Table?.KeySchema ?? []).map(({ AttributeName }) => AttributeName).join(" ");
  if (keys !== "pk sk") return toMend("fault.aws.schema", { table });
  if (Table?.TableStatus !== "ACTIVE") return toMend("doctor.table.state", { table, state: Table?.TableStatus ?? "?" });
  return Table.StreamSpecification?.StreamEnabled
    ? fine("doctor.table.fine", { table })
    : toMend("doctor.table", { table });
}

/** Whether the bucket is there and may be reached; throws the SDK's error where not. */
export async function checkBucket(client: S3Client, bucket: string): Promise<Finding> {
  await client.send(new HeadBucketCommand({ Bucket: bucket }));
  return fine("doctor.bucket.fine", { bucket });
}

/** The keys that sign links; their values are read, and never told. */
export async function checkLinkKeys(client: SecretsManagerClient, secret: string): Promise<Finding> {
  const { keys } = await secretsKeyring(client, secret);
  return fine("doctor.keys.fine", { count: keys.size });
}

/** The keys that sign proof archives, which only `render` may read: whether they are there. */
export async function checkSigningSecret(client: SecretsManagerClient, secret: string): Promise<Finding> {
  const { DeletedDate } = await client.send(new DescribeSecretCommand({ SecretId: secret }));
  return DeletedDate ? toMend("doctor.dossiers.deleted", { secret }) : fine("doctor.dossiers.there");
}

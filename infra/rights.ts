import { Validations } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { Role } from "aws-cdk-lib/aws-iam";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { ISecret } from "aws-cdk-lib/aws-secretsmanager";
import type { FunctionName } from "../shared/functions.ts";
import { type Folder, type FolderName, folders, prefixOf } from "../shared/stored/objects.ts";
import { everyPartition, partitionsOf } from "../shared/stored/rows.ts";
import { allow } from "./functions.ts";
import type { Sender } from "./sender.ts";

/** What a function may touch: partitions of the table (`*`: any that begins so) and folders of the bucket. */
export type Rights = {
  partitions: string[] | "all";
  reads: FolderName[];
  writes: FolderName[];
  deletes: FolderName[];
};

/** Those who handle files from outside see no link, no session and no address: `shared/stored/{rows,objects}.ts` say so. */
export function rightsOf(name: FunctionName): Rights {
  const partitions = partitionsOf(name);
  const having = (right: "reads" | "writes" | "deletes") =>
    (Object.entries(folders) as [FolderName, Folder][]).flatMap(([folder, rights]) =>
      rights[right]?.includes(name) ? [folder] : [],
    );
  return {
    partitions: partitions.length === everyPartition.length ? "all" : partitions,
    ...{ reads: having("reads"), writes: having("writes"), deletes: having("deletes") },
  };
}

/** The actions that a transaction is checked for, and the two consistent reads; no scan, no index. */
const rowActions = ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"].map(
  (action) => `dynamodb:${action}`,
);

/** Lets a function read and write rows: of all partitions, or of those named (patterns as `DELIVERABLE#*`). */
export function allowRows(role: Role, table: Table, { partitions }: Rights): void {
  const conditions =
    partitions === "all" ? undefined : { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": partitions } };
  allow(role, rowActions, [table.tableArn], conditions);
}

/** Lets a function read, write and delete objects of the folders named, and see which are there. */
export function allowFiles(role: Role, bucket: Bucket, { reads, writes, deletes }: Rights): void {
  const below = (folder: FolderName) => bucket.arnForObjects(`${prefixOf(folder)}*`);
  if (reads.length > 0) allow(role, ["s3:GetObject"], reads.map(below));
  if (writes.length > 0) allow(role, ["s3:PutObject"], writes.map(below));
  if (deletes.length > 0) allow(role, ["s3:DeleteObject"], deletes.map(below));
  // Without it S3 says 403 of an object that is not there, instead of 404.
  allow(role, ["s3:ListBucket"], [bucket.bucketArn]);
  for (const folder of new Set([...reads, ...writes, ...deletes]))
    acknowledge(
      role,
      `Resource::<${logicalId(bucket)}.Arn>/${prefixOf(folder)}*`,
      "Objects are named by hash or id: the folder is the narrowest name there is.",
    );
}

/** Lets a function read one secret. */
export function allowKeys(role: Role, keys: ISecret): void {
  allow(role, ["secretsmanager:GetSecretValue"], [keys.secretArn]);
}

/** Mail from the sender's domain alone; SES asks for both actions when a message comes as MIME. */
export function allowMail(role: Role, { arns, domain }: Sender): void {
  allow(role, ["ses:SendEmail", "ses:SendRawEmail"], arns, { StringLike: { "ses:FromAddress": `*@${domain}` } });
}

/** Reading the table's stream, for the mapping that Lambda polls in the function's name. */
export function allowStream(role: Role, table: Table): void {
  const stream = table.tableStreamArn!;
  allow(role, ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], [stream]);
  allow(role, ["dynamodb:ListStreams"], ["*"]);
  acknowledge(
    role,
    "Resource::*",
    "dynamodb:ListStreams knows no resource; it tells the names of streams and nothing they hold.",
  );
}

function acknowledge(role: Role, finding: string, reason: string): void {
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[${finding}]`, reason });
}

function logicalId(bucket: Bucket): string {
  return bucket.stack.getLogicalId(bucket.node.defaultChild as never);
}

import { Duration } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as FunctionTarget } from "aws-cdk-lib/aws-events-targets";
import type { Role } from "aws-cdk-lib/aws-iam";
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as LambdaFunction,
  StartingPosition,
} from "aws-cdk-lib/aws-lambda";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { JobType, Worker } from "../shared/jobs/job.ts";
import { batches, typesBy } from "../shared/jobs/steps.ts";
import { prefixOf } from "../shared/stored/objects.ts";
import { endOf } from "./letters.ts";
import { allowStream } from "./rights.ts";

/** What Lambda does with an event that fails; jobs have their own count of attempts, in their rows. */
const patience = { retries: 2, age: Duration.hours(1) };

/**
 * The table's stream hands a function its jobs as they become due (`jobs/job.ts` says which). Three functions
 * read one stream where DynamoDB promises room for two: a read too many is put off for a moment, and an hour's delay
 * rings an alarm.
 */
export function feedJobs(name: Worker, worker: LambdaFunction, table: Table, deadLetters: Queue): void {
  allowStream(worker.role as Role, table);
  const mapping = new EventSourceMapping(worker, "Jobs", {
    target: worker,
    eventSourceArn: table.tableStreamArn!,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: batches[name],
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: patience.retries,
    maxRecordAge: patience.age,
    onFailure: endOf(worker, deadLetters),
    filters: [FilterCriteria.filter(dueOf(typesBy(name)))],
  });
  mapping.node.addDependency(worker.role!);
}

function dueOf(types: JobType[]) {
  return {
    eventName: FilterRule.or("INSERT", "MODIFY"),
    dynamodb: { NewImage: { status: { S: FilterRule.isEqual("due") }, kind: { S: FilterRule.or(...types) } } },
  };
}

/** An upload's arrival wakes the function, which makes the upload's job due. */
export function feedArrivals(scope: Construct, worker: LambdaFunction, bucket: Bucket, deadLetters: Queue): void {
  bearFailure(worker, deadLetters);
  new Rule(scope, "Arrivals", {
    description: "An uploaded file has come",
    eventPattern: {
      source: ["aws.s3"],
      detailType: ["Object Created"],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: prefixOf("uploads") }] } },
    },
    targets: [
      new FunctionTarget(worker, { deadLetterQueue: deadLetters, retryAttempts: 8, maxEventAge: patience.age }),
    ],
  });
}

/** Events that come without anyone waiting: tried again, then put among the dead letters. */
export function bearFailure(worker: LambdaFunction, deadLetters: Queue): void {
  worker.configureAsyncInvoke({
    retryAttempts: patience.retries,
    maxEventAge: patience.age,
    onFailure: endOf(worker, deadLetters),
  });
}

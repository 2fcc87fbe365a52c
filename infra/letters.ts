import { Duration, Validations } from "aws-cdk-lib";
import type { Role } from "aws-cdk-lib/aws-iam";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { allow } from "./functions.ts";

/** Where events end that were tried in vain; each says which function it was for. Jobs themselves stay in the table. */
export function makeDeadLetters(scope: Construct): Queue {
  const queue = new Queue(scope, "DeadLetters", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(queue).acknowledge({
    id: "AwsSolutions-SQS3",
    reason: "This is the dead-letter queue of all others.",
  });
  return queue;
}

/** The queue as the end of a function's events, with the one right that takes. */
export function endOf(worker: LambdaFunction, deadLetters: Queue): { bind(): { destination: string } } {
  allow(worker.role as Role, ["sqs:SendMessage"], [deadLetters.queueArn]);
  return { bind: () => ({ destination: deadLetters.queueArn }) };
}

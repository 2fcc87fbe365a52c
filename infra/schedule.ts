import { Duration } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { bearFailure } from "./feed.ts";
import { allow } from "./functions.ts";

/** Runs `tick` every five minutes. A run that comes too late is left out: the next one sees the same things. */
export function makeSchedule(scope: Construct, tick: LambdaFunction, deadLetters: Queue): void {
  bearFailure(tick, deadLetters);
  const role = new Role(scope, "ScheduleRole", { assumedBy: new ServicePrincipal("scheduler.amazonaws.com") });
  allow(role, ["lambda:InvokeFunction"], [tick.functionArn]);
  allow(role, ["sqs:SendMessage"], [deadLetters.queueArn]);
  const schedule = new CfnSchedule(scope, "Schedule", {
    description: "Livrable: deadlines, reminders, jobs left unfinished",
    scheduleExpression: "rate(5 minutes)",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: tick.functionArn,
      roleArn: role.roleArn,
      retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: Duration.minutes(5).toSeconds() },
      deadLetterConfig: { arn: deadLetters.queueArn },
    },
  });
  schedule.node.addDependency(role);
}

import { Duration, Stack } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Alarm, ComparisonOperator, type IMetric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { href } from "../shared/addresses.ts";

type Watched = {
  functions: Record<string, LambdaFunction>;
  /** Those of them that the table's stream feeds. */
  fed: string[];
  api: HttpApi;
  deadLetters: Queue;
};

const period = Duration.minutes(5);

/** The alarms, which publish to one topic. Missing data raises none. */
export function makeAlarms(scope: Construct, address: string | undefined, watched: Watched): Topic {
  const topic = new Topic(scope, "Alarms", { enforceSSL: true, displayName: "Livrable" });
  topic.grantPublish(new ServicePrincipal("cloudwatch.amazonaws.com"));
  if (address) topic.addSubscription(new EmailSubscription(address));
  const alarmOver = (id: string, metric: IMetric, over: number, says: string) => {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold: over,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: says,
    });
    alarm.addAlarmAction(new SnsAction(topic));
  };

  const letters = watched.deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM });
  alarmOver(
    "DeadLettersAlarm",
    letters,
    0,
    "An event was tried in vain: read it in the queue; jobs are in `livrable status`",
  );
  for (const [name, each] of Object.entries(watched.functions)) {
    alarmOver(`${name}Errors`, each.metricErrors({ period }), 0, `${name} ended with an error: read its log`);
    alarmOver(
      `${name}Throttles`,
      each.metricThrottles({ period }),
      0,
      `${name} was asked for more often than it may run`,
    );
  }
  for (const name of watched.fed) {
    const age = watched.functions[name]!.metric("IteratorAge", { period, statistic: Stats.MAXIMUM });
    alarmOver(
      `${name}Late`,
      age,
      Duration.minutes(15).toMilliseconds(),
      `Jobs wait for ${name} longer than a quarter of an hour`,
    );
    alarmOver(
      `${name}GivenUp`,
      givenUpJobs(scope, name, watched.functions[name]!),
      0,
      `${name} gave a job up, such as a mail that was refused: ${href("mails")} and \`livrable status\` have its server's words`,
    );
  }
  alarmOver(
    "ApiErrors",
    watched.api.metricServerError({ period, statistic: Stats.SUM }),
    4,
    "Pages answer with errors",
  );
  return topic;
}

/** Jobs that are not tried again by themselves, as the function's log tells of them (`logJob`). */
function givenUpJobs(scope: Construct, name: string, { logGroup }: LambdaFunction): IMetric {
  const filter = new MetricFilter(scope, `${name}GivenUpFilter`, {
    logGroup,
    filterPattern: FilterPattern.booleanValue("$.givenUp", true),
    metricNamespace: `Livrable/${Stack.of(scope).stackName}`,
    metricName: `${name}GivenUp`,
    metricValue: "1",
  });
  return filter.metric({ period, statistic: Stats.SUM });
}

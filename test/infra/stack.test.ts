import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, test } from "vitest";
import { limitsSchema } from "../../shared/settings.ts";
import { prefixOf } from "../../shared/stored/objects.ts";
import { all, only, ownAddress, type Properties, standard, synthesize, text } from "./template.ts";

let template: Template;

beforeAll(() => {
  template = standard();
});

describe("what runs", () => {
  test("five functions on Node 24 and ARM, each with its own log, and none of CDK's own", () => {
    const functions = all(template, "AWS::Lambda::Function").map(([, { Properties }]) => Properties);
    expect(
      functions.map(({ MemorySize, Timeout, LoggingConfig, Role }) => [
        text(Role),
        MemorySize,
        Timeout,
        text(LoggingConfig.LogGroup),
      ]),
    ).toEqual([
      ["<WebRole.Arn>", 1024, 28, "<WebLog>"],
      ["<IngestRole.Arn>", 2048, 90, "<IngestLog>"],
      ["<RenderRole.Arn>", 2048, 120, "<RenderLog>"],
      ["<NotifyRole.Arn>", 512, 60, "<NotifyLog>"],
      ["<TickRole.Arn>", 512, 120, "<TickLog>"],
    ]);
    for (const each of functions) {
      expect(each).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"], Handler: "handler.handler" });
      expect(each.LoggingConfig.LogFormat).toBe("JSON");
      expect(each.ReservedConcurrentExecutions).toBeUndefined();
      expect(each.EphemeralStorage).toBeUndefined();
    }
    expect(functions.map(({ Role, Environment }) => [text(Role), Environment.Variables.NODE_OPTIONS])).toEqual([
      ["<WebRole.Arn>", "--enable-source-maps"],
      ["<IngestRole.Arn>", "--enable-source-maps --max-semi-space-size=16"],
      ["<RenderRole.Arn>", "--enable-source-maps --max-semi-space-size=16"],
      ["<NotifyRole.Arn>", "--enable-source-maps"],
      ["<TickRole.Arn>", "--enable-source-maps"],
    ]);
    const [, ingest] = functions;
    const { readSeconds, childMemory } = limitsSchema.parse({});
    expect(ingest?.Timeout).toBeGreaterThan(readSeconds);
    expect(ingest?.MemorySize).toBeGreaterThan(childMemory);
    const spoken = functions.filter(({ Environment }) => Environment.Variables.LINK_KEYS);
    expect(
      spoken.map(({ Role, Environment }) => [
        text(Role),
        Environment.Variables.SENDER,
        text(Environment.Variables.PUBLIC_URL),
      ]),
    ).toEqual([
      ["<WebRole.Arn>", "livrable@reseau.example", ownAddress],
      ["<NotifyRole.Arn>", "livrable@reseau.example", ownAddress],
    ]);
  });

  test.each([
    ["Ingest", ["ingest", "copy", "pair", "follow"], 1],
    ["Render", ["render", "proof", "redline", "typeset", "matrix", "dossier", "unpublish"], 1],
    ["Notify", ["note", "mail", "mails"], 10],
  ])("%s is handed its due jobs by the stream", (name, kinds, batch) => {
    const mappings = all(template, "AWS::Lambda::EventSourceMapping").map(([, { Properties }]) => Properties);
    const mapping = mappings.find(({ FunctionName }) => text(FunctionName) === `<${name}>`)!;
    const { FilterCriteria, DestinationConfig, EventSourceArn, FunctionName: _, ...rest } = mapping;
    expect(text(EventSourceArn)).toBe("<Table.StreamArn>");
    expect(text(DestinationConfig.OnFailure.Destination)).toBe("<DeadLetters.Arn>");
    expect(FilterCriteria.Filters.map(({ Pattern }: Properties) => JSON.parse(Pattern))).toEqual([
      { eventName: ["INSERT", "MODIFY"], dynamodb: { NewImage: { status: { S: ["due"] }, kind: { S: kinds } } } },
    ]);
    expect(rest).toEqual({
      BatchSize: batch,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      MaximumRecordAgeInSeconds: 3600,
      MaximumRetryAttempts: 2,
      StartingPosition: "TRIM_HORIZON",
    });
  });

  test("an upload's arrival wakes ingest", () => {
    const { EventPattern, Targets, State } = only(template, "AWS::Events::Rule").Properties;
    expect(State).toBe("ENABLED");
    const { bucket, object } = EventPattern.detail;
    expect([EventPattern.source, EventPattern["detail-type"], text(bucket.name[0]), object.key]).toEqual([
      ["aws.s3"],
      ["Object Created"],
      "<Bucket>",
      [{ prefix: prefixOf("uploads") }],
    ]);
    expect(Targets.map(({ Arn, DeadLetterConfig }: Properties) => [text(Arn), text(DeadLetterConfig.Arn)])).toEqual([
      ["<Ingest.Arn>", "<DeadLetters.Arn>"],
    ]);
  });

  test("tick is rung every five minutes", () => {
    const { ScheduleExpression, State, FlexibleTimeWindow, Target } = only(
      template,
      "AWS::Scheduler::Schedule",
    ).Properties;
    expect([ScheduleExpression, State ?? "ENABLED", FlexibleTimeWindow]).toEqual([
      "rate(5 minutes)",
      "ENABLED",
      { Mode: "OFF" },
    ]);
    expect([text(Target.Arn), text(Target.RoleArn), text(Target.DeadLetterConfig.Arn)]).toEqual([
      "<Tick.Arn>",
      "<ScheduleRole.Arn>",
      "<DeadLetters.Arn>",
    ]);
  });

  test("what nobody waits for ends among the dead letters", () => {
    const configs = all(template, "AWS::Lambda::EventInvokeConfig").map(([, { Properties }]) => Properties);
    expect(
      configs.map(({ FunctionName, DestinationConfig }) => [
        text(FunctionName),
        text(DestinationConfig.OnFailure.Destination),
      ]),
    ).toEqual([
      ["<Ingest>", "<DeadLetters.Arn>"],
      ["<Tick>", "<DeadLetters.Arn>"],
    ]);
  });

  test("dead letters are encrypted and spoken to over TLS", () => {
    const { Properties } = only(template, "AWS::SQS::Queue");
    expect(Properties).toEqual({ MessageRetentionPeriod: 14 * 86_400, SqsManagedSseEnabled: true });
    const { Statement } = only(template, "AWS::SQS::QueuePolicy").Properties.PolicyDocument;
    expect(Statement[0]).toMatchObject({
      Effect: "Deny",
      Action: "sqs:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    const allowed = Statement.filter(({ Effect }: Properties) => Effect === "Allow");
    expect(allowed.map(({ Action, Principal }: Properties) => [Action, Principal])).toEqual([
      ["sqs:SendMessage", { Service: "events.amazonaws.com" }],
    ]);
  });

  test("only their own sources may call the functions", () => {
    const permissions = all(template, "AWS::Lambda::Permission").map(([, { Properties }]) => Properties);
    expect(
      permissions.map(({ FunctionName, Principal, SourceArn }) => [text(FunctionName), Principal, text(SourceArn)]),
    ).toEqual([
      [
        "<Web.Arn>",
        "apigateway.amazonaws.com",
        "arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<Api>/*/*",
      ],
      ["<Ingest.Arn>", "events.amazonaws.com", "<Arrivals.Arn>"],
    ]);
  });
});

test("the API bounds its requests and logs no path, no address and no link", () => {
  const { DefaultRouteSettings, AccessLogSettings, AutoDeploy } = only(template, "AWS::ApiGatewayV2::Stage").Properties;
  expect([AutoDeploy, DefaultRouteSettings]).toEqual([true, { ThrottlingBurstLimit: 100, ThrottlingRateLimit: 50 }]);
  expect(Object.values(JSON.parse(AccessLogSettings.Format)).toSorted()).toEqual([
    "$context.httpMethod",
    "$context.integrationErrorMessage",
    "$context.requestId",
    "$context.requestTime",
    "$context.responseLatency",
    "$context.responseLength",
    "$context.routeKey",
    "$context.status",
  ]);
  expect(only(template, "AWS::ApiGatewayV2::Route").Properties.RouteKey).toBe("$default");
});

test("mail leaves over TLS, signed, and not to those who bounced", () => {
  expect(only(template, "AWS::SES::ConfigurationSet").Properties).toMatchObject({
    DeliveryOptions: { TlsPolicy: "REQUIRE" },
    SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
  });
  expect(only(template, "AWS::SES::EmailIdentity").Properties.EmailIdentity).toBe("reseau.example");
});

test("alarms: dead letters, errors, throttles, lateness, jobs given up, failing pages; told to one topic over TLS", () => {
  const alarms = all(template, "AWS::CloudWatch::Alarm").map(([, { Properties }]) => Properties);
  const said = alarms.map(
    ({ MetricName, Dimensions = [], Threshold, Period, Statistic }) =>
      `${MetricName} of ${Dimensions.map(({ Value }: Properties) => text(Value))} ${Statistic} in ${Period} s over ${Threshold}`,
  );
  const functions = ["Web", "Ingest", "Render", "Notify", "Tick"];
  expect(said.toSorted()).toEqual(
    [
      "ApproximateNumberOfMessagesVisible of <DeadLetters.QueueName> Maximum in 300 s over 0",
      "5xx of <Api> Sum in 300 s over 4",
      ...functions.flatMap((name) => ["Errors", "Throttles"].map((what) => `${what} of <${name}> Sum in 300 s over 0`)),
      ...["Ingest", "Render", "Notify"].flatMap((name) => [
        `IteratorAge of <${name}> Maximum in 300 s over 900000`,
        `${name}GivenUp of  Sum in 300 s over 0`,
      ]),
    ].toSorted(),
  );
  for (const { AlarmActions, TreatMissingData } of alarms)
    expect([AlarmActions.map(text), TreatMissingData]).toEqual([["<Alarms>"], "notBreaching"]);
  const filters = all(template, "AWS::Logs::MetricFilter").map(([, { Properties }]) => Properties);
  expect(filters.map(({ FilterPattern, LogGroupName }) => [FilterPattern, text(LogGroupName)])).toEqual(
    ["Ingest", "Render", "Notify"].map((name) => ["{ $.givenUp IS TRUE }", `<${name}Log>`]),
  );
  const { Statement } = only(template, "AWS::SNS::TopicPolicy").Properties.PolicyDocument;
  expect(Statement[0]).toMatchObject({
    Effect: "Deny",
    Action: "sns:Publish",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
  expect(all(template, "AWS::SNS::Subscription")).toEqual([]);
});

test("what someone needs to know is in the outputs", () => {
  const outputs = template.findOutputs("*");
  expect(Object.keys(outputs).toSorted()).toEqual(["AlarmTopic", "Dkim1", "Dkim2", "Dkim3", "Environment", "Url"]);
  expect(text(outputs.Environment!.Value)).toBe(
    `LIVRABLE_TABLE=<Table> LIVRABLE_BUCKET=<Bucket> LIVRABLE_KEYS=<LinkKeys> LIVRABLE_DOSSIER_KEYS=<DossierKeys> LIVRABLE_SENDER=livrable@reseau.example PUBLIC_URL=${ownAddress}`,
  );
});

test("what cdk-nag finds is acknowledged with a reason, one finding at a time", () => {
  const resources = Object.values(template.toJSON().Resources) as Properties[];
  const rules: Properties[] = resources.flatMap(({ Metadata }) => Metadata?.cdk_nag?.rules_to_suppress ?? []);
  for (const { id, reason } of rules) expect(reason.length, id).toBeGreaterThan(30);
  const found = rules.map(({ id }) => id.replace(/<Bucket[0-9A-F]{8}/, "<Bucket"));
  expect([...new Set(found)].toSorted()).toEqual([
    "AwsSolutions-APIG4",
    "AwsSolutions-IAM5[Resource::*]",
    ...[
      ...["assets", "continued", "contributions", "dossiers", "kinds", "outputs", "pairings", "readings"],
      ...["redlines", "sources", "statements", "texts", "themes", "trees", "uploads"],
    ].map((folder) => `AwsSolutions-IAM5[Resource::<Bucket.Arn>/${folder}/*]`),
    "AwsSolutions-S1",
    "AwsSolutions-SMG4",
    "AwsSolutions-SQS3",
  ]);
});

describe("choices of a deployment", () => {
  test("a host name, an address for alarms, a known sender, a bound on requests, longer logs", () => {
    const chosen = synthesize({
      hostName: "livrable.reseau.example",
      certificate: "arn:aws:acm:eu-west-3:000000000000:certificate/c1",
      alarmAddress: "technique@reseau.example",
      mailIdentity: "existing",
      webConcurrency: "20",
      logDays: "90",
    });
    expect(only(chosen, "AWS::ApiGatewayV2::DomainName").Properties).toMatchObject({
      DomainName: "livrable.reseau.example",
      DomainNameConfigurations: [{ EndpointType: "REGIONAL", SecurityPolicy: "TLS_1_2" }],
    });
    expect(only(chosen, "AWS::S3::Bucket").Properties.CorsConfiguration.CorsRules[0].AllowedOrigins).toEqual([
      "https://livrable.reseau.example",
    ]);
    expect(only(chosen, "AWS::SNS::Subscription").Properties.Endpoint).toBe("technique@reseau.example");
    expect(all(chosen, "AWS::SES::EmailIdentity")).toEqual([]);
    expect(
      all(chosen, "AWS::Lambda::Function").map(([, { Properties }]) => Properties.ReservedConcurrentExecutions),
    ).toEqual([20, ...Array(4).fill(undefined)]);
    for (const [, { Properties }] of all(chosen, "AWS::Logs::LogGroup")) expect(Properties.RetentionInDays).toBe(90);
  });

  test.each([
    [{ sender: "nobody" }, "sender"],
    [{ hostName: "livrable.reseau.example" }, "hostName and certificate go together"],
    [{ logDays: "31" }, "logDays"],
  ])("%j is refused", (choices, says) => {
    expect(() => synthesize(choices)).toThrow(says);
  });
});

import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { FunctionName } from "../shared/functions.ts";
import { nursery } from "./nursery.ts";

/** Memory in MiB (a whole processor comes with 1,769) and the longest run. */
const sizes: Record<FunctionName, { memory: number; timeout: Duration }> = {
  /** An HTTP API waits 30 seconds. */
  web: { memory: 1024, timeout: Duration.seconds(28) },
  /** Longer than `limits.readSeconds`, and with room for what `limits` lets in; nothing is written to its own disk. */
  ingest: { memory: 2048, timeout: Duration.seconds(90) },
  render: { memory: 2048, timeout: Duration.seconds(120) },
  notify: { memory: 512, timeout: Duration.seconds(60) },
  tick: { memory: 512, timeout: Duration.seconds(120) },
};

const sourceMaps = "--enable-source-maps";
const onDocuments = `${sourceMaps} ${nursery}`;
const nodeOptions: { [name in FunctionName]?: string } = { ingest: onDocuments, render: onDocuments };

export type FunctionProps = {
  bundle: string;
  description: string;
  environment: Record<string, string>;
  logDays: RetentionDays;
  concurrency?: number;
};

/** A function with a role and a log of its own; the role may write that log and nothing else yet. */
export function makeFunction(scope: Construct, name: FunctionName, props: FunctionProps): LambdaFunction {
  const id = name[0]!.toUpperCase() + name.slice(1);
  const logGroup = makeLog(scope, `${id}Log`, props.logDays);
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  allow(role, ["logs:CreateLogStream", "logs:PutLogEvents"], [logGroup.logGroupArn]);
  return new LambdaFunction(scope, id, {
    description: props.description,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(props.bundle),
    handler: "handler.handler",
    memorySize: sizes[name].memory,
    timeout: sizes[name].timeout,
    environment: { ...props.environment, NODE_OPTIONS: nodeOptions[name] ?? sourceMaps },
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    ...(props.concurrency && { reservedConcurrentExecutions: props.concurrency }),
  });
}

/** A log that forgets after `days`. */
export function makeLog(scope: Construct, id: string, days: RetentionDays): LogGroup {
  return new LogGroup(scope, id, { retention: days, removalPolicy: RemovalPolicy.DESTROY });
}

/** Gives a role some actions on some resources, each by its name. */
export function allow(role: Role, actions: string[], resources: string[], conditions?: Record<string, unknown>): void {
  role.addToPolicy(new PolicyStatement({ actions, resources, ...(conditions && { conditions }) }));
}

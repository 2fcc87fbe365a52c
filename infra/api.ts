import { Stack, Validations } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  ApiMapping,
  DomainName,
  EndpointType,
  HttpApi,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import type { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { makeLog } from "./functions.ts";

/** The API; with a host name of ours, the address that AWS gives it is closed. */
export function makeApi(scope: Construct, hostName: string | undefined): HttpApi {
  return new HttpApi(scope, "Api", {
    description: "Livrable: pages and JSON API",
    createDefaultStage: false,
    disableExecuteApiEndpoint: hostName !== undefined,
  });
}

/** The route's key, not its path: a path may hold a link. No address of who asked. */
const accessLine = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  method: "$context.httpMethod",
  route: "$context.routeKey",
  status: "$context.status",
  bytes: "$context.responseLength",
  milliseconds: "$context.responseLatency",
  fault: "$context.integrationErrorMessage",
};

/** Every request goes to `web`, at most 50 a second over bursts of 100. */
export function serve(scope: Construct, api: HttpApi, web: LambdaFunction, logDays: RetentionDays): HttpStage {
  const integration = new HttpLambdaIntegration("Web", web);
  const route = new HttpRoute(scope, "Route", { httpApi: api, routeKey: HttpRouteKey.DEFAULT, integration });
  Validations.of(route).acknowledge({
    id: "AwsSolutions-APIG4",
    reason:
      "Pages are opened by signed links and cookies, checked by the application at every request; some are public.",
  });
  return new HttpStage(scope, "Stage", {
    httpApi: api,
    stageName: "$default",
    autoDeploy: true,
    throttle: { rateLimit: 50, burstLimit: 100 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(makeLog(scope, "AccessLog", logDays)),
      format: AccessLogFormat.custom(JSON.stringify(accessLine)),
    },
  });
}

/** A host name of ours for the API; the name that its DNS record must point to. */
export function nameHost(
  scope: Construct,
  hostName: string,
  certificate: string,
  api: HttpApi,
  stage: HttpStage,
): string {
  const domain = new DomainName(scope, "Host", {
    domainName: hostName,
    certificate: Certificate.fromCertificateArn(scope, "Certificate", certificate),
    endpointType: EndpointType.REGIONAL,
    securityPolicy: SecurityPolicy.TLS_1_2,
  });
  new ApiMapping(scope, "HostMapping", { api, domainName: domain, stage });
  return domain.regionalDomainName;
}

/** The origin of the address that AWS gives. */
export function ownOrigin(api: HttpApi): string {
  return `https://${api.apiId}.execute-api.${Stack.of(api).region}.${Stack.of(api).urlSuffix}`;
}

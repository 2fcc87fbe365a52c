import { CfnOutput, Stack } from "aws-cdk-lib";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import type { Construct } from "constructs";
import type { Deployment } from "./deployment.ts";

/** What the right to send is given on: the sender's domain, and the rules of sending. */
export type Sender = { domain: string; arns: string[] };

/**
 * The sender's domain as SES knows it. It signs for us once the three CNAME records of the outputs are in its DNS; bounced
 * and complaining addresses are not written to again; mail leaves over TLS or not at all.
 */
export function makeSender(scope: Construct, { sender, mailIdentity }: Deployment): Sender {
  const domain = sender.slice(sender.lastIndexOf("@") + 1);
  const arn = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({ service: "ses", resource, resourceName });
  if (mailIdentity === "existing") return { domain, arns: [arn("identity", domain)] };

  const configurationSet = new ConfigurationSet(scope, "Sending", {
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    reputationMetrics: true,
  });
  const identity = new EmailIdentity(scope, "Sender", { identity: Identity.domain(domain), configurationSet });
  for (const [index, { name, value }] of identity.dkimRecords.entries())
    new CfnOutput(scope, `Dkim${index + 1}`, {
      value: `${name} CNAME ${value}`,
      description: "A record for the sender's DNS",
    });
  return { domain, arns: [identity.emailIdentityArn, arn("configuration-set", configurationSet.configurationSetName)] };
}

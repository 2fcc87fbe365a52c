import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

/** The file store. `site`: the one whose upload form may post to it and follow its progress. */
export function makeBucket(scope: Construct, site: string): Bucket {
  const bucket = new Bucket(scope, "Bucket", {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
    cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: [site], allowedHeaders: ["*"], maxAge: 3000 }],
    // what is kept for a time that the settings say is taken away by tick
    lifecycleRules: [
      { id: "erased", noncurrentVersionExpiration: Duration.days(30), expiredObjectDeleteMarker: true },
      { id: "broken-off", abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
  });
  tellArrivals(bucket);
  Validations.of(bucket).acknowledge({
    id: "AwsSolutions-S1",
    reason: "Access logs would keep signed addresses and who opened them; who did what is in the chain of events.",
  });
  return bucket;
}

/** By the property itself: CDK's own way adds a function with rights over every bucket. */
function tellArrivals(bucket: Bucket): void {
  const { defaultChild } = bucket.node;
  (defaultChild as CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}

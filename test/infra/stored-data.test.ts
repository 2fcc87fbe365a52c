import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, test } from "vitest";
import { all, only, ownAddress, type Properties, standard, text } from "./template.ts";

let template: Template;

beforeAll(() => {
  template = standard();
});

describe("stored data", () => {
  test("the table: one key, encrypted, set back to any second, never deleted by mistake", () => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = only(template, "AWS::DynamoDB::Table");
    expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
    });
    expect(Properties).toEqual({
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      BillingMode: "PAY_PER_REQUEST",
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      StreamSpecification: { StreamViewType: "NEW_IMAGE" },
      TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
      DeletionProtectionEnabled: true,
    });
  });

  test("the bucket: private, encrypted, versioned, forgetting uploads and what was erased", () => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = only(template, "AWS::S3::Bucket");
    expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
    });
    expect(Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
      VersioningConfiguration: { Status: "Enabled" },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    expect(Properties.LifecycleConfiguration.Rules).toEqual([
      {
        Id: "erased",
        Status: "Enabled",
        NoncurrentVersionExpiration: { NoncurrentDays: 30 },
        ExpiredObjectDeleteMarker: true,
      },
      { Id: "broken-off", Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
    ]);
    const [cors] = Properties.CorsConfiguration.CorsRules;
    expect(cors.AllowedMethods).toEqual(["POST"]);
    expect(cors.AllowedOrigins.map(text)).toEqual([ownAddress]);
  });

  test("the bucket is spoken to over TLS 1.2 or not at all, and nobody else is let in", () => {
    const { Statement } = only(template, "AWS::S3::BucketPolicy").Properties.PolicyDocument;
    expect(Statement.map(({ Effect, Action, Condition }: Properties) => ({ Effect, Action, Condition }))).toEqual([
      { Effect: "Deny", Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Effect: "Deny", Action: "s3:*", Condition: { NumericLessThan: { "s3:TlsVersion": 1.2 } } },
    ]);
  });

  test.each(["LinkKeys", "DossierKeys"])("%s: 32 random bytes in hexadecimal, that outlive the stack", (name) => {
    const secrets = all(template, "AWS::SecretsManager::Secret");
    expect(secrets).toHaveLength(2);
    const { Properties, DeletionPolicy } = secrets.find(([id]) => id.startsWith(name))![1];
    expect(DeletionPolicy).toBe("Retain");
    const { ExcludeCharacters, PasswordLength, SecretStringTemplate, GenerateStringKey, ...rest } =
      Properties.GenerateSecretString;
    expect({ PasswordLength, SecretStringTemplate, GenerateStringKey }).toEqual({
      PasswordLength: 64,
      SecretStringTemplate: '{"current":"1"}',
      GenerateStringKey: "1",
    });
    expect(rest).toEqual({ ExcludeUppercase: true, ExcludePunctuation: true, RequireEachIncludedType: false });
    const left = [..."0123456789abcdefghijklmnopqrstuvwxyz"].filter(
      (character) => !ExcludeCharacters.includes(character),
    );
    expect(left.join("")).toBe("0123456789abcdef");
  });

  test("every log forgets", () => {
    const logs = all(template, "AWS::Logs::LogGroup");
    expect(logs).toHaveLength(6);
    for (const [id, { Properties, DeletionPolicy }] of logs)
      expect([id, Properties.RetentionInDays, DeletionPolicy]).toEqual([id, 30, "Delete"]);
  });
});

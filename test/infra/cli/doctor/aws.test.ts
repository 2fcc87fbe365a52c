import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, describe } from "vitest";
import {
  checkBucket,
  checkCredentials,
  checkLinkKeys,
  checkSigningSecret,
  checkTable,
} from "../../../../infra/cli/doctor/aws.ts";
import { checkSender, checkSending } from "../../../../infra/cli/doctor/ses.ts";
import { check } from "./examined.ts";

const named = (name: string, message = "") => Object.assign(new Error(message), { name });

describe("AWS", () => {
  const dynamo = mockClient(DynamoDBClient);
  const s3 = mockClient(S3Client);
  const secrets = mockClient(SecretsManagerClient);
  const ses = mockClient(SESv2Client);
  afterEach(() => {
    for (const mock of [dynamo, s3, secrets, ses] as { reset(): unknown }[]) mock.reset();
  });
  const region = { region: "eu-west-3" };
  const config = {
    region: async () => "eu-west-3",
    credentials: async () => ({ accessKeyId: "AKIA1234567", secretAccessKey: "s" }),
  };
  const credentials = (more: object) => () => checkCredentials({ config: { ...config, ...more } } as never);
  const missing = (error: Error) => async () => Promise.reject(error);
  check("credentials of a region", credentials({}), true, "doctor.credentials.fine");
  check(
    "no region",
    credentials({ region: missing(new Error("Region is missing")) }),
    false,
    "fault.aws.region.missing",
  );
  check(
    "no credentials",
    credentials({ credentials: missing(named("CredentialsProviderError")) }),
    false,
    "fault.aws.credentials",
  );

  const schema = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, KeyType: "HASH" as const }));
  const streamed = { StreamSpecification: { StreamEnabled: true } };
  const table = (answer: object | Error) => () => {
    const asked = dynamo.on(DescribeTableCommand);
    if (answer instanceof Error) asked.rejects(answer);
    else asked.resolves({ Table: { TableStatus: "ACTIVE", KeySchema: schema("pk", "sk"), ...answer } });
    return checkTable(new DynamoDBClient(region), "livrable");
  };
  check("the table", table(streamed), true, "doctor.table.fine");
  check("a table without its stream", table({}), false, "doctor.table");
  check("a table of something else", table({ KeySchema: schema("id") }), false, "fault.aws.schema");
  check("a table that is being made", table({ ...streamed, TableStatus: "CREATING" }), false, "doctor.table.state");
  check(
    "no table",
    table(named("ResourceNotFoundException", "Requested resource not found")),
    false,
    "fault.aws.table",
  );
  check("a table that may not be looked at", table(named("AccessDeniedException")), false, "fault.aws.denied");
  check("a dead endpoint", table(Object.assign(new Error(), { code: "ECONNREFUSED" })), false, "fault.aws.endpoint");

  const bucket = (error?: Error) => () => {
    if (error) s3.on(HeadBucketCommand).rejects(error);
    else s3.on(HeadBucketCommand).resolves({});
    return checkBucket(new S3Client(region), "documents");
  };
  check("the bucket", bucket(), true, "doctor.bucket.fine");
  check("no bucket", bucket(named("NotFound")), false, "fault.aws.bucket");
  check("a bucket of another region", bucket(named("PermanentRedirect")), false, "fault.aws.region.wrong");
  check(
    "a bucket that is another’s",
    bucket(Object.assign(named("Unknown", "UnknownError"), { $metadata: { httpStatusCode: 403 } })),
    false,
    "fault.aws.denied",
  );

  const keys = (SecretString: string | Error) => () => {
    const asked = secrets.on(GetSecretValueCommand);
    if (SecretString instanceof Error) asked.rejects(SecretString);
    else asked.resolves({ SecretString });
    return checkLinkKeys(new SecretsManagerClient(region), "arn:aws:secretsmanager:links");
  };
  check("the keys of links", keys(JSON.stringify({ current: "1", 1: "a".repeat(64) })), true, "doctor.keys.fine");
  check("a secret of something else", keys("motdepasse"), false, "fault.aws.secret");
  check(
    "no secret",
    keys(named("ResourceNotFoundException", "can't find the specified secret")),
    false,
    "fault.aws.secret",
  );
  const dossiers = (answer: object) => () => {
    secrets.on(DescribeSecretCommand).resolves(answer);
    return checkSigningSecret(new SecretsManagerClient(region), "arn:aws:secretsmanager:dossiers");
  };
  check("the keys of dossiers", dossiers({}), true, "doctor.dossiers.there");
  check("keys that are to be deleted", dossiers({ DeletedDate: new Date(0) }), false, "doctor.dossiers.deleted");

  const sending = (answer: object) => () => {
    ses.on(GetAccountCommand).resolves({ SendingEnabled: true, ProductionAccessEnabled: true, ...answer });
    return checkSending(new SESv2Client(region));
  };
  check("SES writes to anyone", sending({ EnforcementStatus: "HEALTHY" }), true, "doctor.ses.fine");
  check("SES in its sandbox", sending({ ProductionAccessEnabled: false }), false, "doctor.ses.sandbox");
  check("SES paused", sending({ SendingEnabled: false }), false, "doctor.ses.paused");
  check("SES under review", sending({ EnforcementStatus: "PROBATION" }), false, "doctor.ses.probation");

  const sender =
    (answer: object | Error, address = "livrable@reci.fr") =>
    () => {
      const asked = ses.on(GetEmailIdentityCommand);
      if (answer instanceof Error) asked.rejects(answer);
      else asked.resolves({ VerifiedForSendingStatus: true, ...answer });
      return checkSender(new SESv2Client(region), address);
    };
  check("SES signs for the sender", sender({ DkimAttributes: { Status: "SUCCESS" } }), true, "doctor.sender.fine");
  check(
    "SES waits for the records of the DNS",
    sender({ DkimAttributes: { Status: "PENDING" } }),
    false,
    "doctor.sender.dkim",
  );
  check("a domain that SES does not know", sender(named("NotFoundException")), false, "doctor.sender.unknown");
  check("a sender that is nobody’s", sender({}, "livrable@reseau.example"), false, "doctor.sender.example");
});

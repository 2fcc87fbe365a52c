import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, test } from "vitest";
import { all, type Properties, standard, text } from "./template.ts";

let template: Template;

beforeAll(() => {
  template = standard();
});

/** What a role may do, one line an action: `action on resource`, with `if` where a condition holds it. */
function grants(role: string): string[] {
  return all(template, "AWS::IAM::Policy")
    .filter(([, { Properties }]) => Properties.Roles.some((each: unknown) => text(each) === `<${role}>`))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement.flatMap(lines))
    .toSorted();
}

function lines({ Action, Resource, Effect, Condition }: Properties): string[] {
  const condition = Condition ? ` if ${JSON.stringify(Condition)}` : "";
  return [Action]
    .flat()
    .flatMap((action) => [Resource].flat().map((on) => `${Effect} ${action} on ${text(on)}${condition}`));
}

const log = (name: string) =>
  ["CreateLogStream", "PutLogEvents"].map((action) => `Allow logs:${action} on <${name}Log.Arn>`);

/** What every command writes besides a state and its events. */
const lists = ["DERIVED#*", "DUE", "ENDED", "ENDED#*", "HELD", "HELD#*", "OF", "OF#*", "OPEN", "SEMINARS"];

/** Meetings and their lists. */
const meetings = ["MEETING#*", "MEETINGS", "MEETINGS#*", "MEETINGS-DUE", "MEETINGS-OF#*", "RESOLUTIONS"];

/** Agreements and their lists. */
const agreements = [
  ...["AGREEMENT#*", "AGREEMENTS", "AGREEMENTS#*", "AGREEMENTS-BY#*", "AGREEMENTS-OF#*", "REPORTS-DUE"],
];

/** Entries of time and money, and their lists. */
const ledgers = ["ENTERED#*", "LEDGER#*", "LEDGERS", "LEDGERS#*", "LEDGERS-OF#*"];

/** What names an action and its organisations. */
const actions = ["ORGANISATIONS", "PROGRAMME#*", "PROGRAMMES"];

const rows = (partitions?: string[]) =>
  ["ConditionCheckItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"].map(
    (action) =>
      `Allow dynamodb:${action} on <Table.Arn>${partitions ? ` if ${JSON.stringify({ "ForAllValues:StringLike": { "dynamodb:LeadingKeys": partitions.toSorted() } })}` : ""}`,
  );

const reads = (...folders: string[]) => folders.map((folder) => `Allow s3:GetObject on <Bucket.Arn>/${folder}/*`);
const writes = (...folders: string[]) => folders.map((folder) => `Allow s3:PutObject on <Bucket.Arn>/${folder}/*`);
const deletes = (...folders: string[]) => folders.map((folder) => `Allow s3:DeleteObject on <Bucket.Arn>/${folder}/*`);
const list = "Allow s3:ListBucket on <Bucket.Arn>";

const stream = [
  ...["DescribeStream", "GetRecords", "GetShardIterator"].map(
    (action) => `Allow dynamodb:${action} on <Table.StreamArn>`,
  ),
  "Allow dynamodb:ListStreams on *",
];

const keys = "Allow secretsmanager:GetSecretValue on <LinkKeys>";
const dossierKeys = "Allow secretsmanager:GetSecretValue on <DossierKeys>";
const letters = "Allow sqs:SendMessage on <DeadLetters.Arn>";

const mail = ["identity/<Sender>", "configuration-set/<Sending>"].flatMap((resource) =>
  ["SendEmail", "SendRawEmail"].map(
    (action) =>
      `Allow ses:${action} on arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:${resource} if {"StringLike":{"ses:FromAddress":"*@reseau.example"}}`,
  ),
);

test.each<[string, string[]]>([
  [
    "Web",
    [
      ...rows(),
      ...reads("assets", "continued", "contributions", "dossiers", "kinds", "outputs", "pairings", "readings"),
      ...reads("redlines", "sources", "statements", "texts", "themes", "trees", "uploads"),
      ...writes("assets", "contributions", "kinds", "pairings", "sources", "statements", "texts", "themes", "trees"),
      ...writes("uploads"),
      list,
      keys,
    ],
  ],
  [
    "Ingest",
    [
      ...rows(["COPIES#*", "DELIVERABLE#*", ...lists, "JOBS", "NETWORK", "PEOPLE", "REMARKS#*"]),
      ...reads("contributions", "kinds", "outputs", "pairings", "trees", "uploads"),
      ...writes("assets", "pairings", "readings", "sources", "trees"),
      ...deletes("uploads"),
      list,
      ...stream,
      letters,
    ],
  ],
  [
    "Render",
    [
      ...rows(["DELIVERABLE#*", ...lists, "JOBS", "MAILS#*", "NETWORK", ...actions, "PEOPLE"]),
      ...reads("assets", "continued", "contributions", "dossiers", "kinds", "outputs", "pairings"),
      ...reads("redlines", "sources", "statements", "texts", "themes", "trees"),
      ...writes("continued", "dossiers", "outputs", "redlines"),
      ...deletes("dossiers", "outputs", "redlines"),
      list,
      dossierKeys,
      ...stream,
      letters,
    ],
  ],
  [
    "Notify",
    [
      ...rows([
        ...["DELIVERABLE#*", "DELIVERABLES", ...lists, "DIGEST#*", "JOBS", "LINK#*", "LINKS#*", "MAILS#*"],
        ...["NETWORK", "ONCE#*", ...actions, ...meetings, ...agreements, "PEOPLE", "REVOKED"],
      ]),
      ...reads("contributions", "kinds", "outputs", "texts", "trees"),
      list,
      keys,
      ...mail,
      ...stream,
      letters,
    ],
  ],
  [
    "Tick",
    [
      ...rows([
        "COPIES#*",
        "DELIVERABLE#*",
        "DELIVERABLES",
        ...lists,
        "DIGEST#*",
        "JOBS",
        "NETWORK",
        "ONCE#*",
        "ORGANISATION-NAME#*",
        ...actions,
        ...meetings,
        ...agreements,
        ...ledgers,
        "PEOPLE",
        "PULSE",
      ]),
      ...reads("kinds", "themes", "trees", "uploads"),
      ...deletes("continued", "readings", "uploads"),
      list,
      letters,
    ],
  ],
])("%s may do this and nothing else", (name, expected) => {
  expect(grants(`${name}Role`)).toEqual([...expected, ...log(name)].toSorted());
});

test("the schedule may ring tick and leave a dead letter", () => {
  expect(grants("ScheduleRole")).toEqual(["Allow lambda:InvokeFunction on <Tick.Arn>", letters]);
});

test("no role has a managed policy, a wildcard action, or a trust in anyone but its service", () => {
  const roles = all(template, "AWS::IAM::Role");
  expect(roles).toHaveLength(6);
  for (const [id, { Properties }] of roles) {
    expect(Properties.ManagedPolicyArns, id).toBeUndefined();
    expect(Properties.Policies, id).toBeUndefined();
    const [statement] = Properties.AssumeRolePolicyDocument.Statement;
    expect(statement.Principal.Service, id).toMatch(/^(lambda|scheduler)\.amazonaws\.com$/);
  }
  for (const [id, { Properties }] of all(template, "AWS::IAM::Policy"))
    for (const { Action } of Properties.PolicyDocument.Statement) expect([Action].flat().join(), id).not.toContain("*");
});

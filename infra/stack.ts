import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Role } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { FunctionName } from "../shared/functions.ts";
import { makeAlarms } from "./alarms.ts";
import { makeApi, nameHost, ownOrigin, serve } from "./api.ts";
import { makeBucket } from "./bucket.ts";
import type { Bundles } from "./bundle.ts";
import type { Deployment } from "./deployment.ts";
import { feedArrivals, feedJobs } from "./feed.ts";
import { makeFunction } from "./functions.ts";
import { makeLinkKeys, makeSigningKeys } from "./keys.ts";
import { makeDeadLetters } from "./letters.ts";
import { allowFiles, allowKeys, allowMail, allowRows, rightsOf } from "./rights.ts";
import { makeSchedule } from "./schedule.ts";
import { makeSender } from "./sender.ts";
import { makeTable } from "./table.ts";

export type LivrableProps = StackProps & { deployment: Deployment; bundles: Bundles };

/** One network on AWS, in the order of the flow: a request, an upload, a job, a document, a mail, the passing of time. */
export class LivrableStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, bundles, ...props }: LivrableProps) {
    super(scope, id, props);
    const { logDays, hostName, certificate } = deployment;

    const api = makeApi(this, hostName);
    const publicUrl = hostName ? `https://${hostName}` : ownOrigin(api);
    const table = makeTable(this);
    const bucket = makeBucket(this, publicUrl);
    const keys = makeLinkKeys(this);
    const signingKeys = makeSigningKeys(this);
    const sender = makeSender(this, deployment);
    const deadLetters = makeDeadLetters(this);

    const names = { TABLE: table.tableName, BUCKET: bucket.bucketName };
    const forLinks = { LINK_KEYS: keys.secretArn, PUBLIC_URL: publicUrl, SENDER: deployment.sender };
    const forSigning = { DOSSIER_KEYS: signingKeys.secretArn, PUBLIC_URL: publicUrl };
    type Own = { links?: true; signs?: true; concurrency?: number };
    const make = (name: FunctionName, description: string, own: Own = {}) => {
      const environment = { ...names, ...(own.links && forLinks), ...(own.signs && forSigning) };
      const made = makeFunction(this, name, { bundle: bundles[name], description, environment, logDays, ...own });
      allowRows(made.role as Role, table, rightsOf(name));
      allowFiles(made.role as Role, bucket, rightsOf(name));
      if (own.links) allowKeys(made.role as Role, keys);
      if (own.signs) allowKeys(made.role as Role, signingKeys);
      return made;
    };

    const web = make("web", "Pages and JSON API", { links: true, concurrency: deployment.webConcurrency });
    const stage = serve(this, api, web, logDays);

    const ingest = make("ingest", "Reads uploaded files");
    feedArrivals(this, ingest, bucket, deadLetters);
    feedJobs("ingest", ingest, table, deadLetters);

    const render = make("render", "Sets documents, and gathers what proves them", { signs: true });
    feedJobs("render", render, table, deadLetters);

    const notify = make("notify", "Writes mails", { links: true });
    allowMail(notify.role as Role, sender);
    feedJobs("notify", notify, table, deadLetters);

    const tick = make("tick", "Keeps deadlines and takes up jobs left unfinished");
    makeSchedule(this, tick, deadLetters);

    const functions = { Web: web, Ingest: ingest, Render: render, Notify: notify, Tick: tick };
    const alarms = makeAlarms(this, deployment.alarmAddress, {
      functions,
      fed: ["Ingest", "Render", "Notify"],
      api,
      deadLetters,
    });

    if (hostName && certificate)
      this.tell("HostTarget", nameHost(this, hostName, certificate, api, stage), `CNAME of ${hostName}`);
    this.tell("Url", publicUrl, "The address of the pages, which mails carry");
    const known = {
      TABLE: table.tableName,
      BUCKET: bucket.bucketName,
      KEYS: keys.secretArn,
      DOSSIER_KEYS: signingKeys.secretArn,
      SENDER: deployment.sender,
    };
    const environment = Object.entries(known).map(([name, value]) => `LIVRABLE_${name}=${value}`);
    this.tell("Environment", [...environment, `PUBLIC_URL=${publicUrl}`].join(" "), "For the commands of npx livrable");
    this.tell("AlarmTopic", alarms.topicArn, "Where alarms are told");
  }

  private tell(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}

import { fileURLToPath } from "node:url";
import type { Context, DynamoDBStreamEvent, EventBridgeEvent } from "aws-lambda";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { jobHandler } from "../../shared/adapters/aws/due.ts";
import { log } from "../../shared/adapters/aws/log.ts";
import { openWorld, variable } from "../../shared/adapters/aws/world.ts";
import { jobsAwaiting } from "../../shared/deliverable/jobs.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { stepBy } from "../../shared/jobs/steps.ts";
import { wakeJob } from "../../shared/stored/job.ts";
import { loadSettings } from "../../shared/stored/network.ts";
import { uploadIn } from "../../shared/stored/objects.ts";
import { withRevisions } from "../../shared/stored/revisions.ts";
import { type Step, work } from "../../shared/stored/work.ts";
import { ingestSteps } from "./steps.ts";

type ObjectCreated = EventBridgeEvent<"Object Created", { object: { key: string } }>;

const world = openWorld({ table: variable("TABLE"), bucket: variable("BUCKET") });
const assets = folderAssets(fileURLToPath(new URL("./templates", import.meta.url)));

const step: Step = async (job) => {
  const settings = await loadSettings(world.store);
  const ports = { ...world, assets: withRevisions(assets, world.files, settings) };
  return stepBy(ingestSteps(ports, readDraft, settings))(job);
};

const jobs = jobHandler((id, seconds) => work(world, id, seconds, step));

/** Ingest and copy jobs that became due, from the table's stream; or an upload's arrival, which makes its job due. */
export async function handler(event: DynamoDBStreamEvent | ObjectCreated, context: Context) {
  return "Records" in event ? jobs(event, context) : arrived(event);
}

async function arrived({ detail }: ObjectCreated): Promise<void> {
  const upload = uploadIn(detail.object.key);
  if (upload === undefined) return log({ level: "warn", what: "arrival of no upload" });
  for (const job of jobsAwaiting(upload)) await wakeJob(world, job);
  log({ level: "info", what: "arrival", upload });
}

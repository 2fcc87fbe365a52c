import { fileURLToPath } from "node:url";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { cached } from "../../shared/adapters/aws/cached.ts";
import { jobHandler } from "../../shared/adapters/aws/due.ts";
import { secretsKeyring } from "../../shared/adapters/aws/keyring.ts";
import { sesMail } from "../../shared/adapters/aws/mail.ts";
import { deployed, openWorld, variable } from "../../shared/adapters/aws/world.ts";
import { stepBy } from "../../shared/jobs/steps.ts";
import { loadSettings } from "../../shared/stored/network.ts";
import { withRevisions } from "../../shared/stored/revisions.ts";
import { type Step, work } from "../../shared/stored/work.ts";
import { notifySteps } from "./steps.ts";

const world = openWorld({ table: variable("TABLE"), bucket: variable("BUCKET") });
const secrets = new SecretsManagerClient({});
const mail = sesMail(new SESv2Client({}));
const assets = folderAssets(fileURLToPath(new URL("./templates", import.meta.url)));
const keys = cached(60, world.clock, () => secretsKeyring(secrets, variable("LINK_KEYS")));

const step: Step = async (job) => {
  const [keyring, settings] = await Promise.all([keys(), loadSettings(world.store)]);
  const ports = { ...world, mail, keyring, assets: withRevisions(assets, world.files, settings) };
  return stepBy(notifySteps(ports, deployed(settings)))(job);
};

/** Mail jobs that became due, from the table's stream. */
export const handler = jobHandler((id, seconds) => work(world, id, seconds, step));

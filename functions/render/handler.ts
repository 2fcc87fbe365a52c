import { fileURLToPath } from "node:url";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { jobHandler } from "../../shared/adapters/aws/due.ts";
import { secretsKeyring } from "../../shared/adapters/aws/keyring.ts";
import { openWorld, variable } from "../../shared/adapters/aws/world.ts";
import { stepBy } from "../../shared/jobs/steps.ts";
import { loadSettings } from "../../shared/stored/network.ts";
import { type Step, work } from "../../shared/stored/work.ts";
import { compareVersions, setDocuments } from "./set.ts";
import { renderSteps, type Tools } from "./steps.ts";

const world = openWorld({ table: variable("TABLE"), bucket: variable("BUCKET") });
const set = setDocuments(folderAssets(fileURLToPath(new URL("./templates", import.meta.url))));

const secrets = new SecretsManagerClient({});
const tools: Tools = {
  set,
  compare: compareVersions,
  signingKeys: () => secretsKeyring(secrets, variable("DOSSIER_KEYS")),
};

const step: Step = async (job) => {
  const settings = { ...(await loadSettings(world.store)), publicUrl: variable("PUBLIC_URL") };
  return stepBy(renderSteps(world, tools, settings))(job);
};

/** Jobs that make files, as they become due, from the table's stream. */
export const handler = jobHandler((id, seconds) => work(world, id, seconds, step));

import { fileURLToPath } from "node:url";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { jobHandler } from "../../shared/adapters/aws/due.ts";
import { openWorld, variable } from "../../shared/adapters/aws/world.ts";
import { loadSettings } from "../../shared/line/rows/network.ts";
import { type Step, work } from "../../shared/line/work.ts";
import { produce } from "./produce.ts";
import { setDocuments } from "./set.ts";

const world = openWorld({ table: variable("TABLE"), bucket: variable("BUCKET") });
const set = setDocuments(folderAssets(fileURLToPath(new URL("./templates", import.meta.url))));

const step: Step = async (job) => {
  await produce(world, job, set, await loadSettings(world.store));
  return "done";
};

/** Jobs that make files, as they become due, from the table's stream. */
export const handler = jobHandler((id, seconds) => work(world, id, seconds, step));

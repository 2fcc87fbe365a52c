import { fileURLToPath } from "node:url";
import { adoptSeminars } from "../../shared/acts/adopt-seminars.ts";
import { attachActions } from "../../shared/acts/attach-actions.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { describeFault, log } from "../../shared/adapters/aws/log.ts";
import { openWorld, variable } from "../../shared/adapters/aws/world.ts";
import { storedSettings } from "../../shared/stored/network.ts";
import { withRevisions } from "../../shared/stored/revisions.ts";
import { tick } from "./tick.ts";

const world = openWorld({ table: variable("TABLE"), bucket: variable("BUCKET") });
const assets = folderAssets(fileURLToPath(new URL("./templates", import.meta.url)));

/** Runs `tick` when the schedule calls. What failed is tried at the next run; the error raises the alarm. */
export async function handler(): Promise<void> {
  const started = Date.now();
  try {
    const { settings, wrong } = await storedSettings(world.store);
    if (wrong.length > 0) log({ level: "warn", what: "settings", wrong: wrong.map(({ path }) => path) });
    const { leap } = await tick({ ...world, assets: withRevisions(assets, world.files, settings) }, settings);
    if (await attachActions(world, settings.language)) await adoptSeminars(world);
    if (leap) log({ level: "warn", what: "time leapt", ...leap });
    log({ level: "info", what: "tick", milliseconds: Date.now() - started });
  } catch (error) {
    const { fault, stack } = describeFault(error);
    log({ level: "error", what: "tick", fault, stack });
    throw new Error(`tick failed: ${fault}`);
  }
}

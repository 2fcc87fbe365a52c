import { describeFault, log } from "../../shared/adapters/aws/log.ts";
import { openWorld, variable } from "../../shared/adapters/aws/world.ts";
import { loadSettings } from "../../shared/line/rows/network.ts";
import { tick } from "./tick.ts";

const world = openWorld({ table: variable("TABLE"), bucket: variable("BUCKET") });

/** The schedule rings. What failed is tried at the next ring; the error makes the alarm. */
export async function handler(): Promise<void> {
  const started = Date.now();
  try {
    await tick(world, await loadSettings(world.store));
    log({ level: "info", what: "tick", milliseconds: Date.now() - started });
  } catch (error) {
    const { fault, stack } = describeFault(error);
    log({ level: "error", what: "tick", fault, stack });
    throw new Error(`tick failed: ${fault}`);
  }
}

import type { Settings } from "../../shared/settings.ts";
import { type Heartbeat, isSteady } from "../../shared/stored/heartbeat.ts";
import { prefixOf } from "../../shared/stored/objects.ts";
import { isDone, takeOnce } from "../../shared/stored/once.ts";
import { recordSweep } from "../../shared/stored/swept.ts";
import type { TickPorts } from "./ask.ts";
import type { Today } from "./today.ts";

/** What one run takes away at most: rows, and objects of a folder. */
const [rows, objects] = [500, 200];
const day = 86_400_000;

/**
 * Takes away rows that have expired, and files that nothing refers to any more, as long as the settings keep them: some at
 * each run, files until a day's are done. Nothing where time has just leapt: a clock that is wrong would take all.
 */
export async function sweep(ports: TickPorts, settings: Settings, today: Today, heartbeat: Heartbeat): Promise<void> {
  if (!isSteady(heartbeat, ports.clock())) return;
  await ports.store.sweep(rows);
  for (const folder of ["uploads", "readings", "continued"] as const) {
    const what = `sweep/${folder}`;
    if (await isDone(ports, what, today.date)) continue;
    const before = ports.clock() - settings.keep[folder === "continued" ? "uploads" : folder] * day;
    await recordSweep(ports, folder, before);
    const gone = await ports.files.sweep(prefixOf(folder), before, objects);
    if (gone < objects) await takeOnce(ports, what, today.date, "tick");
  }
}

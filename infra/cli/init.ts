import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Refusal } from "../../shared/errors.ts";
import { saveSettings } from "../../shared/line/rows/network.ts";
import { placeFrom } from "../local/network.ts";
import { withNetwork } from "./network.ts";

export const usage =
  "  init [--name NETWORK]                           an empty network, where npm start would load the sample";

/** Makes an empty network in the data folder. Throws `folder-taken` where there is one. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { name: { type: "string" } } });
  const { folder } = placeFrom(process.env);
  if (existsSync(join(folder, "store.sqlite"))) throw new Refusal("folder-taken", { folder });
  await withNetwork(
    async ({ ports, settings }) => saveSettings(ports, { ...settings, network: values.name ?? settings.network }),
    { alone: true, fresh: true },
  );
  console.log(
    `An empty network is in ${folder}. Next: npx livrable link --role coordinator --email ADDRESS, then npm start`,
  );
}

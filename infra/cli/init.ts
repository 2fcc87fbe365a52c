import { parseArgs } from "node:util";
import { Refusal } from "../../shared/errors.ts";
import { saveSettings, settingsKey } from "../../shared/line/rows/network.ts";
import { withNetwork } from "./network.ts";

export const usage =
  "  init [--name NETWORK]                           an empty network, where npm start would load the sample";

/** Makes an empty network where the environment says. Throws `folder-taken` where there is one. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { name: { type: "string" } } });
  await withNetwork(
    async ({ ports, settings, where }) => {
      if (await ports.store.get(settingsKey)) throw new Refusal("folder-taken", { folder: where });
      await saveSettings(ports, { ...settings, network: values.name ?? settings.network });
      console.log(`An empty network is in ${where}. Next: npx livrable link --role coordinator --email ADDRESS`);
    },
    { alone: true, fresh: true },
  );
}

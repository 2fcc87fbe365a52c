import { parseArgs } from "node:util";
import { Refusal } from "../../shared/errors.ts";
import { saveSettings, settingsKey } from "../../shared/line/rows/network.ts";
import { say } from "../say.ts";
import { withNetwork } from "./network.ts";

/** Makes an empty network where the environment says. Throws `folder-taken` where there is one. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { name: { type: "string" } } });
  await withNetwork(
    async ({ ports, settings, where }) => {
      if (await ports.store.get(settingsKey)) throw new Refusal("folder-taken", { folder: where });
      await saveSettings(ports, { ...settings, network: values.name ?? settings.network });
      console.log(say("init.done", { where }));
    },
    { alone: true, fresh: true },
  );
}

import { Refusal } from "../../shared/errors.ts";
import { saveSettings, settingsKey } from "../../shared/stored/network.ts";
import { wrapped } from "../lines.ts";
import { say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { withNetwork } from "./network.ts";

/** Makes an empty network where the environment says. Throws `folder-taken` where there is one. */
export async function run({ values }: Asked<"init">): Promise<void> {
  await withNetwork(
    async ({ ports, settings, where }) => {
      if (await ports.store.get(settingsKey)) throw new Refusal("folder-taken", { folder: where });
      await saveSettings(ports, { ...settings, network: values.name ?? settings.network });
      console.log(`${wrapped(say("init.done", { where }))}\n  ${say("link.first")}`);
    },
    { alone: true, fresh: true },
  );
}

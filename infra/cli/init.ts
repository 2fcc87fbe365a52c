import { Refusal } from "../../shared/errors.ts";
import type { Ports } from "../../shared/ports.ts";
import { saveSettings, settingsKey } from "../../shared/stored/network.ts";
import { wrapped } from "../lines.ts";
import { say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { type Opened, withNetwork } from "./network.ts";

/** Makes an empty network where the environment says. Throws `folder-taken` where there is one. */
export async function run({ values }: Asked<"init">): Promise<void> {
  await withNetwork(
    async (opened) => {
      await beginNetwork(opened, values.name);
      console.log(`${wrapped(say("init.done", { where: opened.where }))}\n  ${say("link.first")}`);
    },
    { alone: true, fresh: true },
  );
}

/** Makes it where nothing is yet, under the name that settings have unless told. Throws `folder-taken`. */
export async function beginNetwork(
  { ports, settings, where }: Pick<Opened, "settings" | "where"> & { ports: Pick<Ports, "store" | "files"> },
  name = settings.network,
): Promise<void> {
  if (await ports.store.get(settingsKey)) throw new Refusal("folder-taken", { folder: where });
  await saveSettings(ports, { ...settings, network: name });
}

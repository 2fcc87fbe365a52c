import { parseArgs } from "node:util";
import { Refusal } from "../../shared/errors.ts";
import { commandTexts } from "../../shared/i18n/commands.ts";
import { translate } from "../../shared/i18n/translate.ts";
import { saveSettings, settingsKey } from "../../shared/line/rows/network.ts";
import { language } from "./language.ts";
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
      console.log(translate(language, commandTexts, "init.done", { where }));
    },
    { alone: true, fresh: true },
  );
}

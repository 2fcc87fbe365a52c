import { type Settings, withSetting } from "../../shared/settings.ts";
import { lostRevisions, saveSettings, storedSettings } from "../../shared/stored/network.ts";
import { misused, say } from "../say.ts";
import { wrongSetting } from "../settings.ts";
import type { Asked } from "./grammar.ts";
import { withNetwork } from "./network.ts";

/**
 * Prints the settings as JSON, after changing those named: `--set sender.address=livrable@reseau.example`. Those stored
 * that cannot be are told; changing any puts the defaults in their place.
 */
export async function run({ values }: Asked<"settings">): Promise<void> {
  await withNetwork(async ({ ports }) => {
    const { settings: stored, wrong } = await storedSettings(ports.store);
    const settings = (values.set ?? []).reduce(changed, stored);
    const [lost] = await lostRevisions(ports.files, settings, stored);
    if (lost) throw misused("wrong.setting.value", { problem: wrongSetting(lost) });
    const assigned = (values.set ?? []).map((assignment) => assignment.split("=")[0]);
    if (values.set) await saveSettings(ports, settings);
    console.log(JSON.stringify(settings, null, 2));
    for (const each of wrong) if (!assigned.includes(each.path)) console.error(wrongSetting(each));
    if (values.set) console.error(say("restart"));
  });
}

function changed(settings: Settings, assignment: string): Settings {
  const [, name = "", value = ""] = /^([\w.]+)=(.*)$/s.exec(assignment) ?? [];
  const next = withSetting(settings, name, value);
  if ("settings" in next) return next.settings;
  if (next.wrong.wanted.is === "unknown") throw misused("wrong.setting", { name });
  throw misused("wrong.setting.value", { problem: wrongSetting(next.wrong) });
}

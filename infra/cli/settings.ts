import { loadSettings, saveSettings } from "../../shared/line/rows/network.ts";
import { type Settings, settingsSchema } from "../../shared/settings.ts";
import { misused, say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { withNetwork } from "./network.ts";

/** Prints the settings as JSON, after changing those named: `--set sender.address=livrable@reseau.example`. */
export async function run({ values }: Asked<"settings">): Promise<void> {
  await withNetwork(async ({ ports }) => {
    const settings = (values.set ?? []).reduce(changed, await loadSettings(ports.store));
    if (values.set) await saveSettings(ports, settings);
    console.log(JSON.stringify(settings, null, 2));
    if (values.set) console.error(say("restart"));
  });
}

function changed(settings: Settings, assignment: string): Settings {
  const [, path = "", value = ""] = /^([\w.]+)=(.*)$/s.exec(assignment) ?? [];
  const copy = structuredClone(settings);
  const names = path.split(".");
  const name = names.pop() ?? "";
  const holder = names.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], copy);
  if (typeof holder !== "object" || holder === null || !(name in holder))
    throw misused("wrong.setting", { name: path });
  const fields = holder as Record<string, unknown>;
  fields[name] = typeof fields[name] === "number" ? Number(value) : value;
  const parsed = settingsSchema.safeParse(copy);
  if (!parsed.success)
    throw misused("wrong.setting.value", { name: path, problem: parsed.error.issues[0]?.message ?? "" });
  return parsed.data;
}

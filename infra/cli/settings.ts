import { type Settings, settingsSchema, type WrongSetting, wantedAt } from "../../shared/settings.ts";
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
  const path = name.split(".");
  const wanted = wantedAt(path);
  if (wanted.is === "unknown" || !isOne(settings, path)) throw misused("wrong.setting", { name });
  const given = wanted.is === "number" && value.trim() !== "" ? Number(value) : value;
  const parsed = settingsSchema.safeParse(withValue(settings, path, given));
  if (parsed.success) return parsed.data;
  throw misused("wrong.setting.value", { problem: wrongSetting({ path: name, value, wanted } satisfies WrongSetting) });
}

/** A setting that has one value, set or not. */
function isOne(settings: object, path: readonly string[]): boolean {
  const value = path.reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], settings);
  return typeof value !== "object" || value === null;
}

function withValue(holder: object, [name = "", ...rest]: readonly string[], value: unknown): object {
  const inner = (holder as Record<string, object>)[name] ?? {};
  return { ...holder, [name]: rest.length === 0 ? value : withValue(inner, rest, value) };
}

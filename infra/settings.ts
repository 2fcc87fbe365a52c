import type { WrongSetting } from "../shared/settings.ts";
import { nearest } from "./cli/nearest.ts";
import { say } from "./say.ts";

/** That a setting cannot be, and what would be right, in a sentence. */
export function wrongSetting({ path, value, wanted }: WrongSetting): string {
  const said = { name: path, value: typeof value === "string" ? value : JSON.stringify(value ?? null) };
  if (wanted.is === "number") return say("setting.number", { ...said, least: wanted.least, most: wanted.most });
  if (wanted.is === "choice") return say("setting.choice", { ...said, known: wanted.of.join(", ") });
  if (wanted.is === "unknown") return say("setting.unknown", { name: path });
  if (path === "timeZone") return say("setting.zone", { ...said, zone: zoneLike(String(value)) });
  if (path === "publicUrl") return say("setting.address", said);
  if (path === "sender.address") return say("setting.mail", said);
  return say(path === "network" || path === "sender.name" ? "setting.name" : "setting.hash", said);
}

/** The time zone that was most likely meant. */
function zoneLike(name: string): string {
  const zones = Intl.supportedValuesOf("timeZone");
  const [near] = zones.filter((zone) => zone.toLowerCase() === name.trim().toLowerCase());
  return near ?? nearest(name, zones) ?? "Europe/Paris";
}

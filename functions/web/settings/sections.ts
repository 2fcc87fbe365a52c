import type { AddressName } from "../../../shared/addresses.ts";
import type { Settings, Wanted, WrongSetting } from "../../../shared/settings.ts";
import type { Web } from "../http/context.ts";
import type { SettingSay } from "./telling.ts";

/** A setting that a form has, by its path among the settings. */
export type SettingPath =
  | ("network" | "language" | "timeZone" | "holidays")
  | ("sender.name" | "sender.address" | "linkDays" | "keep.sessions")
  | ("keep.uploads" | "keep.readings" | "keep.outbox");

/** Settings that are changed together, each section with the address of its form. */
export const sections = {
  network: { page: "networkSettings", paths: ["network", "language", "timeZone", "holidays"] },
  mails: { page: "mailSettings", paths: ["sender.name", "sender.address", "linkDays", "keep.sessions"] },
  keep: { page: "keepSettings", paths: ["keep.uploads", "keep.readings", "keep.outbox"] },
} as const satisfies Record<string, { page: AddressName; paths: readonly SettingPath[] }>;

export type Section = keyof typeof sections;

/** The query of a form's address that says which page it was opened from: "?from=year" leads back to the first steps. */
export const back = "from";

/** The settings of a section that can be changed here: not what the deployment says, nor how long letters stay in an outbox that there is none of. */
export function pathsOf({ fixed = [], outbox }: Web, section: Section): SettingPath[] {
  return sections[section].paths.filter((path) => !fixed.includes(path) && (path !== "keep.outbox" || outbox));
}

/** A setting as forms and catalogues call it: "sender.name" is "sender-name". */
export type SettingField = FieldOf<SettingPath>;
type FieldOf<P extends string> = P extends `${infer Head}.${infer Last}` ? `${Head}-${Last}` : P;

/** What a setting is called in a form. */
export function fieldOf(path: SettingPath): SettingField {
  return path.replace(".", "-") as SettingField;
}

/** The value of a setting, as a form has it. */
export function settingValue(settings: Settings, path: SettingPath): string {
  const value = path.split(".").reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], settings);
  return String(value);
}

/** What would be right of a setting whose value cannot be, in a sentence. */
export function wrongWords({ text, told }: SettingSay, { path, wanted }: WrongSetting): string {
  if (wanted.is === "number") return told("settings.wrong.number", bounds(wanted));
  if (wanted.is === "choice" || path === "timeZone") return text("input.wrong");
  return path === "sender.address" ? text("input.address") : told("settings.wrong.name");
}

function bounds({ least, most }: Extract<Wanted, { is: "number" }>): { least: number; most: number } {
  return { least, most };
}

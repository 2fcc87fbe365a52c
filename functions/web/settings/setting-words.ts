import { alphabetically, languages, languageTitle } from "../../../shared/i18n/languages.ts";
import { type Settings, wantedAt } from "../../../shared/settings.ts";
import { type SettingPath, settingValue } from "./sections.ts";
import type { SettingSay } from "./telling.ts";

type Choice = { value: string; label: string };

/** What a setting is chosen from; undefined: it is typed. */
export function choicesOf(speak: SettingSay, path: SettingPath): Choice[] | undefined {
  if (path === "language") return languages.map((value) => ({ value, label: languageTitle(speak.language, value) }));
  if (path === "holidays") return holidays(speak);
  if (path === "timeZone") return zones();
  return undefined;
}

function holidays({ told }: SettingSay): Choice[] {
  const wanted = wantedAt(["holidays"]);
  const known = wanted.is === "choice" ? (wanted.of as readonly Settings["holidays"][]) : [];
  return known.map((value) => ({ value, label: told(`settings.holidays.${value}`) }));
}

/** All that there are, by their names. */
function zones(): Choice[] {
  const all = Intl.supportedValuesOf("timeZone").map((value) => ({ value, label: value.replaceAll("_", " ") }));
  return all.toSorted((one, other) => alphabetically(one.label, other.label));
}

/** The value of a setting in words, e.g. "90 jours". */
export function settingWords(speak: SettingSay, settings: Settings, path: SettingPath): string {
  const value = settingValue(settings, path);
  if (wantedAt(path.split(".")).is === "number") return speak.told("settings.days", { count: Number(value) });
  return choicesOf(speak, path)?.find((choice) => choice.value === value)?.label ?? value;
}

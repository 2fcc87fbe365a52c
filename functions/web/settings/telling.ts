import { type SettingKey, settingTexts } from "../../../shared/i18n/settings.ts";
import { translate, type Values } from "../../../shared/i18n/translate.ts";
import type { Say } from "../http/say.ts";

/** A page that speaks of settings: its own texts besides, which pages that do not never load. */
export type SettingSay = Say & { told: (key: SettingKey, values?: Values) => string };

/** The same page, with what is said of settings. */
export function tellingSettings(speak: Say): SettingSay {
  return { ...speak, told: (key, values) => translate(speak.language, settingTexts, key, values) };
}

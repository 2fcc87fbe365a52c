import en from "./en/settings.json" with { type: "json" };
import fr from "./fr/settings.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What pages of settings say, and the first steps of a network. Not by way of `catalogues.ts`, which every page loads: these are loaded with the pages that say it. */
export const settingTexts = { fr, en } as const;
export type SettingKey = Key<typeof settingTexts>;

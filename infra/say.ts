import { Refusal } from "../shared/errors.ts";
import { type CommandKey, commandTexts } from "../shared/i18n/commands.ts";
import { interfaceLanguage, translate, type Values } from "../shared/i18n/translate.ts";

/** Of what the commands print: LIVRABLE_LANG, or the terminal's own; French unless that is English. */
export const language = interfaceLanguage(
  process.env.LIVRABLE_LANG || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "fr",
);

/** What the commands say, to whoever runs them. */
export function say(key: CommandKey, values: Values = {}): string {
  return translate(language, commandTexts, key, values);
}

/** The refusal of a command that is not understood; `key`: why. */
export function misused(key: CommandKey & `wrong.${string}`, values: Values = {}): Refusal {
  return new Refusal("usage", { usage: say(key, values) });
}

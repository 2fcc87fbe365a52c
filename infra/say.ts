import { Refusal } from "../shared/errors.ts";
import { type CommandKey, commandTexts } from "../shared/i18n/commands.ts";
import { translate, type Values } from "../shared/i18n/translate.ts";
import { systemLanguage, terminalLanguage } from "./language.ts";

/** Of what the commands print. */
export const language = terminalLanguage(process.env, systemLanguage());

/** What the commands say, to whoever runs them. */
export function say(key: CommandKey, values: Values = {}): string {
  return translate(language, commandTexts, key, values);
}

/** The refusal of a command that is not understood; `key`: why. */
export function misused(key: CommandKey & `wrong.${string}`, values: Values = {}): Refusal {
  return new Refusal("usage", { usage: say(key, values) });
}

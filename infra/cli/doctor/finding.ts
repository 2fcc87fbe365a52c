import type { CommandKey } from "../../../shared/i18n/commands.ts";
import type { Values } from "../../../shared/i18n/translate.ts";

/** What a check found, in a sentence of the commands: fine, or what is to be mended and how. */
export type Finding = { ok: boolean; key: CommandKey; values: Values };

/** A finding that needs nothing. */
export function fine(key: Finding["key"], values: Values = {}): Finding {
  return { ok: true, key, values };
}

/** A finding that somebody has to mend. */
export function toMend(key: Finding["key"], values: Values = {}): Finding {
  return { ok: false, key, values };
}

/** A question that a check answers; it makes and changes nothing. What it throws is told as a fault. */
export type Check = () => Finding | Promise<Finding>;

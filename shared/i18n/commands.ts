import { commands } from "./catalogues.ts";
import type { Key } from "./translate.ts";

/** What the commands of `npx livrable` say. */
export const commandTexts = commands;
export type CommandKey = Key<typeof commandTexts>;

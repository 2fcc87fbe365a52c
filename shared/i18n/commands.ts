import en from "./en/commands.json" with { type: "json" };
import fr from "./fr/commands.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What the commands of `npx livrable` say. */
export const commandTexts = { fr, en } as const;
export type CommandKey = Key<typeof commandTexts>;

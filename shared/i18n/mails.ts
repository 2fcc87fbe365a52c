import en from "./en/mails.json" with { type: "json" };
import fr from "./fr/mails.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What mails say. */
export const mailTexts = { fr, en } as const;
export type MailKey = Key<typeof mailTexts>;

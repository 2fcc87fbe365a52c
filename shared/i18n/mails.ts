import { mails } from "./catalogues.ts";
import type { Key } from "./translate.ts";

/** What mails say. */
export const mailTexts = mails;
export type MailKey = Key<typeof mailTexts>;

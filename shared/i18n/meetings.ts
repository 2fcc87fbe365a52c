import en from "./en/meetings.json" with { type: "json" };
import fr from "./fr/meetings.json" with { type: "json" };
import type { Key } from "./translate.ts";

/** What pages of meetings say. Not by way of `catalogues.ts`, which every page loads: these are loaded with the pages that say it. */
export const meetingTexts = { fr, en } as const;
export type MeetingKey = Key<typeof meetingTexts>;

import type { Redline } from "../../document/redline/redline.ts";
import type { CslItem } from "../../document/tree.ts";
import { defaultLanguage } from "../../i18n/languages.ts";

/** One part of a document in two versions. */
export type RedlinedPart = {
  title: string;
  redline: Redline;
  /** Where only one of the versions has it. */
  fate?: "inserted" | "deleted";
  /** The entries that its citations name, in each version. */
  entries: { before: readonly CslItem[]; after: readonly CslItem[] };
};

/** The language of a part, BCP 47: of the text after, where there is one. */
export function languageOf({ redline }: RedlinedPart): string {
  const language = redline.head.find(({ field }) => field === "language");
  return language?.after ?? language?.before ?? defaultLanguage;
}

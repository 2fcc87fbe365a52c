import { documentTexts } from "../i18n/documents.ts";
import type { Language } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import { changeBlocks, type Draft } from "./draft.ts";
import type { Callout, CalloutVariant, Inline } from "./tree.ts";
import { mapBlocks } from "./visit.ts";

/** What a callout of a variant is called in a language: "À retenir". */
export function calloutWord(language: Language, variant: CalloutVariant): string {
  return translate(language, documentTexts, `callout-${variant}`);
}

/** Callouts labelled with the word of their variant. */
export function labelCallouts(draft: Draft, language: Language): Draft {
  return changeBlocks(draft, (blocks) =>
    mapBlocks(blocks, (block) =>
      block.type === "callout" ? { ...block, label: calloutWord(language, block.variant) } : block,
    ),
  );
}

/** Variants that say by their look what they are: without a title, no word stands above them. */
const untitled: ReadonlySet<CalloutVariant> = new Set(["box", "keyFigure", "pullQuote"]);

/** The title that every output prints above a callout, if any: its own, else the word of its variant. */
export function titleOf({
  variant,
  title,
  label,
}: Pick<Callout, "variant" | "label"> & { title?: Inline[] | undefined }): Inline[] | undefined {
  if (title) return title;
  return label === undefined || untitled.has(variant) ? undefined : [{ type: "text", value: label }];
}

import { documentTexts } from "../i18n/documents.ts";
import type { Language } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import { changeBlocks, type Draft, type Warn } from "./draft.ts";
import type { Block, Figure } from "./tree.ts";
import { mapBlocks, plainText } from "./visit.ts";

/** Figures that lack an alternative take their caption's words, else "Image sans description", each with a warning. */
export function describeFigures(draft: Draft, language: Language, warn: Warn): Draft {
  const described = (figure: Figure): Figure => {
    if (figure.alt.trim() !== "") return figure;
    const caption = plainText(figure.caption ?? []).trim();
    const code = caption === "" ? "alternative-missing" : "alternative-from-caption";
    warn({ code, details: caption === "" ? {} : { caption }, at: figure.id });
    return { ...figure, alt: caption || translate(language, documentTexts, "image-without-description") };
  };
  return changeBlocks(draft, (blocks) =>
    mapBlocks(blocks, (block) => (block.type === "figure" ? described(block) : block)),
  );
}

/** Blocks of a document of ours, without the alternatives that `describeFigures` gave. */
export function undescribeFigures(blocks: readonly Block[], language: Language): Block[] {
  const none = translate(language, documentTexts, "image-without-description");
  return mapBlocks(blocks, (block) => {
    if (block.type !== "figure") return block;
    const given = [none, plainText(block.caption ?? [])].map(folded);
    return given.includes(folded(block.alt)) ? { ...block, alt: "" } : block;
  });
}

function folded(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

import { type Language, translate } from "../i18n/translate.ts";
import { changeBlocks, type Draft, type Warn } from "./draft.ts";
import type { Figure } from "./tree.ts";
import { mapBlocks, plainText } from "./visit.ts";

/** Figures that lack an alternative take their caption's words, else "Image sans description", each with a warning. */
export function describeFigures(draft: Draft, language: Language, warn: Warn): Draft {
  const described = (figure: Figure): Figure => {
    if (figure.alt.trim() !== "") return figure;
    const caption = plainText(figure.caption ?? []).trim();
    const code = caption === "" ? "alternative-missing" : "alternative-from-caption";
    warn({ code, details: caption === "" ? {} : { caption }, at: figure.id });
    return { ...figure, alt: caption || translate(language, "documents", "image-without-description") };
  };
  return changeBlocks(draft, (blocks) =>
    mapBlocks(blocks, (block) => (block.type === "figure" ? described(block) : block)),
  );
}

import { eachChangeOf } from "../document/redline/changes.ts";
import { compare } from "../document/redline/compare.ts";
import type { Redline } from "../document/redline/redline.ts";
import type { DocumentTree } from "../document/tree.ts";
import type { Theme } from "../kinds/theme.ts";
import { writeDocxRedline } from "./docx/redline.ts";
import type { WritingImage } from "./docx/write/writing.ts";
import { htmlRedline } from "./html/redline.ts";
import type { RedlinedPart } from "./redline/part.ts";

/**
 * The parts of two versions, each with what it was and what it is; one of these is absent where the part came or went.
 * `author`: who the Word file says changed it, never a person of an anonymous round; `instant` is ISO 8601; `language`
 * that of the words we add; `title` heads the Word file; `numbered`: how many levels of headings the kind numbers.
 */
export type RedlineInput = {
  parts: readonly { title: string; before?: DocumentTree; after?: DocumentTree }[];
  theme: Theme;
  images: ReadonlyMap<string, WritingImage>;
  imageHref: (hash: string) => string;
  author: string;
  instant: string;
  language: string;
  title: string;
  numbered?: number;
};

/** Two versions compared: an `<article>` for a page, a Word file with tracked changes, and how many changes there are. */
export async function setRedline(input: RedlineInput): Promise<{ html: string; docx: Uint8Array; changes: number }> {
  const parts = input.parts.map((part) => redlined(part, { numbered: input.numbered ?? 0 }));
  const forWord = input.parts.map((part, index) =>
    isMixed(parts[index]!.redline) ? redlined(part, { numbered: input.numbered ?? 0, apart: true }) : parts[index]!,
  );
  return {
    html: htmlRedline(parts, input),
    docx: await writeDocxRedline(forWord, input),
    changes: parts.reduce((sum, { redline, fate }) => sum + (fate ? 1 : redline.changes), 0),
  };
}

/** Whether blocks became others of unlike kinds, which Word cannot track to the word. */
function isMixed(redline: Redline): boolean {
  return eachChangeOf(redline).some(({ is }) => is === "relisted" || is === "parted");
}

function redlined(
  { title, before, after }: RedlineInput["parts"][number],
  options: { numbered: number; apart?: boolean },
): RedlinedPart {
  const fate = before ? (after ? undefined : "deleted") : "inserted";
  const entries = { before: before?.bibliography ?? [], after: after?.bibliography ?? [] };
  return { title, redline: compare(before, after, options), ...(fate && { fate }), entries };
}

import type { Texts } from "../i18n/languages.ts";
import type { Demands, SectionDemand } from "./demands.ts";
import { foldHeading } from "./headings.ts";
import type { DocumentTree } from "./tree.ts";
import { eachBlock, eachBlockOf, plainText } from "./visit.ts";

/** What a part lacks: required sections by id and by title, figures without an alternative by block id. */
export type Lacks = {
  missing: string[];
  missingTitles: Texts[];
  withoutAlternative: number;
  figures: string[];
};

/**
 * Holds a part against its kind. A section is there when a heading says its title in either language, or one of its
 * other names, whatever the case, accents, numbers and punctuation; a bibliography also when entries were given.
 */
export function checkPart(tree: DocumentTree, kind: Pick<Demands, "sections">): Lacks {
  const headings = headingsOf(tree);
  const lacking = kind.sections.filter((section) => section.required && !isThere(section, headings, tree));
  const figures = [...eachBlockOf(tree)].filter((block) => block.type === "figure" && block.alt.trim() === "");
  return {
    missing: lacking.map((section) => section.id),
    missingTitles: lacking.map((section) => section.title),
    withoutAlternative: figures.length,
    figures: figures.map((figure) => figure.id),
  };
}

/** True when a heading's words name the section. */
export function names(section: SectionDemand, heading: string): boolean {
  const folded = foldHeading(heading);
  return [...Object.values(section.title), ...section.also].some((title) => title && foldHeading(title) === folded);
}

function isThere(section: SectionDemand, headings: readonly string[], tree: DocumentTree): boolean {
  if (section.from === "bibliography" && tree.bibliography.length > 0) return true;
  return headings.some((heading) => names(section, heading));
}

function headingsOf(tree: DocumentTree): string[] {
  return [...eachBlock(tree.blocks)].flatMap((block) => (block.type === "heading" ? [plainText(block.children)] : []));
}

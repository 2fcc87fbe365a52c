import type { Texts } from "../i18n/languages.ts";
import type { Demands, SectionDemand } from "./demands.ts";
import { foldHeading } from "./headings.ts";
import type { Block, DocumentTree } from "./tree.ts";
import { eachBlock, eachBlockOf, ownInlines, plainText } from "./visit.ts";

/** What a part lacks: required sections by id and by title, figures without an alternative by block id. */
export type Lacks = {
  missing: string[];
  /** Of those, the ones that are there and still to be written; absent: none. */
  unwritten?: string[];
  missingTitles: Texts[];
  withoutAlternative: number;
  figures: string[];
};

/**
 * Holds a part against its kind. A section is there when a heading says its title in either language, or one of its
 * other names, whatever the case, accents, numbers and punctuation; a bibliography also when entries were given. One that is to
 * be filled is there when something stands below its heading. None is there that still has a paragraph to be written.
 */
export function checkPart(tree: DocumentTree, { sections, unwritten }: Pick<Demands, "sections" | "unwritten">): Lacks {
  const isLacking = (section: SectionDemand) => !isThere(section, tree) || isUnwritten(section, tree, unwritten);
  const lacking = sections.filter((section) => section.required && isLacking(section));
  const figures = [...eachBlockOf(tree)].filter((block) => block.type === "figure" && block.alt.trim() === "");
  const toWrite = lacking.filter((section) => isThere(section, tree)).map((section) => section.id);
  return {
    missing: lacking.map((section) => section.id),
    ...(toWrite.length > 0 && { unwritten: toWrite }),
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

/** What stands below the headings that name the section, up to the next of their level, in reading order. */
export function blocksOf(section: SectionDemand, blocks: readonly Block[]): Block[] {
  const all = [...eachBlock(blocks)];
  return all.flatMap((block, index) => {
    if (block.type !== "heading" || !names(section, plainText(block.children))) return [];
    const after = all.slice(index + 1);
    const end = after.findIndex((next) => next.type === "heading" && next.level <= block.level);
    return end === -1 ? after : after.slice(0, end);
  });
}

function isThere(section: SectionDemand, tree: DocumentTree): boolean {
  if (section.from === "bibliography" && tree.bibliography.length > 0) return true;
  if (section.filled) return blocksOf(section, tree.blocks).some(says);
  return headingsOf(tree).some((heading) => names(section, heading));
}

/** Whether a paragraph of a section begins with the words that stand for what is to be written, in any language. */
function isUnwritten(section: SectionDemand, tree: DocumentTree, words: Texts | undefined): boolean {
  const begins = Object.values(words ?? {}).flatMap((each) => (each ? [foldHeading(each)] : []));
  if (begins.length === 0) return false;
  return blocksOf(section, tree.blocks).some((block) => {
    const said = foldHeading(plainText(ownInlines(block)));
    return begins.some((each) => said === each || said.startsWith(`${each} `));
  });
}

/** What a check keeps of what a part lacks. */
export function keptLacks({ missing, unwritten, withoutAlternative }: Lacks): Omit<Lacks, "missingTitles" | "figures"> {
  return { missing, ...(unwritten && { unwritten }), withoutAlternative };
}

/** Whether a block says something itself: a heading announces only. */
function says(block: Block): boolean {
  if (block.type === "heading") return false;
  return block.type === "figure" || block.type === "codeBlock" || plainText(ownInlines(block)).trim() !== "";
}

function headingsOf(tree: DocumentTree): string[] {
  return [...eachBlock(tree.blocks)].flatMap((block) => (block.type === "heading" ? [plainText(block.children)] : []));
}

import { type FileChild, Paragraph } from "docx";
import { withTheirLines } from "../../../document/source-lines.ts";
import type { Block, BlockType } from "../../../document/tree.ts";
import { writePageBreak, writeThematicBreak } from "./breaks.ts";
import { writeCallout } from "./callout.ts";
import { writeCode } from "./code.ts";
import { writeContents } from "./contents.ts";
import { writeFigure } from "./figure.ts";
import { writeHeading } from "./heading.ts";
import { writeList } from "./list.ts";
import { writeParagraph } from "./paragraph.ts";
import { writeQuote } from "./quote.ts";
import { writeTable } from "./table.ts";
import { trackParagraphs } from "./tracking.ts";
import type { BlockContext, Opening, Writing } from "./writing.ts";

type Writer<T extends BlockType> = (
  writing: Writing,
  block: Extract<Block, { type: T }>,
  place: BlockContext,
) => FileChild[];

const writers: { [T in BlockType]: Writer<T> } = {
  heading: writeHeading,
  paragraph: writeParagraph,
  list: writeList,
  table: writeTable,
  figure: writeFigure,
  quote: writeQuote,
  callout: writeCallout,
  codeBlock: writeCode,
  thematicBreak: writeThematicBreak,
  pageBreak: writePageBreak,
  contents: writeContents,
};

/** Paragraphs, tables and content controls for `blocks`. Where they open something, its mark comes first. */
export function writeBlocks(writing: Writing, blocks: readonly Block[], place: BlockContext): FileChild[] {
  const { opening, sourced: _, under: __, ...further } = place;
  const marked = opening === undefined || blocks[0]?.type === "paragraph";
  const bearer = marked ? [] : trackParagraphs(writing, blocks, [bearerOf(opening)]);
  const list = blocks.findIndex((block) => block.type === "list");
  const under = new Set<Block>(withTheirLines(blocks).flatMap(({ lines }) => lines));
  const written = blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    return writeBlock(writing, block, {
      ...further,
      ...(index === 0 && marked && opening && { opening }),
      ...(list !== -1 && index > list && { resumes: true }),
      ...(under.has(block) && { under: true }),
      // what came or went leaves the end of its table as it is
      ...(next && under.has(next) && !writing.tracking?.of(next) && { sourced: true }),
    });
  });
  return [...bearer, ...written];
}

/** An empty paragraph for what only a paragraph can bear. */
function bearerOf({ style, numbering, lead }: Opening): Paragraph {
  return new Paragraph({ style, numbering, children: lead });
}

function writeBlock(writing: Writing, block: Block, place: BlockContext): FileChild[] {
  const write = writers[block.type] as Writer<BlockType>;
  return trackParagraphs(writing, block, write(writing, block, place));
}

import { type FileChild, Paragraph } from "docx";
import type { Block, BlockType } from "../../../document/tree.ts";
import { writePageBreak, writeThematicBreak } from "./breaks.ts";
import { writeCode } from "./code.ts";
import { writeContents } from "./contents.ts";
import { writeFigure } from "./figure.ts";
import { writeHeading } from "./heading.ts";
import { writeList } from "./list.ts";
import { writeParagraph } from "./paragraph.ts";
import { writeQuote } from "./quote.ts";
import { writeTable } from "./table.ts";
import type { Place, Writing } from "./writing.ts";

type Writer<T extends BlockType> = (writing: Writing, block: Extract<Block, { type: T }>, place: Place) => FileChild[];

const writers: { [T in BlockType]: Writer<T> } = {
  heading: writeHeading,
  paragraph: writeParagraph,
  list: writeList,
  table: writeTable,
  figure: writeFigure,
  quote: writeQuote,
  codeBlock: writeCode,
  thematicBreak: writeThematicBreak,
  pageBreak: writePageBreak,
  contents: writeContents,
};

/** Paragraphs, tables and content controls for `blocks`. Where they open something, its mark comes first. */
export function writeBlocks(writing: Writing, blocks: readonly Block[], place: Place): FileChild[] {
  const { opening, ...further } = place;
  if (!opening) return blocks.flatMap((block) => writeBlock(writing, block, place));
  const [first, ...rest] = blocks;
  if (first?.type === "paragraph") {
    return [...writeParagraph(writing, first, place), ...rest.flatMap((block) => writeBlock(writing, block, further))];
  }
  const bearer = new Paragraph({ style: opening.style, numbering: opening.numbering, children: opening.lead });
  return [bearer, ...blocks.flatMap((block) => writeBlock(writing, block, further))];
}

function writeBlock(writing: Writing, block: Block, place: Place): FileChild[] {
  const write = writers[block.type] as Writer<BlockType>;
  return write(writing, block, place);
}

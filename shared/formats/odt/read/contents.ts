import type { ContentsLine, RawBlock } from "../../office/package.ts";
import { type Handler, inside } from "../../xml.ts";
import type { OdtPackage, OdtStory } from "./odt.ts";

/** True of what its program composes out of the rest of the text. */
export function isIndex(name: string): boolean {
  return /^text:(table-of-content|(illustration|table|object|user|alphabetical)-index)$/.test(name);
}

/** Leaves an index out, with a warning that `placeContents` places; its paragraphs are remembered, but for its title. */
export function leaveOut(story: OdtStory): Handler {
  const { part, rawBlocks } = story;
  const { context, contents } = part.of;
  const lines: ContentsLine[] = [];
  context.warn("contents-dropped");
  const warning = context.warnings.at(-1);
  if (warning?.code === "contents-dropped") contents.push({ warning, rawBlocks, before: rawBlocks.length, lines });
  const handler: Handler = {
    close: () => part.of.contentsLines.push(...lines),
    open(name) {
      if (name === "text:index-title" || name.endsWith("-source")) return undefined;
      return name === "text:p" || name === "text:h" ? lineHandler(lines) : inside(handler);
    },
  };
  return handler;
}

function lineHandler(lines: ContentsLine[]): Handler {
  const line: ContentsLine = { text: "", linked: false, styled: false };
  const handler: Handler = {
    text: (value) => {
      line.text += value;
    },
    open(name, attributes) {
      if (name === "office:annotation" || name === "text:note") return undefined;
      if (name === "text:tab") line.text += "\t";
      if (name === "text:s" || name === "text:line-break") line.text += " ";
      if (name === "text:a" && attributes["xlink:href"]?.startsWith("#")) line.linked = true;
      return inside(handler);
    },
    close: () => void lines.push(line),
  };
  return handler;
}

/** Places the warning of each index left out: at the block that comes next, or else at the last block before. */
export function placeContents({ contents }: OdtPackage): void {
  for (const { warning, rawBlocks, before, lines } of contents) {
    const near = rawBlocks.find((one, index) => index >= before && !isPageBreak(one)) ?? rawBlocks[before - 1];
    const at = near && idOf(near);
    if (at === undefined) continue;
    warning.at = at;
    for (const line of lines) line.at = at;
  }
}

function isPageBreak(rawBlock: RawBlock): boolean {
  return rawBlock.kind === "block" && rawBlock.block.type === "pageBreak";
}

function idOf(rawBlock: RawBlock): string | undefined {
  if (rawBlock.kind === "item") return rawBlock.blocks[0]?.id;
  return rawBlock.kind === "code" ? rawBlock.id : rawBlock.block.id;
}

import type { RawBlock } from "../../office/package.ts";
import type { OdtPackage, OdtStory } from "./odt.ts";

/** True of what its program composes out of the rest of the text. */
export function isIndex(name: string): boolean {
  return /^text:(table-of-content|(illustration|table|object|user|alphabetical)-index)$/.test(name);
}

/** Leaves an index out, with a warning that `placeContents` places. */
export function leaveOut({ part, rawBlocks }: OdtStory): undefined {
  const { context, contents } = part.of;
  context.warn("contents-dropped");
  const warning = context.warnings.at(-1);
  if (warning?.code === "contents-dropped") contents.push({ warning, rawBlocks, before: rawBlocks.length });
  return undefined;
}

/** Places the warning of each index left out: at the block that comes next, or else at the last block before. */
export function placeContents({ contents }: OdtPackage): void {
  for (const { warning, rawBlocks, before } of contents) {
    const near = rawBlocks.find((one, index) => index >= before && !isPageBreak(one)) ?? rawBlocks[before - 1];
    const at = near && idOf(near);
    if (at !== undefined) warning.at = at;
  }
}

function isPageBreak(rawBlock: RawBlock): boolean {
  return rawBlock.kind === "block" && rawBlock.block.type === "pageBreak";
}

function idOf(rawBlock: RawBlock): string | undefined {
  if (rawBlock.kind === "item") return rawBlock.blocks[0]?.id;
  return rawBlock.kind === "code" ? rawBlock.id : rawBlock.block.id;
}

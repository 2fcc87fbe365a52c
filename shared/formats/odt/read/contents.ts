import type { Met } from "../../office/package.ts";
import type { OdtPackage, OdtStory } from "./odt.ts";

/** True of what its program composes out of the rest of the text. */
export function isIndex(name: string): boolean {
  return /^text:(table-of-content|(illustration|table|object|user|alphabetical)-index)$/.test(name);
}

/** Leaves an index out, and tells it: `placeContents` says where. */
export function leaveOut({ part, met }: OdtStory): undefined {
  const { context, contents } = part.of;
  context.warn("contents-dropped");
  const warning = context.warnings.at(-1);
  if (warning?.code === "contents-dropped") contents.push({ warning, met, before: met.length });
  return undefined;
}

/** What was left out is told at the block that comes next, or else at the last one before it. */
export function placeContents({ contents }: OdtPackage): void {
  for (const { warning, met, before } of contents) {
    const near = met.find((one, index) => index >= before && !isPageBreak(one)) ?? met[before - 1];
    const at = near && idOf(near);
    if (at !== undefined) warning.at = at;
  }
}

function isPageBreak(met: Met): boolean {
  return met.kind === "block" && met.block.type === "pageBreak";
}

function idOf(met: Met): string | undefined {
  if (met.kind === "item") return met.blocks[0]?.id;
  return met.kind === "code" ? met.id : met.block.id;
}

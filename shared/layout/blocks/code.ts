import type { CodeBlock } from "../../document/tree.ts";
import { baseStyle } from "../inline/collect.ts";
import { prepare } from "../inline/prepare.ts";
import type { Run } from "../inline/run.ts";
import { addNode, type Setting } from "../setting.ts";
import { type BlockContext, idsOf, type TextMaterial } from "./material.ts";

/** A code block: its lines as they are, on a ground of their own, in smaller type where the text around is smaller. */
export function collectCode(setting: Setting, block: CodeBlock, context: BlockContext): TextMaterial {
  const own = setting.theme.styles.code;
  const { size, leading } = context.text;
  const style = context.nested && size < own.size ? { ...own, size, leading } : own;
  const paragraph = addNode(setting, { type: "P", parent: context.parent, id: block.id });
  const tag = addNode(setting, { type: "Code", parent: paragraph });
  const runStyle = { ...baseStyle(setting, style, tag), verbatim: true };
  const runs = block.value
    .trimEnd()
    .split(/\r\n|\r|\n/)
    .flatMap((text, i): Run[] => [
      ...(i === 0 ? [] : [{ type: "break" as const, style: runStyle }]),
      { type: "text", text, style: runStyle },
    ]);
  return {
    type: "text",
    prepared: prepare(setting, runs),
    style,
    align: "start",
    hyphens: false,
    hang: 0,
    balanced: false,
    keep: false,
    introduces: false,
    fill: setting.theme.colours.tableHeader,
    ids: idsOf(block),
  };
}

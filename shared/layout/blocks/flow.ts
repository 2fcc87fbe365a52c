import type { Column, Setting } from "../setting.ts";
import { flowTable } from "../table/flow.ts";
import { flowEntry } from "./entry.ts";
import { layGround } from "./ground.ts";
import { flowFigure } from "./image.ts";
import { flowItem } from "./item.ts";
import type { Material, StackMaterial } from "./material.ts";
import { emptyFragment, type FlowStack, type Fragment, indent, mark, stack } from "./piece.ts";
import { flowText } from "./text.ts";

type Flows = {
  [T in Material["type"]]: (
    setting: Setting,
    material: Extract<Material, { type: T }>,
    column: Column,
    flowStack: FlowStack,
  ) => Fragment;
};

const flows: Flows = {
  text: flowText,
  item: flowItem,
  stack: flowStack,
  figure: flowFigure,
  entry: flowEntry,
  table: flowTable,
  rule: flowRule,
  pageBreak: () => ({
    ...emptyFragment,
    pieces: [{ above: 0, height: 0, cost: 0, items: [], notes: [], mode: "break" }],
  }),
};

/** A block set in a column: pieces that pages take one after another. */
export function flow<T extends Material["type"]>(
  setting: Setting,
  material: Extract<Material, { type: T }>,
  column: Column,
): Fragment {
  return (flows[material.type as T] as Flows[T])(setting, material, column, flowStack);
}

/** Narrower than this, text is no longer set in from the sides; points. */
const narrowest = 60;

/** The blocks of a stack one under another, set in from its sides where the column is wide enough for that. */
function flowStack(setting: Setting, material: StackMaterial, column: Column): Fragment {
  const narrow = column.width - material.left - material.right < narrowest;
  const left = narrow ? 0 : material.left;
  const width = narrow ? column.width : column.width - material.left - material.right;
  const { gap } = material;
  const runs = material.children.map((child) => {
    const run = flow(setting, child, { ...column, width });
    return gap === undefined ? run : { ...run, before: gap, after: gap };
  });
  if (gap !== undefined) keepItems(runs);
  const flowed = stack(runs);
  if (left > 0) indent(flowed.pieces, left);
  if (material.ground) layGround(flowed.pieces, material.ground, column.width);
  mark(flowed, material.ids);
  const ends = gap === undefined && !material.ground ? flowed : { before: 0, after: 0 };
  return {
    ...flowed,
    before: Math.max(material.before, ends.before),
    after: Math.max(material.after, ends.after),
  };
}

/** What a page break costs after a list's first item and before its last, points. */
const loneItem = 20;

function keepItems(runs: readonly Fragment[]): void {
  for (const run of [runs[1], runs.at(-1)]) {
    const first = run === runs[0] ? undefined : run?.pieces[0];
    if (first !== undefined) first.cost = Math.max(first.cost, loneItem);
  }
}

/** A short rule in the middle, for a break in the thought. */
function flowRule(setting: Setting, { colour, ids }: Extract<Material, { type: "rule" }>, { width }: Column): Fragment {
  const { leading } = setting.theme.styles.body;
  const half = Math.min(width / 2, 2.5 * leading);
  const y = leading / 2;
  const [x1, x2] = [width / 2 - half, width / 2 + half];
  const items = [{ type: "rule", x1, y1: y, x2, y2: y, thickness: 0.75, colour, tag: "layout" } as const];
  const flowed: Fragment = {
    before: leading / 2,
    pieces: [{ above: 0, height: leading, cost: 0, items: [...items], notes: [] }],
    after: leading / 2,
    keep: 0,
  };
  mark(flowed, ids);
  return flowed;
}

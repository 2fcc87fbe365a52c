import { drawPiece, placedFrom } from "../blocks/draw.ts";
import { drawGrounds } from "../blocks/ground.ts";
import { type FlowItem, heightOf, move, type PageNumberItem } from "../blocks/piece.ts";
import type { Item, Page, Position } from "../frames.ts";
import { measure } from "../inline/measure.ts";
import type { Setting } from "../setting.ts";
import type { Sheet } from "./filling.ts";
import { type PageBox, pageBox } from "./page.ts";
import { type SectionFlow, separator } from "./sections.ts";

/** A page whose items are placed, but for the numbers of pages not yet known. */
export type Framed = { page: Page; box: PageBox; cover: boolean; pending: PageNumberItem[] };

/** The notes' rule, points. */
const noteRule = { width: 85, thickness: 0.5 };

/** The items of a sheet where they stand on its page; the places of blocks go into `places`. */
export function framePage(
  setting: Setting,
  flow: SectionFlow,
  sheet: Sheet,
  index: number,
  places: Map<string, Position>,
): Framed {
  const box = pageBox(setting.theme, flow.orientation, index % 2 === 0);
  const { width, height } = box;
  const framed: Framed = {
    page: { width, height, label: flow.cover ? "" : String(index + 1), items: [] },
    box,
    cover: flow.cover,
    pending: [],
  };
  framed.page.items.push(
    ...drawGrounds(
      sheet.main.map(({ piece, y }) => ({ piece, y: box.top + y })),
      box.left,
    ),
  );
  for (const { piece, y } of sheet.main) placeItems(framed, drawPiece(piece), box.top + y, index, places);
  if (sheet.notes.length > 0) placeNotes(setting, framed, sheet, index, places);
  return framed;
}

function placeNotes(
  setting: Setting,
  framed: Framed,
  { notes }: Sheet,
  index: number,
  places: Map<string, Position>,
): void {
  const { box } = framed;
  const height = heightOf(notes);
  const y = box.top + box.column.height - height;
  const rule = y - separator.below;
  const colour = setting.theme.colours.rule;
  framed.page.items.push({
    type: "rule",
    x1: box.left,
    y1: rule,
    x2: box.left + noteRule.width,
    y2: rule,
    thickness: noteRule.thickness,
    colour,
    tag: "layout",
  });
  const placed = placedFrom(notes, y);
  framed.page.items.push(...drawGrounds(placed, box.left));
  for (const { piece, y } of placed) placeItems(framed, drawPiece(piece), y, index, places);
}

function placeItems(
  { page, box, pending }: Framed,
  items: readonly FlowItem[],
  y: number,
  index: number,
  places: Map<string, Position>,
): void {
  move(items, box.left, y);
  for (const item of items) {
    if (item.type === "mark") {
      if (!places.has(item.id)) places.set(item.id, { page: index, x: item.x, y: item.y });
    } else if (item.type === "pageNumber") pending.push(item);
    else page.items.push(item);
  }
}

/** The page numbers of contents, once every block has its place; links that lead nowhere are taken off. */
export function completePages(
  setting: Setting,
  framed: readonly Framed[],
  places: ReadonlyMap<string, Position>,
): void {
  for (const { page, pending } of framed) {
    for (const item of pending) page.items.push(...pageNumber(setting, item, framed, places));
    const lost = (item: Item) => item.type === "link" && "target" in item.to && !places.has(item.to.target);
    if (page.items.some(lost)) page.items = page.items.filter((item) => !lost(item));
  }
}

function pageNumber(
  setting: Setting,
  { target, x, baseline, style }: PageNumberItem,
  framed: readonly Framed[],
  places: ReadonlyMap<string, Position>,
): Item[] {
  const place = places.get(target);
  const label = place && framed[place.page]?.page.label;
  if (!label) return [];
  const { runs, width: whole } = measure(setting, label, style);
  let start = x - (whole * style.size) / 1000;
  return runs.map(({ run, width }): Item => {
    const item = {
      type: "text",
      x: start,
      baseline,
      run,
      size: style.size,
      colour: style.colour,
      tag: style.tag,
    } as const;
    start += (width * style.size) / 1000;
    return { ...item };
  });
}

import type { Composed } from "../document/composed.ts";
import { eachBlock } from "../document/visit.ts";
import type { Warning } from "../errors.ts";
import type { Theme } from "../kinds/theme.ts";
import type { Fonts } from "./fonts/fonts.ts";
import type { LaidOut, Position } from "./frames.ts";
import { noteTarget } from "./inline/collect.ts";
import { fillPage } from "./pages/fill.ts";
import type { Sheet, Spill } from "./pages/filling.ts";
import { completePages, type Framed, framePage } from "./pages/frame.ts";
import { addHeads } from "./pages/heads.ts";
import { flowSections, type SectionFlow } from "./pages/sections.ts";
import { type Images, openSetting, type Setting, warn } from "./setting.ts";

/**
 * Sets a document in the type and on the pages of a theme: collect the blocks, prepare their text, break it into
 * lines, let it flow, fill pages, frame them. `images` gives sizes in pixels by hash. Never throws for what a document
 * says: what cannot be set as wanted is warned of.
 */
export function layOut(
  document: Composed,
  theme: Theme,
  fonts: Fonts,
  images: Images,
): { laidOut: LaidOut; warnings: Warning[] } {
  const setting = openSetting(document, theme, fonts, images, targetsOf(document));
  const flows = flowSections(setting, document);
  const places = new Map<string, Position>();
  const framed: Framed[] = [];
  const called = new Set<string>();
  for (const flow of flows) framed.push(...framePages(setting, flow, framed.length, called, places));
  completePages(setting, framed, places);
  addHeads(setting, framed, document);
  warnOfMissing(setting);
  if (setting.passedBreaks > 0) warn(setting, "page-breaks-passed", { count: setting.passedBreaks });
  const { structure, outline, warnings } = setting;
  return {
    laidOut: {
      pages: framed.map(({ page }) => page),
      structure,
      outline: outline.filter(({ target }) => places.has(target)),
      places,
    },
    warnings,
  };
}

/** The pages of a flow that `before` others precede. */
function framePages(
  setting: Setting,
  flow: SectionFlow,
  before: number,
  called: Set<string>,
  places: Map<string, Position>,
): Framed[] {
  return fillPages(setting, flow, called).map((sheet, i) => framePage(setting, flow, sheet, before + i, places));
}

/** `called`: the notes already on a page. */
function fillPages(setting: Setting, flow: SectionFlow, called: Set<string>): Sheet[] {
  const sheets: Sheet[] = [];
  let spill: Spill = { next: 0, notes: [], floats: [], called, passed: new Set() };
  do {
    const filled = fillPage(flow, spill);
    sheets.push(filled.sheet);
    spill = filled.spill;
  } while (spill.next < flow.pieces.length || spill.notes.length > 0 || spill.floats.length > 0);
  setting.passedBreaks += spill.passed.size;
  return sheets;
}

function targetsOf(document: Composed): Set<string> {
  const targets = new Set(document.notes.map(({ id }) => noteTarget(id)));
  for (const { blocks } of document.sections) {
    for (const block of eachBlock(blocks)) {
      targets.add(block.id);
      if (block.anchor !== undefined) targets.add(block.anchor);
    }
  }
  return targets;
}

function warnOfMissing(setting: Setting): void {
  if (setting.missing.size > 0)
    warn(setting, "characters-missing", { characters: [...setting.missing].sort().join(" ") });
}

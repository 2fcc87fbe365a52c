import type { Composed } from "../../document/composed.ts";
import { documentTexts } from "../../i18n/documents.ts";
import { interfaceLanguage } from "../../i18n/languages.ts";
import { translate } from "../../i18n/translate.ts";
import type { TextStyle } from "../../kinds/theme.ts";
import type { Item } from "../frames.ts";
import { baseStyle } from "../inline/collect.ts";
import { setLine } from "../inline/line.ts";
import { widthOf } from "../inline/measure.ts";
import { prepare } from "../inline/prepare.ts";
import type { Setting } from "../setting.ts";
import type { Framed } from "./frame.ts";

/** Where the head's and the foot's baselines are, as shares of their margins from the page's edge. */
const headAt = 0.62;
const footAt = 0.5;

/** The running head and the page's number on every page but covers; no head above a title. All of it artifacts. */
export function addHeads(setting: Setting, framed: readonly Framed[], document: Composed): void {
  const { runningHead, pageNumber } = setting.theme.styles;
  const language = interfaceLanguage(document.language);
  for (const [i, { page, box, cover }] of framed.entries()) {
    if (cover) continue;
    const foot = box.top + box.column.height;
    const folio = translate(language, documentTexts, "folio", { page: page.label, pages: String(framed.length) });
    const head =
      i === 0 ? [] : lineAt(setting, document.runningHead, runningHead, framed[i]!, box.top * headAt, "start");
    const footer = lineAt(setting, folio, pageNumber, framed[i]!, foot + (page.height - foot) * footAt, "end");
    page.items = [...head, ...page.items, ...footer];
  }
}

function lineAt(
  setting: Setting,
  text: string,
  style: TextStyle,
  { box }: Framed,
  baseline: number,
  align: "start" | "end",
): Item[] {
  const run = baseStyle(setting, style, "pagination", { tabularFigures: true });
  const fitted = shortened(text, (part) => widthOf(setting, part, run) <= box.column.width);
  const { parts } = prepare(setting, [{ type: "text", text: fitted, style: run }]);
  const { items } = setLine(setting, parts, box.column.width, align, true);
  return items.map((item) => (item.type === "text" ? { ...item, x: item.x + box.left, baseline } : item));
}

/** The whole text where it fits, else as many of its words as do. */
function shortened(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  const words = text.split(" ");
  while (words.length > 1 && !fits(`${words.join(" ")}…`)) words.pop();
  let cut = `${words.join(" ")}…`;
  while (cut.length > 1 && !fits(cut)) cut = `${cut.slice(0, -2)}…`;
  return cut;
}

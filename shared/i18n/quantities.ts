import { formatQuantity } from "./amounts.ts";
import type { Language } from "./languages.ts";
import { type PageKey, pageTexts } from "./pages.ts";
import { translate } from "./translate.ts";

/** A unit that pages have a word for: "day", "mission". */
type Unit = PageKey extends infer Key ? (Key extends `unit.${infer Name}` ? Name : never) : never;

/** A quantity in hundredths with its unit, as tables and documents have it: "14 j", "7,5 h", "4 missions". */
export function quantityWords(language: Language, unit: Unit, hundredths: number): string {
  return `${formatQuantity(language, hundredths)}\u00a0${unitName(language, unit, hundredths)}`;
}

/** A unit as so many hundredths of it are counted: "j", "missions". */
export function unitName(language: Language, unit: Unit, hundredths = 100): string {
  return translate(language, pageTexts, `unit.${unit}`, { count: Math.abs(hundredths) / 100 });
}

import type { Mark } from "../runs.ts";
import { isLanguage, primaryOf } from "./language.ts";
import type { Package } from "./package.ts";
import type { RunProperties } from "./properties.ts";
import type { Story } from "./story.ts";

/** The marks of a run that says `value`, with those around it: one array for all that say the same. */
export function marksOf({ part, marks: outer }: Story, properties: RunProperties, value: string): readonly Mark[] {
  const own = ownMarks(part.of, properties, value);
  if (own.length === 0 && outer.length === 0) return none;
  const all = [...outer, ...own];
  const key = JSON.stringify(all);
  const shared = part.of.marks.get(key) ?? all;
  part.of.marks.set(key, shared);
  return shared;
}

const none: readonly Mark[] = [];

function ownMarks(of: Package, properties: RunProperties, value: string): Mark[] {
  const { bold, italic, underline, strike, smallCaps, vertical, complexLanguage } = properties;
  const marks: Mark[] = [];
  if (bold) marks.push({ type: "strong" });
  const underlined = underline === true && !isLinkStyle(of, properties);
  if (underlined) of.tally.underlined += 1;
  if (italic || underlined) marks.push({ type: "emphasis" });
  if (strike) marks.push({ type: "strike" });
  if (smallCaps) marks.push({ type: "smallCaps" });
  if (vertical === "superscript" || vertical === "subscript") marks.push({ type: vertical });
  const language = complexLanguage && rightToLeft.test(value) ? complexLanguage : properties.language;
  if (language && isForeign(of, language) && /\p{L}/u.test(value)) marks.push({ type: "language", language });
  return marks;
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

function isLinkStyle(of: Package, { style }: RunProperties): boolean {
  return /hyperlink|lien hypertexte|internet link|lien internet/.test(of.styles.get(style)?.names[0] ?? "");
}

function isForeign(of: Package, language: string): boolean {
  return isLanguage(language) && primaryOf(language) !== of.language;
}

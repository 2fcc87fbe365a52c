import { NoBreakHyphen, SoftHyphen, Tab, TextRun } from "docx";
import { type Format, runOptions } from "./format.ts";

/** Characters that WordprocessingML has elements for (ECMA-376-1, 17.3.3). */
const elements = new Map<string, () => Tab | SoftHyphen | NoBreakHyphen>([
  ["\t", () => new Tab()],
  ["\u00AD", () => new SoftHyphen()],
  ["\u2011", () => new NoBreakHyphen()],
]);

/** A run of text in one format. */
export function textRun(value: string, format: Format): TextRun {
  const pieces = allowed(value).split(/([\t\u00AD\u2011])/);
  const children = pieces.filter((piece) => piece !== "").map((piece) => elements.get(piece)?.() ?? piece);
  return new TextRun({ ...runOptions(format), children });
}

/** `text` without the characters that XML cannot hold (XML 1.0, 2.2): each becomes U+FFFD. */
export function allowed(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that XML forbids
  return text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD");
}

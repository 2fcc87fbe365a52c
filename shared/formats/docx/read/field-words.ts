import { symbolText } from "../../office/symbols.ts";
import { argumentOf, hasSwitch, readInstruction, switchArgument } from "./instructions.ts";
import type { WordPackage } from "./word.ts";

/**
 * What a field shows of which the file keeps no result, since its instruction says it all: a character (ECMA-376-1,
 * 17.16.5.65), the words of a button (17.16.5.24, 17.16.5.34). A field that Word would compute gives a warning at the block `at`.
 */
export function fieldWords(of: WordPackage, text: string, computed: boolean, at: string): string {
  const instruction = readInstruction(text);
  const { name } = instruction;
  if (name === "SYMBOL") {
    const code = argumentOf(instruction, "fs") ?? "";
    return symbolOf(of, code, switchArgument(instruction, "f"), hasSwitch(instruction, "u"), at);
  }
  if (name === "MACROBUTTON" || name === "GOTOBUTTON") return buttonWords(text);
  if (alwaysShown.has(name) || (!computed && shown.has(name))) of.context.warn("field-empty", { field: name }, at);
  return "";
}

/** Fields that Word itself keeps without a result. */
const alwaysShown = new Set(["EQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"]);

/** Fields that show text, though their result may be empty. */
const shown = new Set(
  [
    ["=", "AUTHOR", "COMMENTS", "COMPARE", "CREATEDATE", "DATE", "DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "FILENAME"],
    ["FILESIZE", "IF", "INCLUDEPICTURE", "INCLUDETEXT", "INFO", "KEYWORDS", "LASTSAVEDBY", "LINK", "MERGEFIELD"],
    ["NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "QUOTE", "REF", "REVNUM"],
    ["SAVEDATE", "SECTION", "SECTIONPAGES", "STYLEREF", "SUBJECT", "TIME", "TITLE", "USERADDRESS", "USERINITIALS"],
    ["USERNAME"],
  ].flat(),
);

/**
 * A character by its code, decimal or hexadecimal, in Windows-1252 unless the field says Unicode (`\u`); or the
 * character itself.
 */
function symbolOf(of: WordPackage, code: string, font: string | undefined, unicode: boolean, at: string): string {
  const point = /^(\d{1,6}|0x[\da-f]{1,6})$/i.test(code) ? Number(code) : undefined;
  if (point === undefined || point > 0xffff) return [...code].slice(0, 1).join("");
  if (font !== undefined) return symbolText(of, font, point.toString(16).padStart(4, "0"), at);
  return unicode || point > 0xff ? String.fromCharCode(point) : windows.decode(Uint8Array.of(point));
}

const windows = new TextDecoder("windows-1252");

/** The words of a button follow the macro or the place that it leads to. */
function buttonWords(text: string): string {
  return /^\s*\S+\s+(?:"[^"]*"|\S+)\s+(.*)$/s.exec(text)?.[1]?.trim() ?? "";
}

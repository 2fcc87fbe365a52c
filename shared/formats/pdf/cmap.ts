/** Entries of one `bfchar` block, at most (Adobe Technical Note 5411, 1.4.3). */
const blockLimit = 100;

/** A ToUnicode CMap (ISO 32000-1, 9.10.3): what each character code stands for; code 0 and codes of "" have none. */
export function toUnicode(texts: readonly string[]): Uint8Array {
  const entries = texts.flatMap((text, code) => (code === 0 || text === "" ? [] : [`<${hex(code)}><${utf16(text)}>`]));
  const blocks: string[] = [];
  for (let i = 0; i < entries.length; i += blockLimit) {
    const block = entries.slice(i, i + blockLimit);
    blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`);
  }
  return Buffer.from(
    [
      "/CIDInit/ProcSet findresource begin",
      "12 dict begin",
      "begincmap",
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
      "/CMapName/Adobe-Identity-UCS def",
      "/CMapType 2 def",
      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange",
      ...blocks,
      "endcmap",
      "CMapName currentdict/CMap defineresource pop",
      "end",
      "end",
    ].join("\n"),
    "latin1",
  );
}

/** Four hexadecimal figures. */
function hex(unit: number): string {
  return unit.toString(16).padStart(4, "0");
}

/** A text in UTF-16BE, four hexadecimal figures a unit: "é" is "00e9". */
export function utf16(text: string): string {
  let units = "";
  for (let i = 0; i < text.length; i++) units += hex(text.charCodeAt(i));
  return units;
}

/** What a glyph may be said to stand for: no control, no private use, no half of a pair (ISO 14289-1, 7.21.7). */
export function sayable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Co}\p{Noncharacter_Code_Point}\ufeff]/gu, (character) =>
      /\s/.test(character) ? " " : "\ufffd",
    );
}

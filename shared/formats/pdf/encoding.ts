/** What PDFDocEncoding has outside Latin 1 (ISO 32000-1, D.2), from 0x80 on; and the euro at 0xA0. */
const beyond =
  "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e";
const bytes = new Map([...beyond].map((character, i) => [character, String.fromCharCode(0x80 + i)]));
bytes.set("\u20ac", "\xa0");

/** `value` in PDFDocEncoding, one character a byte; undefined where a character has none. */
export function documentEncoded(value: string): string | undefined {
  let encoded = "";
  for (const character of value) {
    const latin = /^[\x20-\x7e\xa1-\xac\xae-\xff]$/.test(character);
    const byte = latin ? character : bytes.get(character);
    if (byte === undefined) return undefined;
    encoded += byte;
  }
  return encoded;
}

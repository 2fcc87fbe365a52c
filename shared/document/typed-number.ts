/** How authors write numbers by hand: the one grammar of them, for readers and for what compares headings. */

/** "2", "2.1", "III", "B". */
const counted = String.raw`(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,7}|[A-Z])`;
/** After it: ".", ")", "°)", "/", "-", ".-", " –" and ":". */
const marked = String.raw`(?:(?:°?[.)]|°|\/)(?:\s*[-–—])?|\s*[-–—:])`;

const grammar = [
  String.raw`${counted}${marked}\s+`,
  // "2.1 Cadre"; one number alone may count things: "3 projets"
  String.raw`\d{1,2}(?:\.\d{1,2})+\s+`,
  // "a) Cadre", "(1) Cadre", "(iv) Cadre"
  String.raw`(?:[a-z]|[ivx]{1,5})\)\s+`,
  String.raw`\((?:\d{1,2}|[a-z]|[ivx]{1,5}|[IVXLC]{1,7}|[A-Z])\)\s+`,
  // without a space only before a word that begins with a capital: "1.Cadre", "1-Cadre", not "3-D" or "2-roues"
  String.raw`\d{1,2}(?:\.\d{1,2})*[.)/–—-]{1,2}(?=\p{Lu}\p{L})`,
].join("|");

/** No number follows: "12 – 18 ans" and "14 : 30" count something. */
const typed = new RegExp(String.raw`^(?:${grammar})(?=[^\s\d])`, "u");

/** Length of a number typed at the start of `text` ("1.2 ", "IV. ", "2 – ", "B) "), or 0. */
export function typedNumber(text: string): number {
  return typed.exec(text)?.[0].length ?? 0;
}

/** Numbers that may follow one another: "2. a) i) ". */
const mostNumbers = 3;

/** The words after all such numbers: "Cadre" of "2. a) Cadre". */
export function withoutTypedNumbers(text: string): string {
  let words = text;
  for (let left = mostNumbers; left > 0; left--) words = words.slice(typedNumber(words));
  return words;
}

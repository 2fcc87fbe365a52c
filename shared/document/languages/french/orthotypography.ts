import type { Rules } from "../../orthotypography/rule.ts";
import { type Edit, pairing, type Rule, replacing } from "../../orthotypography/rule.ts";

/**
 * French as the Imprimerie nationale's Lexique sets it, for every country: the narrow no-break space U+202F before
 * ; ! ? and inside « », U+00A0 before :, apostrophes, dashes, ellipses, numbers tied to what they count.
 */

const narrow = "\u202F";
const noBreak = "\u00A0";
/** Spaces that may stand on a line: never a line break. */
const space = "[ \\u00A0\\u2009\\u202F]";
/** A word's end or a closing mark, after which ; : ! ? stand. */
const closed = "[^\\s(\\[{«“‘;:!?/\\\\<=>]";

const months = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre";

const rules: readonly Rule[] = [
  replacing("apostrophes", /'/, /(?<=\p{L})'(?=[\p{L}\p{N}«“"\uE000])/gu, "’"),
  replacing("apostrophes", /' /, /(?<=(?<!\p{L})(?:[cdjlmnst]|qu))'(?= \p{L})/giu, "’"),
  pairing(["«", "»"], ["“", "”"]),
  replacing("ellipses", /\.\.\./, /(?<!\.)\.{3}(?!\.)/g, "…"),
  replacing("dashes", /---/, /(?<=[ \n]|^)---(?=[ \n])/g, "—"),
  replacing("dashes", /--| -|^-/, /(?<=[ \n]|^)--(?=[ \n])|^-(?= )|(?<=[^\s\d] )-(?= )|(?<=[^ ] )-(?= [^\s\d])/g, "–"),
  replacing("ties", /^[–—] /, /(?<=^[–—]) +/g, noBreak),
  replacing("punctuation", /«/, new RegExp(`(?<=«)${space}*(?=\\S)`, "gu"), narrow),
  replacing("punctuation", /»/, new RegExp(`(?<=[^\\s«])${space}*(?=»)`, "gu"), narrow),
  replacing("punctuation", /\s[;!?]/, new RegExp(`(?<=${closed})${space}+(?=[;!?])`, "gu"), narrow),
  replacing("punctuation", /\S[;!?]/, new RegExp(`(?<=${closed})(?=[;!?]+(?:[\\s»”")\\].,…\\uE000]|$))`, "gu"), narrow),
  replacing("punctuation", /:/, new RegExp(`(?<=${closed})${space}*(?=:(?:[\\s«“"»\\uE000]|$))`, "gu"), noBreak),
  replacing("punctuation", /\s:\S/, new RegExp(`(?<=${closed})${space}+(?=:\\p{L})`, "gu"), noBreak),
  replacing("numbers", /[%‰]/, /(?<=\p{N}) *(?=[%‰])/gu, noBreak),
  replacing("numbers", / [€$£°]/, /(?<=\p{N}) +(?=[€$£°])/gu, noBreak),
  replacing("numbers", /[nN]°/, /(?<=(?<!\p{L})[nN])°(?=[ \u00A0\u202F]*\p{N})/gu, "º"),
  replacing("numbers", /[nN]º/, /(?<=(?<!\p{L})[nN]º)[ \u00A0\u202F]*(?=\p{N})/gu, noBreak),
  { name: "numbers", trigger: /\d[ \u00A0]\d{3}/, find: thousands },
  replacing("ties", /[.§] +\d/, /(?<=(?<!\p{L})(?:(?:pp?|art|chap|fig|t|vol)\.|§)) +(?=\p{N})/gu, noBreak),
  replacing(
    "ties",
    /M(?:\.|mes?|M\.|lles?) |[DP]r /,
    /(?<=(?<!\p{L})(?:MM?\.|Mmes?|Mlles?|Dr|Pr)) +(?=\p{Lu})/gu,
    noBreak,
  ),
  replacing(
    "ties",
    /\d[ \u00A0]h[ \u00A0]\d/,
    /(?<=\p{N}) (?=h[ \u00A0]\p{N})|(?<=\p{N}[ \u00A0]h) (?=\p{N})/gu,
    noBreak,
  ),
  replacing(
    "ties",
    /[\dr] [adfjmnos]/,
    new RegExp(`(?<=(?<!\\p{N})(?:\\d{1,2}|1er)) (?=(?:${months})(?!\\p{L}))`, "gu"),
    noBreak,
  ),
];

/** Groups of three digits of a number that is written with spaces; telephone and long reference numbers stay. */
function thousands(text: string): Edit[] {
  const numbers = text.matchAll(
    /(?<![\p{L}\d.,/-]|\d[ \u00A0\u202F])[1-9]\d{0,2}(?:[ \u00A0\u202F]\d{3})+(?!\d|[ \u00A0\u202F]\d)/gu,
  );
  return [...numbers].flatMap((number) =>
    Array.from(number[0].matchAll(/[ \u00A0\u202F]/g), (gap) => {
      const start = number.index + gap.index;
      return { start, end: start + 1, to: narrow };
    }),
  );
}

/** Endings of ordinals, after figures ("1er", "2e", "3ème") or small Roman numbers ("XXe", "Ier"). */
const raise = {
  trigger: /\d[eèrn]|[IVX][er]/,
  pattern:
    /(?=[eèrn])(?<=(?<![\p{L}\p{N}.,])\d+)(?:ers?|res?|ères?|es?|èmes?|nde?s?)(?![\p{L}\p{N}])|(?<=(?<![\p{L}\p{N}])(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{2,3}))es?(?![\p{L}\p{N}])|(?<=(?<![\p{L}\p{N}])I)(?:er|re)(?![\p{L}\p{N}])/gu,
};

export const french: Rules = { rules, raise };

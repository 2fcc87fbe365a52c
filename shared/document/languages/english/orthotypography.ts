import type { Rules } from "../../orthotypography/rule.ts";
import { pairing, replacing } from "../../orthotypography/rule.ts";

/** English, modestly: quotation marks, apostrophes, ellipses, spaced dashes. */
export const english: Rules = {
  rules: [
    pairing(["“", "”"], ["‘", "’"]),
    replacing("quotationMarks", /'/, /(?<=^|[\s([{“–—])'(?=\p{L}[^']*[\p{L}\p{N}.,!?]'(?:[\s.,;:!?)\]”]|$))/gu, "‘"),
    replacing("apostrophes", /'/, /(?<=\p{L}|[.,!?…])'|'(?=\p{L}|\d\ds?(?!\p{N}))/gu, "’"),
    replacing("ellipses", /\.\.\./, /(?<!\.)\.{3}(?!\.)/g, "…"),
    replacing("dashes", /---/, /(?<=[ \n]|^)---(?=[ \n])/g, "—"),
    replacing("dashes", /--| -/, /(?<=[ \n]|^)--(?=[ \n])|(?<=[^\s\d] )-(?= )|(?<=[^ ] )-(?= [^\s\d])/g, "–"),
  ],
};

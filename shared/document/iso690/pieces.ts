import { type DocumentKey, documentTexts } from "../../i18n/documents.ts";
import type { Language } from "../../i18n/languages.ts";
import { translate } from "../../i18n/translate.ts";
import type { Inline } from "../tree.ts";
import { plainText } from "../visit.ts";

/** One sentence of an entry, without its full stop; empty: not there. */
export type Piece = Inline[];

type TermName = DocumentKey extends infer K ? (K extends `reference-${infer N}` ? N : never) : never;

/** A word of the bibliography in the document's language: "éd.", "In : ". */
export function term(language: Language, name: TermName, values: Record<string, string> = {}): string {
  return translate(language, documentTexts, `reference-${name}`, values);
}

/** A field of an entry as a piece, with the markup that CSL allows; an empty field is an empty piece. */
export function words(value: string | number | undefined): Piece {
  return value === undefined || String(value).trim() === "" ? [] : rich(String(value).trim());
}

/** Pieces one after the other, each closed by a full stop unless it closes itself; none after a final address. */
export function sentences(pieces: readonly Piece[]): Inline[] {
  const filled = pieces.filter((piece) => plainText(piece).trim() !== "");
  return filled.flatMap((piece, index): Inline[] => {
    const last = index === filled.length - 1;
    const closed = /[.!?…]$/u.test(plainText(piece).trim()) || (last && piece.at(-1)?.type === "link");
    const stop = (closed ? "" : ".") + (last ? "" : " ");
    return stop === "" ? piece : [...piece, { type: "text", value: stop }];
  });
}

const tags = { i: "emphasis", b: "strong", sup: "superscript", sub: "subscript", sc: "smallCaps" } as const;

/** The little markup that CSL-JSON texts may hold (CSL 1.0.2, "Rich text"): i, b, sup, sub, sc; what else is text. */
function rich(value: string): Inline[] {
  const match = /<(i|b|sup|sub|sc)>((?:(?!<\1>).)*?)<\/\1>/s.exec(value);
  if (!match) return value === "" ? [] : [{ type: "text", value: value.replace(/<\/?span[^<>]*>/g, "") }];
  const before = value.slice(0, match.index);
  const after = value.slice(match.index + match[0].length);
  return [...rich(before), { type: tags[match[1] as keyof typeof tags], children: rich(match[2]!) }, ...rich(after)];
}

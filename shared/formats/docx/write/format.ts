import type { IRunOptions } from "docx";

/** What the inlines around a run say of it. */
export type Format = {
  strong?: boolean;
  emphasis?: boolean;
  smallCaps?: boolean;
  superscript?: boolean;
  subscript?: boolean;
  strike?: boolean;
  code?: boolean;
  link?: boolean;
  /** Within a link, outside or inside: what is in one leads nowhere else. */
  linked?: boolean;
  /** BCP 47, where it is not the document's. */
  language?: string;
};

const rightToLeft = new Set(["ar", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"]);

/** A format in the package's words. Direct formatting, since toggled styles would undo it (ECMA-376-1, 17.7.3). */
export function runOptions(format: Format): IRunOptions {
  const style = format.code ? "VerbatimChar" : format.link ? "Hyperlink" : undefined;
  return {
    ...(style && { style }),
    ...(format.strong && { bold: true }),
    ...(format.emphasis && { italics: true }),
    ...(format.smallCaps && { smallCaps: true }),
    ...(format.strike && { strike: true }),
    ...(format.superscript ? { superScript: true } : format.subscript && { subScript: true }),
    ...(format.language !== undefined && languageOptions(format.language)),
  };
}

function languageOptions(language: string): IRunOptions {
  const right = rightToLeft.has(language.toLowerCase()) || rightToLeft.has(language.toLowerCase().split("-")[0] ?? "");
  return right
    ? { language: { value: language, bidirectional: language }, rightToLeft: true }
    : { language: { value: language } };
}

import { commonest, isLanguage } from "../../office/language.ts";

/** How much of a part is looked at to tell its language, bytes. */
const sample = 4 * 1024 * 1024;

/**
 * The language that most runs of a document are in, BCP 47: runs declare their own (`w:lang`) where it is not that of the
 * styles, `inStyles`; `otherwise` where nothing declares one.
 */
export function mainLanguage(document: Uint8Array, inStyles: string | undefined, otherwise: string): string {
  const text = Buffer.from(document.buffer, document.byteOffset, Math.min(document.length, sample)).toString("latin1");
  const declared = [...text.matchAll(/<w:lang [^<>]*?w:val="([A-Za-z0-9-]{2,20})"/g)].map(([, language]) => language!);
  const runs = text.match(/<w:r[ >]/g)?.length ?? 0;
  const counts = new Map<string, number>([[inStyles ?? otherwise, Math.max(runs - declared.length, 1)]]);
  for (const language of declared) if (isLanguage(language)) counts.set(language, (counts.get(language) ?? 0) + 1);
  return commonest(counts) ?? otherwise;
}

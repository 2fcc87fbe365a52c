/** How much of a part is looked at to tell its language, bytes. */
const sample = 4 * 1024 * 1024;

/**
 * The language that most runs of a document are in, BCP 47: runs tell theirs (`w:lang`) where it is not the one of the
 * styles, `inStyles`; `otherwise` where nothing tells.
 */
export function mainLanguage(document: Uint8Array, inStyles: string | undefined, otherwise: string): string {
  const text = Buffer.from(document.buffer, document.byteOffset, Math.min(document.length, sample)).toString("latin1");
  const counts = new Map<string, number>();
  const add = (language: string, count: number): void => {
    if (/^[a-z]{2,3}(-|$)/i.test(language)) counts.set(language, (counts.get(language) ?? 0) + count);
  };
  let told = 0;
  for (const [, language] of text.matchAll(/<w:lang [^>]*?w:val="([A-Za-z0-9-]{2,20})"/g)) {
    add(language!, 1);
    told += 1;
  }
  const runs = text.match(/<w:r[ >]/g)?.length ?? 0;
  add(inStyles ?? otherwise, Math.max(runs - told, 1));
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return canonical(most?.[0]) ?? otherwise;
}

function canonical(language: string | undefined): string | undefined {
  try {
    return language === undefined ? undefined : Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}

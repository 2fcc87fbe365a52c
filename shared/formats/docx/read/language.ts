/** How much of a part is looked at to tell its language, bytes. */
const sample = 4 * 1024 * 1024;

/**
 * The language that most runs of a document are in, BCP 47: runs tell theirs (`w:lang`) where it is not the one of the
 * styles, `inStyles`; `otherwise` where nothing tells.
 */
export function mainLanguage(document: Uint8Array, inStyles: string | undefined, otherwise: string): string {
  const text = Buffer.from(document.buffer, document.byteOffset, Math.min(document.length, sample)).toString("latin1");
  const told = [...text.matchAll(/<w:lang [^>]*?w:val="([A-Za-z0-9-]{2,20})"/g)].map(([, language]) => language!);
  const runs = text.match(/<w:r[ >]/g)?.length ?? 0;
  const counts = new Map<string, number>([[inStyles ?? otherwise, Math.max(runs - told.length, 1)]]);
  for (const language of told) if (isLanguage(language)) counts.set(language, (counts.get(language) ?? 0) + 1);
  const primary = most(counts, primaryOf);
  const language = most(new Map([...counts].filter(([one]) => primaryOf(one) === primary)), (one) => one);
  return canonical(language) ?? otherwise;
}

/** The language without its country, in lower case. */
export function primaryOf(language: string): string {
  return language.split(/[-_]/)[0]!.toLowerCase();
}

/** Word's "no proofing" and unknown languages are none. */
export function isLanguage(language: string): boolean {
  const primary = primaryOf(language);
  return /^[a-z]{2,3}$/.test(primary) && primary !== "zxx" && primary !== "und";
}

/** The group that counts most; the first of equals. */
function most(counts: ReadonlyMap<string, number>, groupOf: (key: string) => string): string {
  const groups = new Map<string, number>();
  for (const [key, count] of counts) groups.set(groupOf(key), (groups.get(groupOf(key)) ?? 0) + count);
  return [...groups].sort(([, a], [, b]) => b - a)[0]![0];
}

function canonical(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}

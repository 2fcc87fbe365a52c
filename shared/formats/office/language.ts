/** The language without its country, in lower case. */
export function primaryOf(language: string): string {
  return language.split(/[-_]/)[0]!.toLowerCase();
}

/** Word's "no proofing" and unknown languages are none. */
export function isLanguage(language: string): boolean {
  const primary = primaryOf(language);
  return /^[a-z]{2,3}$/.test(primary) && primary !== "zxx" && primary !== "und";
}

/** Of languages by how often they were met, the one met most, whichever its country. */
export function commonest(counts: ReadonlyMap<string, number>): string | undefined {
  const primary = mostOf(counts, primaryOf);
  const language = mostOf(new Map([...counts].filter(([one]) => primaryOf(one) === primary)), (one) => one);
  return canonical(language);
}

/** The group that counts most; the first of equals. */
function mostOf(counts: ReadonlyMap<string, number>, groupOf: (key: string) => string): string {
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

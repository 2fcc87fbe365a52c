/** A fault that a text may have: `finds` matches it in words from which what is no language was taken out (see `excuse.ts`). */
export type Rule = { name: string; finds: RegExp | ((text: string) => string | undefined) };

/** What a rule finds of a text: the fault among the words around it; undefined: nothing. */
export function found({ finds }: Rule, text: string): string | undefined {
  if (typeof finds === "function") return finds(text);
  const match = finds.exec(text);
  return match ? text.slice(Math.max(0, match.index - 30), match.index + match[0].length + 30) : undefined;
}

/** "3 sur 2": more than there are, with the word that a language has between them. */
export function moreThanAll(text: string, of: string): string | undefined {
  for (const match of text.matchAll(new RegExp(`(?<![\\d,.])(\\d+)[ \\u00a0]${of}[ \\u00a0](\\d+)(?![\\d,.])`, "g")))
    if (Number(match[1]) > Number(match[2])) return match[0];
  return undefined;
}

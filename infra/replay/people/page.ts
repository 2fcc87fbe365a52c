/** A page as a person has it before them. */
export type PageText = { address: string; html: string };

const characters: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: "\u00a0" };

/** What is written in a page with characters of its own for marks: "&lt;" is "<". */
export function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => characters[name]!);
}

/** The value of an attribute of a tag; values have no quotation mark of their own, as pages escape it. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

/** Whether a tag has an attribute without a value: `checked`. */
export function hasAttribute(attributes: string, name: string): boolean {
  return new RegExp(`(?:^|\\s)${name}(?:\\s|$)`).test(attributes.replace(/"[^"]*"/g, '""'));
}

/** The words of a piece of a page, as they are read: one space for any, none at the ends; spaces that do not break are spaces. */
export function wordsOf(html: string): string {
  const text = html.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, "").replace(/<[^>]*>/g, " ");
  return unescaped(text).replace(/\s+/g, " ").trim();
}

/** Throws where a page does not say some words, as a person who reads it would notice. */
export function expectWords({ address, html }: PageText, words: string): void {
  const said = wordsOf(html);
  if (!said.includes(words)) throw new Error(`${address} does not say « ${words} »: ${said.slice(0, 600)}`);
}

export type PageLink = { address: string; words: string };

/** The links of a page, with their words. */
export function linksIn({ html, address }: PageText): PageLink[] {
  return [...html.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)].flatMap(([, attributes = "", inner = ""]) => {
    const href = attributeOf(attributes, "href");
    return href === undefined ? [] : [{ address: new URL(href, address).href, words: wordsOf(inner) }];
  });
}

const token = /[A-Za-z0-9_-]{1,32}\.[A-Za-z0-9_-]{24}\.[A-Za-z0-9_-]{43}/g;

/** A text without the tokens of links that it holds: for what is logged or shown of what others wrote. */
export function withoutTokens(text: string): string {
  return text.replace(token, "[link]");
}

/** Whether a text holds what looks like the token of a link. */
export function holdsToken(text: string): boolean {
  return text.search(token) !== -1;
}

/** Characters of an answer that are looked at, in whole words. */
const lookedAt = 2_000;
/** An address by its lengths (RFC 5321, 4.5.3.1). */
const address = /[^\s<>()[\]"',;:@]{1,64}@[^\s<>()[\]"',;:]{1,255}/g;

/**
 * What a server said, as a row, a log or a page may hold it: on one line, at most 300 characters, without the tokens of
 * links, addresses, or marks that turn the direction of what follows (UAX 9).
 */
export function serverWords(text: string): string {
  const line = withoutTokens(beginning(text).toWellFormed())
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(address, "[address]")
    .trim();
  const characters = [...line];
  return characters.length > 300 ? `${characters.slice(0, 299).join("")}…` : line;
}

function beginning(text: string): string {
  return text.length > lookedAt ? text.slice(0, lookedAt).replace(/\S{1,400}$/, "") : text;
}

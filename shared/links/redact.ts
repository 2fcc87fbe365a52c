const token = /[A-Za-z0-9_-]{1,32}\.[A-Za-z0-9_-]{24}\.[A-Za-z0-9_-]{43}/g;

/** A text without the tokens of links that it holds: for what is logged or shown of what others wrote. */
export function withoutTokens(text: string): string {
  return text.replace(token, "[link]");
}

/** Whether a text holds what looks like the token of a link. */
export function holdsToken(text: string): boolean {
  return text.search(token) !== -1;
}

import type { Mark } from "./runs.ts";

/** The mark for a link's address: outside by http, https or mailto, inside by `#`; undefined for all others. */
export function linkMark(address: string): Extract<Mark, { type: "link" | "crossReference" }> | undefined {
  // Browsers ignore control characters and spaces in schemes (WHATWG URL, 4.4); so must the judgement.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
  const href = address.replace(/[\u0000-\u001F\u007F]/g, "").trim();
  if (href.startsWith("#"))
    return href.length > 1 ? { type: "crossReference", target: decoded(href.slice(1)) } : undefined;
  if (/^www\./i.test(href)) return { type: "link", href: `https://${href}` };
  return /^(https?:\/\/|mailto:)./i.test(href) && URL.canParse(href) ? { type: "link", href } : undefined;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

import { deleteCookie, generateCookie, getCookie } from "hono/cookie";
import type { AddressName } from "../../../shared/addresses.ts";
import { pageTexts } from "../../../shared/i18n/pages.ts";
import type { Values } from "../../../shared/i18n/translate.ts";
import { type NoticeKey, type PageContext, wantsJson } from "./context.ts";

/** `values`: what fills its placeholders, e.g. `{ count: 3 }`. */
export type Notice = { key: NoticeKey; values: Values };

const cookie = "livrable-done";
const options = { path: "/", httpOnly: true, sameSite: "Lax" } as const;
/** Seconds that a notice waits for its page. */
const maxAge = 60;
/** Characters of a cookie that every browser keeps (RFC 6265, 6.1). */
const longest = 3_000;

/** Fills the sentence of the act that is being done, or chooses another: `tell(c, { count: 3 })`, `tell(c, {}, "done.same")`. */
export function tell(c: PageContext, values: Values, key?: NoticeKey): void {
  c.set("notice", { values, ...(key !== undefined && { key }) });
}

/** Keeps the sentence of an act that ended in a 303 for the page that it leads to; none for an act without a sentence. */
export function keepNotice(c: PageContext, address: AddressName, response: Response): void {
  if (response.status !== 303 || wantsJson(c)) return;
  const { key = `done.${address}`, values = {} }: { key?: string; values?: Values } = c.get("notice") ?? {};
  const value = JSON.stringify({ key, values });
  if (isNoticeKey(key) && value.length <= longest)
    response.headers.append("set-cookie", generateCookie(cookie, value, { ...options, maxAge }));
}

/** The sentence that waits for this page, once. */
export function takeNotice(c: PageContext): Notice | undefined {
  const value = getCookie(c, cookie);
  if (value === undefined) return undefined;
  deleteCookie(c, cookie, options);
  return parse(value);
}

function parse(value: string): Notice | undefined {
  try {
    const { key, values } = (JSON.parse(value) ?? {}) as Partial<Notice>;
    return isNoticeKey(key) && isFilled(values) ? { key, values } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether placeholders have words or numbers; a browser may send anything. */
function isFilled(values: unknown): values is Values {
  const isValue = (each: unknown) => typeof each === "string" || typeof each === "number";
  return (
    typeof values === "object" && values !== null && !Array.isArray(values) && Object.values(values).every(isValue)
  );
}

/** Whether the catalogue has such a sentence, of one form or of several: "done.chases", "done.chases.other". */
export function isNoticeKey(key: unknown): key is NoticeKey {
  if (typeof key !== "string" || !key.startsWith("done.")) return false;
  return Object.hasOwn(pageTexts.fr, key) || Object.hasOwn(pageTexts.fr, `${key}.other`);
}

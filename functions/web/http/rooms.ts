import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AddressName } from "../../../shared/addresses.ts";
import type { PageContext, Web } from "./context.ts";

/** The rooms that somebody who coordinates nothing may have something in, in the order in which pages name them. */
export const rooms = [
  "drafts",
  "reviews",
  "funded",
  "meetings",
  "entries",
  "ownActions",
  "programme",
] as const satisfies AddressName[];
export type Room = (typeof rooms)[number];

const cookie = "livrable-rooms";

/**
 * Keeps in the browser which rooms somebody has something in, so that every page can name them without asking the store. They let nobody in:
 * each page asks for itself.
 */
export function keepRooms(c: PageContext, { settings }: Web, theirs: readonly Room[]): void {
  const secure = settings.publicUrl.startsWith("https:");
  const maxAge = settings.keep.sessions * 86_400;
  setCookie(c, cookie, theirs.join("."), { path: "/", httpOnly: true, sameSite: "Lax", secure, maxAge });
}

/** Those that the browser has. */
export function roomsKept(c: PageContext): Room[] {
  const kept = (getCookie(c, cookie) ?? "").split(".");
  return rooms.filter((room) => kept.includes(room));
}

/** Takes them back, with whoever had them. */
export function forgetRooms(c: PageContext): void {
  if (getCookie(c, cookie) !== undefined) deleteCookie(c, cookie, { path: "/" });
}

import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { parseActionRef } from "../../../shared/programme/state.ts";

/** Characters of a narrowed address. */
const longestFrom = 1000;

/** The page that a chase is asked on: "year", as it is narrowed ("year?stage=review"), an action, or somebody's ("person:<id>"). */
export const askedFrom = z.string("input.wrong").max(longestFrom, "input.long").optional();

/** The address of that page, which says that it is done; undefined: none was said. */
export function pageAsked(from: string | undefined): string | undefined {
  if (from === undefined) return undefined;
  const [, person] = /^person:([\w-]{1,64})$/.exec(from) ?? [];
  if (person !== undefined) return href("person", { person });
  const ref = parseActionRef(from);
  const [page, narrowed] = from.split("?", 2);
  if (page === "year") return href("year", {}, Object.fromEntries(new URLSearchParams(narrowed)));
  return ref ? href("action", ref) : undefined;
}

import { href } from "../../../shared/addresses.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import type { PageContext } from "../http/context.ts";
import type { Answerable } from "./answerable.ts";

/**
 * What an address of the page asks for: remarks by their round, their disposition (`suite`, as addresses have named it since 0.1), what
 * they are, who sent them; "": all. `remark`: the one to treat; `alone`: it, without those that ask for the same; `from`: how many of the
 * list come before those shown; "": those around the one to treat.
 */
export type Asked = {
  round: string;
  suite: string;
  type: string;
  who: string;
  from: string;
  remark: string;
  alone: string;
};

/** What a request asks for. */
export function askedOf(c: PageContext): Asked {
  const asked = (name: keyof Asked): string => c.req.query(name) ?? "";
  const from = /^\d{1,6}$/.test(asked("from")) ? asked("from") : "";
  return {
    ...{ round: asked("round"), suite: asked("suite"), type: asked("type"), who: asked("who"), from },
    ...{ remark: asked("remark"), alone: asked("alone") },
  };
}

/** A filter alone: what stays in the address from one remark to the next. */
export function filterOf({ round, suite, type, who }: Asked): Asked {
  return { round, suite, type, who, from: "", remark: "", alone: "" };
}

/** The address of the page of some remarks, with one of them, where the visitor treats it. */
export function treatHref(
  { state: { id }, round }: Pick<Answerable, "state" | "round">,
  asked: Partial<Asked>,
): string {
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
  return round ? href("contributions", { id }, query) : href("carried", { id }, query);
}

/** Where the disposition of a remark is sent; the filter stays in the address. */
export function answerHref(
  { state: { id }, round }: Pick<Answerable, "state" | "round">,
  remark: LocatedRemark,
  asked: Asked,
): string {
  const query = Object.fromEntries(Object.entries(filterOf(asked)).filter(([, value]) => value !== ""));
  return href(round ? "contribution" : "carriedRemark", { id, remark: remark.id }, query);
}

/** Whether a filter lets a remark through. */
export function passes({ suite, type, who }: Asked, remark: LocatedRemark): boolean {
  const fits = (wanted: string, is: string): boolean => wanted === "" || wanted === is;
  return fits(suite, remark.disposition) && fits(type, remark.erased ? "" : remark.type) && fits(who, remark.who);
}

/** Remarks of a list on one page: a page is bounded. */
export const aPage = 50;

/** How many remarks of a list come before those shown: of its pages the one asked for, else the one with the remark to treat. */
export function fromOf({ from, remark }: Asked, passing: readonly LocatedRemark[]): number {
  if (from !== "") return Number(from);
  const at = passing.findIndex(({ id }) => id === remark);
  return Math.floor(Math.max(at, 0) / aPage) * aPage;
}

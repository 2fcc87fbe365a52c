import type { Round } from "../../../shared/deliverable/state.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import { type Answerable, isOpen } from "./answerable.ts";
import { type Asked, passes } from "./asked.ts";
import { type Standing, standingOf } from "./standing.ts";

/** What the page of remarks shows: which of them its filter lets through, the one that is being treated, and how all stand. */
export type Treated = {
  view: Answerable;
  asked: Asked;
  /** The rounds that have remarks, the last first; none for those that came along. */
  rounds: readonly Round[];
  passing: readonly LocatedRemark[];
  /** Absent: none passes the filter. */
  current?: LocatedRemark;
  standing: Standing;
  /** Those that the visitor's answer is for: the current one, then those that ask for the same and wait too. */
  together: readonly LocatedRemark[];
};

/** What the page shows for an address; the remark it names, else the first that waits, else the first. */
export function treatedIn(view: Answerable, asked: Asked, rounds: readonly Round[] = []): Treated {
  const passing = view.remarks.filter((remark) => passes(asked, remark));
  const named = view.remarks.find(({ id }) => id === asked.remark);
  const current = named ?? passing.find((remark) => isOpen(view, remark)) ?? passing[0];
  const standing = standingOf(view);
  const alike = current && asked.alone === "" && isOpen(view, current) ? standing.alike(current) : [];
  const together = current ? [current, ...alike.filter((remark) => isOpen(view, remark))] : [];
  return {
    view,
    asked: { ...asked, remark: current?.id ?? "" },
    rounds,
    passing,
    standing,
    together,
    ...(current && { current }),
  };
}

/** The remark before or after the current one in the list. */
export function neighbour({ passing, current }: Treated, step: 1 | -1): LocatedRemark | undefined {
  const at = passing.findIndex(({ id }) => id === current?.id);
  return at === -1 ? undefined : passing[at + step];
}

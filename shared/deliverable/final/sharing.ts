import { alreadyDone, refuse } from "../../chain/aggregate.ts";
import { type CommandOf, type Decided, happens, type Refusing, unless } from "../decided.ts";
import type { State } from "../state.ts";
import { delivered } from "./editions.ts";
import type { Share } from "./final.ts";

/** Days that a shared link lives at most. */
export const longestShare = 365;
/** Shared links that may open at once. */
const maxOpen = 50;
const day = 86_400_000;

/**
 * The coordinator gives somebody outside of the directory a link to the final: whatever edition is the newest when it is opened.
 * Refuses `final-withdrawn`, `stage-forbids` (its files are not there), `date-invalid`, `too-many-requests` (too many that may open).
 */
export function share(state: State, { share: id, label, expires }: CommandOf<"share">, now: number): Decided {
  if (shareOf(state, id)) return alreadyDone;
  const lives = Date.parse(expires) - now;
  return (
    unless(state.stage !== "withdrawn", "final-withdrawn", { title: state.title }) ??
    unless(delivered(state) !== undefined, "stage-forbids", { stage: state.stage }) ??
    // the last day ends at midnight, and days may have 25 hours
    unless(lives > 0 && lives <= (longestShare + 2) * day, "date-invalid", { field: "until" }) ??
    unless(openShares(state, now).length < maxOpen, "too-many-requests") ??
    happens("shared", { share: id, label, expires })
  );
}

/** The coordinator puts an end to a shared link. Refuses `not-found`. */
export function endShare(state: State, { share: id }: CommandOf<"endShare">): Decided {
  const found = shareOf(state, id);
  if (!found) return refuse("not-found");
  return found.ended ? alreadyDone : happens("shareEnded", { share: id });
}

/** Refuses `link-ended` where an end was put to a shared link, or nobody made it; `link-expired` once its time is over. */
export function checkShare(state: Pick<State, "shares">, id: string, now: number): Refusing | undefined {
  const found = shareOf(state, id);
  return (
    unless(found !== undefined && found.ended === undefined, "link-ended") ??
    unless(Date.parse(found!.expires) > now, "link-expired")
  );
}

/** A shared link by its id; undefined: there is none, or it was over long ago. */
export function shareOf({ shares = [] }: Pick<State, "shares">, id: string): Share | undefined {
  return shares.find((each) => each.id === id);
}

/** Those that no end was put to and whose time is not over. */
export function openShares({ shares = [] }: Pick<State, "shares">, now: number): Share[] {
  return shares.filter(({ ended, expires }) => ended === undefined && Date.parse(expires) > now);
}

import { html } from "hono/html";
import * as z from "zod";
import { hashOf } from "../../../shared/chain/hash.ts";
import type { Hash } from "../../../shared/values.ts";
import type { Html } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { table } from "./facts.ts";
import { hidden } from "./fields.ts";

/** The field of a form by which it tells what it showed. */
export const seen = z
  .string("input.wrong")
  .regex(/^[0-9a-f]{64}$/, "input.wrong")
  .optional();

/** What a form says of something, each by its label; "" for nothing. */
export type Shown = readonly (readonly [label: string, value: string])[];
/** What was typed where something else had been saved in the meantime, and what is saved. */
export type Stale = { now: Shown; typed: Shown };

/** Both, where a form showed something else than there is now. */
export function staleOf(seen: Hash | undefined, now: object, both: () => Stale): Stale | undefined {
  return seen === undefined || seen === hashOf(now) ? undefined : both();
}

/** What a form showed, unseen; once both were shown, what is saved now. */
export function seenField(filled: Filled, now: object, stale: Stale | undefined): Html {
  const before: Hash | undefined = stale ? undefined : filled.typed.seen?.[0];
  return hidden("seen", before ?? hashOf(now));
}

/** Both of what differs, side by side. */
export function staleNote({ text }: Say, stale: Stale | undefined): Html | "" {
  if (!stale) return "";
  const rows = stale.now.flatMap(([label, value], at) => {
    const [, typed = ""] = stale.typed[at] ?? [];
    return value === typed ? [] : [[label, value || "–", typed || "–"]];
  });
  return html`<div class="note warning">${table(text("stale.caption"), [text("stale.field"), text("stale.now"), text("stale.yours")], rows)}</div>`;
}

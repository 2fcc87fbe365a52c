import * as z from "zod";
import { askedFrom } from "../components/asked-from.ts";
import { seen } from "../components/stale.ts";
import { day } from "../http/day.ts";
import { holder, identifier, line } from "../http/input.ts";

/** Why a meeting does not take place, as its form gives it. */
export const cancelling = z.strictObject({
  reason: z.string("input.reason").trim().min(1, "input.reason").max(4000, "input.long"),
});
export type Cancelled = z.infer<typeof cancelling>;

/** What became of a decision, or that it is to be done after all. */
export const closing = z.strictObject({ as: z.enum(["done", "dropped", "open"], "input.decision") });
export type Closing = z.infer<typeof closing>;
/** Whoever is to do a decision is chased; `from`: as `askedFrom`. */
export const chasingDoer = z.strictObject({ from: askedFrom });
export type ChasingDoer = z.infer<typeof chasingDoer>;
/** A decision as a coordinator says it anew. */
export const rewording = z.strictObject({
  words: line("input.resolution", 500),
  person: holder,
  due: day.optional(),
  seen,
});
export type Rewording = z.infer<typeof rewording>;

/** A matter for the agenda of a meeting that is to come, as `matterKey` names it. */
export const discussing = z.strictObject({
  matter: z.string().regex(/^(version|action):[\w/-]{1,200}$/, "input.wrong"),
  meeting: identifier,
});
export type Discussing = z.infer<typeof discussing>;

/** A document in which minutes are reviewed; `id`: given by the form, so that a form sent twice makes one. */
export const drafting = z.strictObject({ id: identifier.optional() });
export type Drafting = z.infer<typeof drafting>;

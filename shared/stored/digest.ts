import * as z from "zod";
import type { LetterName } from "../jobs/job.ts";
import type { Ports, Store } from "../ports.ts";
import { addDays } from "../time/calendar.ts";
import type { Instant, LocalDate, PersonId } from "../values.ts";
import { defineRow } from "./define.ts";
import { unlessConflict } from "./row.ts";

/**
 * By the key of a thing owed: the day on which a letter last mentioned it, which reminder of it had come then, and the letter's
 * name, where it is known.
 */
const mentions = z.record(
  z.string(),
  z.object({ day: z.string(), reminder: z.string(), letter: z.string().optional() }),
);
export type Mentions = z.infer<typeof mentions>;

/** What letters mentioned to one person; a thing that none mentioned for `keptDays` is dropped. */
export const mentionsRow = defineRow({
  at: "DIGEST#<person> / told",
  what: "when letters last mentioned to a person each thing they owe",
  by: ["web", "notify", "tick"],
  leaves: true,
  shape: z.object({ items: mentions }),
});
/** What a letter lists depends on those before it: one at a time. */
export const turnRow = defineRow({
  at: "DIGEST#<person> / turn",
  what: "which job writes to a person now",
  by: ["web", "notify", "tick"],
  leaves: true,
  shape: z.object({ by: z.string(), until: z.string() }),
});
const keptDays = 120;
/** Seconds after which a job that has the turn is taken for lost. */
const turnSeconds = 120;
/** Letters to one person may leave at the same moment. */
const tries = 20;

/** What letters mentioned to a person. */
export async function mentionsTo(store: Store, person: PersonId): Promise<Mentions> {
  return (await mentionsRow.get(store, { person }))?.items ?? {};
}

/** Keeps what a letter (`letter`: its name) of `today` mentioned to a person; throws `conflict` where that cannot be. */
export async function keepMentions(
  { store, clock }: Pick<Ports, "store" | "clock">,
  person: PersonId,
  mentions: Mentions,
  today: LocalDate,
  letter?: LetterName,
): Promise<void> {
  if (Object.keys(mentions).length === 0) return;
  const expires = Math.ceil(clock() / 1000) + keptDays * 86_400;
  const by = letter && { letter };
  const named = Object.fromEntries(Object.entries(mentions).map(([key, each]) => [key, { ...each, ...by }]));
  for (let left = tries; ; left--) {
    const found = await mentionsRow.find(store, { person });
    const items = recent({ ...found?.data.items, ...named }, today);
    const how = { expires, expect: found?.version ?? 0 };
    const commit = store.commit([mentionsRow.put({ person }, { items }, how)]);
    if (left === 0) return commit;
    if (await unlessConflict(commit)) return;
  }
}

function recent(mentions: Mentions, today: LocalDate): Mentions {
  const oldest = addDays(today, -keptDays);
  return Object.fromEntries(Object.entries(mentions).filter(([, { day }]) => day >= oldest));
}

/** Takes the turn to write to a person for the job `by`, which may have it already; else until when another has it. */
export async function takeTurn(
  { store, clock }: Pick<Ports, "store" | "clock">,
  person: PersonId,
  by: string,
): Promise<{ until: Instant } | undefined> {
  const now = clock();
  const { data: turn, version = 0 } = (await turnRow.find(store, { person })) ?? {};
  if (turn && turn.by !== by && Date.parse(turn.until) > now) return { until: turn.until };
  const until = new Date(now + turnSeconds * 1000).toISOString();
  const expires = Math.ceil(now / 1000) + turnSeconds;
  const put = turnRow.put({ person }, { by, until }, { expires, expect: version });
  return (await unlessConflict(store.commit([put]))) ? undefined : { until };
}

/** The job `by` has written. */
export async function endTurn({ store }: Pick<Ports, "store">, person: PersonId, by: string): Promise<void> {
  const turn = await turnRow.find(store, { person });
  if (turn?.data.by !== by) return;
  await unlessConflict(store.commit([turnRow.remove({ person }, turn.version)]));
}

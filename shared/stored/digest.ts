import type { Ports, Row, Store, Write } from "../ports.ts";
import { addDays } from "../time/calendar.ts";
import type { Instant, LocalDate, PersonId } from "../values.ts";
import { fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access patterns: when letters last mentioned to a person each thing they owe: DIGEST#<person> / told; which job writes to
 * them now, since what it lists depends on that: DIGEST#<person> / turn. What was not mentioned for `keptDays` goes.
 */
const mentionsKey = (person: PersonId) => ({ pk: `DIGEST#${person}`, sk: "told" });
const turnKey = (person: PersonId) => ({ pk: `DIGEST#${person}`, sk: "turn" });
const keptDays = 120;
const schema = 1;
/** Seconds after which a job that has the turn is taken for lost. */
const turnSeconds = 120;
/** Letters to one person may leave at the same moment. */
const tries = 20;

/** By the key of a thing owed: the day on which a letter last mentioned it, and which reminder of it had come then. */
export type Mentions = Record<string, { day: LocalDate; reminder: string }>;

type StoredMentions = { schema: typeof schema; items: Mentions };
type Turn = { schema: typeof schema; by: string; until: Instant };

/** What letters mentioned to a person. */
export async function mentionsTo(store: Store, person: PersonId): Promise<Mentions> {
  return mentionsIn(await store.get(mentionsKey(person)));
}

/** Keeps what a letter of `today` mentioned to a person; throws `conflict` where that cannot be. */
export async function keepMentions(
  { store, clock }: Pick<Ports, "store" | "clock">,
  person: PersonId,
  mentions: Mentions,
  today: LocalDate,
): Promise<void> {
  if (Object.keys(mentions).length === 0) return;
  const expires = Math.ceil(clock() / 1000) + keptDays * 86_400;
  for (let left = tries; ; left--) {
    const row = await store.get(mentionsKey(person));
    const items = recent({ ...mentionsIn(row), ...mentions }, today);
    const data = toData({ schema, items } satisfies StoredMentions);
    const commit = store.commit([{ put: { ...mentionsKey(person), data, expires }, expect: row?.version ?? 0 }]);
    if (left === 0) return commit;
    if (await unlessConflict(commit)) return;
  }
}

function mentionsIn(row: Row | undefined): Mentions {
  const stored = row && fromData<StoredMentions>(row);
  return stored?.schema === schema ? stored.items : {};
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
  const row = await store.get(turnKey(person));
  const turn = row && fromData<Turn>(row);
  if (turn && turn.by !== by && Date.parse(turn.until) > now) return { until: turn.until };
  const until = new Date(now + turnSeconds * 1000).toISOString();
  const data = toData({ schema, by, until } satisfies Turn);
  const expires = Math.ceil(now / 1000) + turnSeconds;
  const put: Write = { put: { ...turnKey(person), data, expires }, expect: row?.version ?? 0 };
  return (await unlessConflict(store.commit([put]))) ? undefined : { until };
}

/** The job `by` has written. */
export async function endTurn({ store }: Pick<Ports, "store">, person: PersonId, by: string): Promise<void> {
  const row = await store.get(turnKey(person));
  if (!row || fromData<Turn>(row).by !== by) return;
  await unlessConflict(store.commit([{ delete: turnKey(person), expect: row.version }]));
}

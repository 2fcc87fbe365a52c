import type { Ports, Row, Store, Write } from "../ports.ts";
import { addDays } from "../time/calendar.ts";
import type { Instant, LocalDate, PersonId } from "../values.ts";
import { fromData, toData, unlessConflict } from "./row.ts";

/**
 * Access patterns: what a person was told of what they owe, and when, in whichever letter: DIGEST#<person> / told; which
 * job writes to them now by what they were told: DIGEST#<person> / turn. What nothing was told of for `keptDays` goes.
 */
const toldKey = (person: PersonId) => ({ pk: `DIGEST#${person}`, sk: "told" });
const turnKey = (person: PersonId) => ({ pk: `DIGEST#${person}`, sk: "turn" });
const keptDays = 120;
const schema = 1;
/** Seconds after which a job that has the turn is taken for lost. */
const turnSeconds = 120;
/** Letters to one person may leave at the same moment. */
const tries = 20;

/** When a person was last told of each thing, by its key, in whichever letter, and which reminder of it had come then. */
export type Told = Record<string, { day: LocalDate; reminder: string }>;

type StoredTold = { schema: typeof schema; items: Told };
type Turn = { schema: typeof schema; by: string; until: Instant };

/** What a person was told of. */
export async function toldTo(store: Store, person: PersonId): Promise<Told> {
  return toldIn(await store.get(toldKey(person)));
}

/** Keeps that a letter of `today` told a person of something; throws `conflict` where that cannot be. */
export async function keepTold(
  { store, clock }: Pick<Ports, "store" | "clock">,
  person: PersonId,
  told: Told,
  today: LocalDate,
): Promise<void> {
  if (Object.keys(told).length === 0) return;
  const expires = Math.ceil(clock() / 1000) + keptDays * 86_400;
  for (let left = tries; ; left--) {
    const row = await store.get(toldKey(person));
    const items = recent({ ...toldIn(row), ...told }, today);
    const data = toData({ schema, items } satisfies StoredTold);
    const commit = store.commit([{ put: { ...toldKey(person), data, expires }, expect: row?.version ?? 0 }]);
    if (left === 0) return commit;
    if (await unlessConflict(commit)) return;
  }
}

function toldIn(row: Row | undefined): Told {
  const stored = row && fromData<StoredTold>(row);
  return stored?.schema === schema ? stored.items : {};
}

function recent(told: Told, today: LocalDate): Told {
  const oldest = addDays(today, -keptDays);
  return Object.fromEntries(Object.entries(told).filter(([, { day }]) => day >= oldest));
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

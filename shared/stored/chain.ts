import type { Aggregate } from "../chain/aggregate.ts";
import type { Asker, ChainEvent, Chained } from "../chain/event.ts";
import type { Job } from "../jobs/job.ts";
import type { Key, Ports, Row, Store, Write } from "../ports.ts";
import type { Instant } from "../values.ts";
import type { Content } from "./content.ts";
import { allOf, fromData, type Rows, toData } from "./row.ts";

/** A state as it is stored: `schema` is raised when events make another state than they did. */
export type Stated = Chained & { schema: number };

/**
 * What has a history is kept so. Access patterns: one state; its events, oldest first.
 *
 * | row     | pk          | sk                       |
 * |---------|-------------|--------------------------|
 * | state   | <HEAD>#<id> | state                    |
 * | event   | <HEAD>#<id> | event#<seq, nine digits> |
 *
 * They are written in one commit with the lists; events are never written again.
 */
export type Chain<State extends Stated, Event extends ChainEvent> = Pick<
  Aggregate<State, { by: Asker }, Event>,
  "evolve" | "load" | "writes" | "eventKey"
> & {
  /** What begins the partition of each, as `DELIVERABLE#`. */
  prefix: string;
  /** Of the states that are stored today. */
  schema: State["schema"];
  stateKey(id: string): Key;
  /** The events of one, oldest first. */
  events(store: Store, id: string): AsyncGenerator<Event>;
  /** The rows of the same. */
  eventRows(store: Store, id: string): AsyncGenerator<Row>;
  /** The state that the stored events make; undefined where there is none. */
  rebuild(store: Store, id: string): Promise<State | undefined>;
};

/**
 * Keeps the states and events of one sort of thing in partitions `<head>#<id>`. `lists`: what brings its lists from one
 * state, none at first, to the next, which it has since `at`.
 */
export function chainOf<State extends Stated, Event extends ChainEvent>({
  head,
  schema,
  evolve,
  lists,
}: {
  head: string;
  schema: State["schema"];
  evolve: (state: State | undefined, event: Event) => State;
  lists: (before: State | undefined, after: State, at: Instant) => Write[];
}): Chain<State, Event> {
  const prefix = `${head}#`;
  const pkOf = (id: string) => `${prefix}${id}`;
  const stateKey = (id: string) => ({ pk: pkOf(id), sk: "state" });
  const eventKey = (id: string, seq: number) => ({ pk: pkOf(id), sk: `event#${String(seq).padStart(9, "0")}` });
  const eventRows = (store: Store, id: string) => allOf(store, pkOf(id), "event#");
  async function* events(store: Store, id: string): AsyncGenerator<Event> {
    for await (const row of eventRows(store, id)) yield fromData<Event>(row);
  }
  async function rebuild(store: Store, id: string): Promise<State | undefined> {
    let state: State | undefined;
    for await (const event of events(store, id)) state = evolve(state, event);
    return state;
  }
  return {
    ...{ prefix, schema, evolve, stateKey, eventKey, events, eventRows, rebuild },
    load: async (store, id) => {
      const row = await store.get(stateKey(id));
      if (!row) return undefined;
      const stored = fromData<State>(row);
      const state = stored.schema === schema ? stored : await rebuild(store, id);
      return state && { state, version: row.version };
    },
    writes: (state, news, expect, before) => [
      { put: { ...stateKey(state.id), data: toData(state) }, expect },
      ...news.map((event) => ({ put: { ...eventKey(state.id, event.seq), data: toData(event) }, expect: 0 })),
      ...lists(before, state, news.at(-1)!.at),
    ],
  };
}

/**
 * A file that events name: its key, and what it must be. `since`: when it came, where the settings say how long it is kept;
 * `job`: how the id ends of the job that writes it, where that may still be to do; `said`: it holds what someone said, and
 * is erased at their request.
 */
export type EventFile = { key: string; content: Content; since?: Instant; job?: string; said?: true };

/** Whether lists have a thing as it is, in another way, or not at all. */
export type Listed = "as it is" | "otherwise" | "nowhere";

/**
 * An aggregate with all that those ask who go through everything: export and import, the check, erasure. `rows`: its own,
 * chain and lists, which are made anew where it moves.
 */
export type Kept<State extends Stated, Command extends { by: Asker }, Event extends ChainEvent> = Aggregate<
  State,
  Command,
  Event
> &
  Chain<State, Event> & {
    rows: readonly Rows[];
    /** The ids of all that its lists have. */
    ids(store: Store): Promise<string[]>;
    /** How its lists have the one of this state, whose last event was `at`. */
    listed(store: Store, state: State, at: Instant): Promise<Listed>;
    /** All files that the events of one name. */
    files(id: string, events: readonly Event[]): EventFile[];
    /** Which one a job is about; undefined for a job that is about none of this sort. */
    idIn(job: Job): string | undefined;
    /** Whether a state has all that a job about it names: no later event owed it. */
    knows(state: State, job: Job): boolean;
    /** Takes away what holds a copy of what was erased of one, and has it made anew. */
    afterErasure?(ports: Pick<Ports, "store" | "files" | "clock">, id: string): Promise<void>;
    /** The address of its page. */
    page(id: string): string;
  };

/** An aggregate of whatever sort, for those who go through them all. */
export type AnyKept = Kept<Stated, { by: Asker }, ChainEvent>;

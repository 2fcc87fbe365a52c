import * as z from "zod";
import type { Aggregate } from "../chain/aggregate.ts";
import type { Asker, ChainEvent, Chained } from "../chain/event.ts";
import type { FunctionName } from "../functions.ts";
import type { Job } from "../jobs/job.ts";
import type { Content, Key, Ports, Row, Store, Write } from "../ports.ts";
import type { Hash, Instant, PersonId } from "../values.ts";
import { defineRow, type RowSort } from "./define.ts";
import { jobWrites } from "./job.ts";
import { toData } from "./row.ts";

/** A state as it is stored: `schema` is raised when events make another state than they did. */
export type Stated = Chained & { schema: number };

/**
 * What has a history is kept so: one state, and its events, written in one commit with the lists; events are never written
 * again.
 */
export type Chain<State extends Stated, Event extends ChainEvent> = Pick<
  Aggregate<State, { by: Asker }, Event>,
  "evolve" | "load" | "writes" | "jobWrites" | "eventKey"
> & {
  /** Of states and of events. */
  rows: readonly RowSort[];
  /** The id of the one that a key of its chain is of; undefined: it is of none. */
  idOf(key: Key): string | undefined;
  /** Whether a key is a state's. */
  isState(key: Key): boolean;
  /** A state, an event, as its row has it: of another shape than today's maybe. Throw `row-damaged`. */
  readState(row: Key & Pick<Row, "data">): State;
  readEvent(row: Key & Pick<Row, "data">): Event;
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

/** What every state and every event has, whatever else is in it: that is made anew from the events, which are hashed. */
const anyState = z.object({ id: z.string(), seq: z.number(), head: z.string(), schema: z.number().optional() });
const anyEvent = z.object({
  ...{ v: z.literal(1), seq: z.number(), at: z.string(), by: z.string(), type: z.string() },
  ...{ data: z.record(z.string(), z.unknown()), prev: z.string() },
});

/**
 * Keeps the states and events of one sort of thing in partitions `<head>#<id>`, for the functions `by`. `lists`: what brings
 * its lists from one state, none at first, to the next, which it has since `at`.
 */
export function chainOf<State extends Stated, Event extends ChainEvent>({
  head,
  by,
  schema,
  evolve,
  lists,
}: {
  head: string;
  by: readonly FunctionName[];
  schema: State["schema"];
  evolve: (state: State | undefined, event: Event) => State;
  lists: (before: State | undefined, after: State, at: Instant) => Write[];
}): Chain<State, Event> {
  const name = head.toLowerCase();
  const stateRow = defineRow({
    at: `${head}#<id> / state` as "HEAD#<id> / state",
    what: `the state of a ${name}, as its events made it`,
    ...{ by, leaves: false, own: true },
    shape: anyState as unknown as z.ZodType<State>,
  });
  const eventRow = defineRow({
    at: `${head}#<id> / event#<seq>` as "HEAD#<id> / event#<seq>",
    what: `what happened to a ${name}; \`seq\` has nine digits, so that the oldest comes first`,
    ...{ by, leaves: false, own: true },
    shape: anyEvent as unknown as z.ZodType<Event>,
  });
  const stateKey = (id: string) => stateRow.key({ id });
  const eventKey = (id: string, seq: number) => eventRow.key({ id, seq: String(seq).padStart(9, "0") });
  const eventRows = (store: Store, id: string) => eventRow.rows(store, { id });
  const events = (store: Store, id: string) => eventRow.all(store, { id });
  async function rebuild(store: Store, id: string): Promise<State | undefined> {
    let state: State | undefined;
    for await (const event of events(store, id)) state = evolve(state, event);
    return state;
  }
  return {
    ...{ schema, evolve, stateKey, eventKey, events, eventRows, rebuild, jobWrites },
    rows: [stateRow, eventRow],
    idOf: (key) => (stateRow.holds(key) || eventRow.holds(key) ? key.pk.slice(stateKey("").pk.length) : undefined),
    ...{ isState: stateRow.holds, readState: stateRow.read, readEvent: eventRow.read },
    load: async (store, id) => {
      const found = await stateRow.find(store, { id });
      if (!found) return undefined;
      const state = found.data.schema === schema ? found.data : await rebuild(store, id);
      return state && { state, version: found.version };
    },
    writes: (state, news, expect, before) => [
      stateRow.put({ id: state.id }, state, { expect }),
      ...news.map((event) => ({ put: { ...eventKey(state.id, event.seq), data: toData(event) }, expect: 0 })),
      ...lists(before, state, news.at(-1)!.at),
    ],
  };
}

/**
 * A file that events name: its key, and what it must be. `since`: when it came, where the settings say how long it is kept;
 * `job`: how the id ends of the job that writes it, where that may still be to do; `said`: it holds what someone said, and
 * is erased at their request; `gone`: it is to be there no more, once the job of this id is done.
 */
export type EventFile = {
  key: string;
  content: Content;
  since?: Instant;
  job?: string;
  said?: true;
  copies?: Hash[];
  gone?: string;
};

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
    /** The ids of all that its lists have. */
    ids(store: Store): Promise<string[]>;
    /** How its lists have the one of this state, whose last event was `at`. */
    listed(store: Store, state: State, at: Instant): Promise<Listed>;
    /** All files that the events of one name. */
    files(id: string, events: readonly Event[]): EventFile[];
    /** The ids of all whom the events of one name, each once; the line is nobody. */
    people(events: readonly Event[]): PersonId[];
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

/** Those whose events they are, each once: all whom events name that name nobody else; the line is nobody. */
export function whoWrote(events: readonly ChainEvent[]): PersonId[] {
  return [...new Set(events.map(({ by }) => by))].filter((by) => by !== "line");
}

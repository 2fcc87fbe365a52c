import type { Hash, Instant, OrganisationHolder, PersonId } from "../values.ts";

/** A person's id; "line" where no person acted: a job that was done, a deadline that the clock passed. */
export type Actor = PersonId | "line";

/**
 * Who asks: a person with or without the coordinator's office, or the line itself (jobs, deadlines). `organisation`: the one
 * they belong to, in whose name they may act, "org:acse".
 */
export type Asker = { person: PersonId; coordinator: boolean; organisation?: OrganisationHolder } | "line";

/** What `decide` returns, before it has its place in the chain. */
export type NewEvent<Type extends string = string, Data = unknown> = { type: Type; data: Data };

/**
 * What happened, for ever. `v`: the schema of `data`; `seq`: from 1, without a gap; `prev`: the SHA-256 of the canonical
 * JSON (RFC 8785) of the event before, 64 zeros for the first.
 */
export type ChainEvent<Type extends string = string, Data = unknown> = NewEvent<Type, Data> & {
  v: 1;
  seq: number;
  at: Instant;
  by: Actor;
  prev: Hash;
};

/** What every state that events make has: `seq` and `head`, the hash, of the last event. */
export type Chained = { id: string; seq: number; head: Hash };

/** `prev` of a first event. */
export const chainStart: Hash = "0".repeat(64);

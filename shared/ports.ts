import type { Hash } from "./values.ts";

/** The seams of the house: only what has two real implementations (`adapters/embedded`, `adapters/aws`). */

/**
 * Where rows live, all reads strongly consistent. What is asked of it, and by whom: `stored/ROWS.md`, a table made of the
 * rows themselves; each one's key, shape and conditions are in one file of `stored/`.
 */
export type Store = {
  get(key: Key): Promise<Row | undefined>;
  /** Rows of one partition in the order of `sk` (by its UTF-8 bytes), at most `limit` (100 unless told). */
  query(pk: string, options?: QueryOptions): Promise<{ rows: Row[]; next?: string }>;
  /**
   * Writes all or nothing. Throws `conflict` when an expectation fails, `store-limit` over 90 writes, 300 KB a row or
   * 3 MB in all, `store-unreachable` or `disk-full` when nothing was done, `outcome-unknown` when all or nothing was and the
   * answer was lost: reading back what was written tells, once the store answers.
   */
  commit(writes: Write[]): Promise<void>;
  /** Every row, in no order: for `livrable export`. */
  all(): AsyncIterable<Row>;
  /** Takes away rows that have expired, at most `limit`, where the store does not do so by itself. */
  sweep(limit: number): Promise<void>;
};

export type Key = { pk: string; sk: string };
export type QueryOptions = { prefix?: string; after?: string; limit?: number; newestFirst?: boolean };

/**
 * `version` counts a row's writes, from 1. `status` is set on jobs: rows with `due` reach the workers through the feed
 * of changes. `expires`: epoch seconds after which the row may vanish (and must be taken for gone).
 */
export type Row = Key & { version: number; data: Json; status?: string; kind?: string; expires?: number };
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * `expect`: the version read before, or 0 where the row must not exist; absent: whatever is there. A `check` writes
 * nothing: the others are written only if its row is still what was read.
 */
export type Write =
  | { put: Omit<Row, "version">; expect?: number }
  | { delete: Key; expect?: number }
  | { check: Key; expect: number };

/** An object without its bytes; `name`: what the form that brought it called its file, where the store keeps that. */
export type StoredFacts = { bytes: number; version?: string; name?: string };

/** Objects by key; a key names one content for ever (keys carry hashes or ids), so a second put is the same put. */
export type Files = {
  /** Throws `disk-full` or `store-unreachable`; never leaves a partial object. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /** Puts an object too large to hold in memory: `chunks` are of any size, a few MiB of them in memory at once. */
  putChunks(key: string, chunks: AsyncIterable<Uint8Array>, mediaType: string): Promise<void>;
  /** Throws `object-damaged` where a key carries a hash and the bytes have another. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** What is there: the size in bytes, and the object's version where the store has several. */
  head(key: string): Promise<StoredFacts | undefined>;
  delete(key: string): Promise<void>;
  /** Deletes objects that were stored before an instant (milliseconds), at most `limit`. Says how many. */
  sweep(prefix: string, before: number, limit: number): Promise<number>;
  list(prefix: string): AsyncIterable<string>;
  /**
   * A signed form for exactly one key: the browser posts `fields` and then the `file` to `url`, and is sent to
   * `redirect` (303) when it is stored. Sizes in bytes.
   */
  signUpload(key: string, limits: UploadLimits): Promise<{ url: string; fields: Record<string, string> }>;
  /**
   * A short-lived address that serves the object as an attachment called `filename`, if it is what its key or `content`
   * says. Here or there, before a byte of it: throws, or answers, `object-missing` and `object-damaged`.
   */
  signDownload(
    key: string,
    as: { filename: string; mediaType: string; seconds: number; content?: Content },
  ): Promise<string>;
};
/** What an object must be, as far as it is known. */
export type Content = { sha256?: Hash | undefined; bytes?: number | undefined };
export type UploadLimits = { minBytes: number; maxBytes: number; seconds: number; redirect: string };

/**
 * Sends one message; the same `messageId` twice is the same mail. Returns the Message-ID that it left with, where a carrier gave it its own.
 * Throws a `MailFailure` when it was not taken.
 */
export type Mail = { send(message: Message): Promise<string | undefined> };

/** RFC 5322 fields, already checked for line breaks; both bodies say the same. */
export type Message = {
  messageId: string;
  from: Mailbox;
  to: Mailbox;
  replyTo?: Mailbox;
  subject: string;
  text: string;
  html: string;
  headers?: Record<string, string>;
  /** The mail that it follows, by its Message-ID (RFC 5322, 3.6.4): programs show both as one conversation. */
  inReplyTo?: string;
  /** An iCalendar object (RFC 5545) and its method (RFC 5546): a third body, and `invitation.ics` beside it. */
  calendar?: { method: "REQUEST" | "CANCEL" | "PUBLISH"; text: string };
};
export type Mailbox = { name: string; address: string };

/** Milliseconds since the epoch. */
export type Clock = () => number;
/** A fresh random name of at least 128 bits, in base64url. */
export type Ids = () => string;

/** Keys that sign links, by id; `current` signs, all verify. 32 random bytes each. May change while a process runs. */
export type Keyring = { current: string; keys: ReadonlyMap<string, Uint8Array> };

/** Templates, themes and fonts, by path below `templates/`. */
export type Assets = {
  read(path: string): Promise<Uint8Array>;
  /** Paths below `folder`, sorted. */
  list(folder: string): Promise<string[]>;
  /** The templates as Livrable brings them, where a network's own are laid over them here. */
  shipped?: Assets;
};

/** All that a step needs of the world. */
export type Ports = {
  store: Store;
  files: Files;
  mail: Mail;
  clock: Clock;
  ids: Ids;
  keyring: Keyring;
  assets: Assets;
};

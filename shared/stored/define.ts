import * as z from "zod";
import { Refusal } from "../errors.ts";
import type { FunctionName } from "../functions.ts";
import type { Json, Key, Row, Store, Write } from "../ports.ts";
import { allOf, toData } from "./row.ts";

/**
 * One sort of row. `at`: its key, e.g. "REMARKS#<deliverable> / <person>#<id>"; `what`: what one is; `by`: the functions that
 * read or write it; `leaves`: whether an export takes it as it is (what does not is made anew where a network moves, or is the
 * place's own); `shape`: what its data must be; `schema`: the number of that shape, 1 unless told; `older`: by the number of
 * each shape before, what makes the next one of it; `own`: its data say their schema themselves, or never change it.
 * `personal`: its key names someone's address, which no error repeats.
 */
type Definition<At extends string, Data> = {
  at: At;
  what: string;
  by: readonly FunctionName[];
  leaves: boolean;
  shape: z.ZodType<Data>;
  schema?: number;
  older?: Record<number, (data: Record<string, Json>) => Record<string, Json>>;
  own?: true;
  personal?: true;
};

/** What all that goes through every row is told of one sort. */
export type RowSort = Pick<Definition<string, unknown>, "at" | "what" | "by" | "leaves"> & {
  /** Of its key, `*` for what comes after the first `<`: "REMARKS#*". */
  partition: string;
  /** Whether a key is one of these. */
  holds(key: Key): boolean;
  /** What a row holds, in the shape of today. Throws `row-damaged` where it is not what such a row holds. */
  read(row: Key & Pick<Row, "data">): unknown;
};

/** The names in a pattern: "person" and "id" of "<person>#<id>". */
type Names<Pattern extends string> = Pattern extends `${string}<${infer Name}>${infer Rest}`
  ? Name | Names<Rest>
  : never;
type PkOf<At extends string> = At extends `${infer Pk} / ${string}` ? Pk : never;
/** What a key is made of. */
type KeyParts<At extends string> = Record<Names<At>, string>;
/** A partition, and how far a sort key is known. */
type Within<At extends string> = Record<Names<PkOf<At>>, string> & Partial<KeyParts<At>>;

export type StoredRow<At extends string, Data> = Omit<RowSort, "read"> & {
  key(parts: KeyParts<At>): Key;
  /** What a row holds, in the shape of today. Throws `row-damaged`. */
  read(row: Key & Pick<Row, "data">): Data;
  /** Throws `row-damaged`. */
  get(store: Pick<Store, "get">, parts: KeyParts<At>): Promise<Data | undefined>;
  /** With the version of its row, to expect at the next commit. Throws `row-damaged`. */
  find(store: Pick<Store, "get">, parts: KeyParts<At>): Promise<{ data: Data; version: number } | undefined>;
  /** All of a partition, or those whose sort key begins as is known, in order. Throws `row-damaged`. */
  all(store: Store, within: Within<At>): AsyncGenerator<Data>;
  /** The rows of the same, unread. */
  rows(store: Store, within: Within<At>): AsyncGenerator<Row>;
  put(parts: KeyParts<At>, data: Data, how?: How): { put: Omit<Row, "version">; expect?: number };
  remove(parts: KeyParts<At>, expect?: number): Write;
};
type How = Pick<Row, "expires" | "status" | "kind"> & { expect?: number };

/** Defines a sort of row. Reading holds it to its shape, writing says the number of that shape. */
export function defineRow<const At extends string, Data>(definition: Definition<At, Data>): StoredRow<At, Data> {
  const { at, what, by, leaves, own } = definition;
  const [pk = "", sk = ""] = at.split(" / ");
  const [pkPieces, skPieces] = [piecesOf(pk), piecesOf(sk)];
  const key = (parts: KeyParts<At>): Key => ({ pk: filled(pkPieces, parts), sk: filled(skPieces, parts) });
  const read = (row: Key & Pick<Row, "data">): Data => readAs(definition, row);
  const find: StoredRow<At, Data>["find"] = async (store, parts) => {
    const row = await store.get(key(parts));
    return row && { data: read(row), version: row.version };
  };
  const rows: StoredRow<At, Data>["rows"] = (store, within) => {
    const prefix = filled(skPieces, within as Partial<KeyParts<At>>);
    return allOf(store, filled(pkPieces, within as Partial<KeyParts<At>>), ...(prefix === "" ? [] : [prefix]));
  };
  return {
    ...{ at, what, by, leaves, key, read, find, rows },
    partition: pk.replace(/<.*/, "*"),
    holds: (one) => isFilled(pkPieces, one.pk) && isFilled(skPieces, one.sk),
    get: async (store, parts) => (await find(store, parts))?.data,
    all: async function* (store, within) {
      for await (const row of rows(store, within)) yield read(row);
    },
    put: (parts, data, { expect, ...rest } = {}) => ({
      put: { ...key(parts), data: own ? toData(data as object) : stamped(data as object, definition.schema), ...rest },
      ...(expect !== undefined && { expect }),
    }),
    remove: (parts, expect) => ({ delete: key(parts), ...(expect !== undefined && { expect }) }),
  };
}

/** The shape of a text that is one of a set: which ones there are changes, and none makes a row damaged. */
export function text<T extends string>(): z.ZodType<T> {
  return z.string() as unknown as z.ZodType<T>;
}

/** The shape of fields that their own reader looks into. */
export function fields<T extends object>(): z.ZodType<T> {
  return z.record(z.string(), z.unknown()) as unknown as z.ZodType<T>;
}

/** Text and names in turns: "", "person", "#", "id", "" of "<person>#<id>". */
function piecesOf(pattern: string): string[] {
  return pattern.split(/[<>]/);
}

/** A pattern with its names filled in, up to the first that is not known. */
function filled(pieces: readonly string[], parts: Readonly<Partial<Record<string, string>>>): string {
  let text = "";
  for (const [index, piece] of pieces.entries()) {
    const next = index % 2 === 0 ? piece : parts[piece];
    if (next === undefined) return text;
    text += next;
  }
  return text;
}

/** Whether a text begins as a pattern does, or is it where the pattern names nothing. */
function isFilled([first = "", ...rest]: readonly string[], text: string): boolean {
  return rest.length === 0 ? text === first : text.startsWith(first);
}

function stamped(data: object, schema = 1): Json {
  return toData({ ...data, schema });
}

function readAs<Data>(
  { at, shape, schema = 1, older = {}, own, personal }: Definition<string, Data>,
  { pk, sk, data }: Key & Pick<Row, "data">,
): Data {
  const damaged = (field: string) => new Refusal("row-damaged", { row: personal ? at : `${pk} / ${sk}`, field });
  const held = own ? data : upcast(data, schema, older);
  if (held === undefined) throw damaged("schema");
  const found = shape.safeParse(held);
  // what no shape knows stays: a later version may have written it
  if (found.success) return held as Data;
  throw damaged(found.error.issues[0]!.path.join("."));
}

/** Data of any number up to `schema` as they are written today, without the number; undefined for those of no known shape. */
function upcast(
  data: Json,
  schema: number,
  older: NonNullable<Definition<string, unknown>["older"]>,
): Json | undefined {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return undefined;
  let { schema: number = 1, ...held } = data;
  for (; number !== schema; number++) {
    const next = typeof number === "number" ? older[number] : undefined;
    if (typeof number !== "number" || !next) return undefined;
    held = next(held);
  }
  return held;
}

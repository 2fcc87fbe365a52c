import { isDeepStrictEqual } from "node:util";
import type { Key, Row, Store, Write } from "../ports.ts";
import type { Listed } from "./chain.ts";

/** A row of a list. */
export type Pointer = Omit<Row, "version">;

/** A key as one text. */
export function nameOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`;
}

/**
 * What brings lists from the rows that they have of one thing to those that they are to have: what is as it was is not written. `stays`: the
 * partition of rows that outlive what they were written for, such as a year that has a list.
 */
export function listChanges(before: readonly Pointer[], after: readonly Pointer[], stays?: string): Write[] {
  const named = (rows: readonly Pointer[]) => new Map(rows.map((row) => [nameOf(row), row]));
  const [was, is] = [named(before), named(after)];
  const gone = [...was].filter(([name, { pk }]) => !is.has(name) && pk !== stays);
  const come = [...is].filter(([name, { data }]) => JSON.stringify(was.get(name)?.data) !== JSON.stringify(data));
  return [...gone.map(([, { pk, sk }]) => ({ delete: { pk, sk } })), ...come.map(([, put]) => ({ put }))];
}

/** How the lists have all rows that they should have of one thing; `schema`: of its summaries as they are made today. */
export async function listedIn(store: Store, rows: readonly Pointer[], schema: number): Promise<Listed> {
  const found = await Promise.all(rows.map((row) => listedRow(store, row, schema)));
  return found.find((each) => each === "nowhere") ?? found.find((each) => each === "otherwise") ?? "as it is";
}

/** A summary of another shape is made anew where it is read. */
async function listedRow(store: Store, row: Pointer, today: number): Promise<Listed> {
  const found = await store.get(row);
  if (!found) return "nowhere";
  const { schema = today } = found.data as { schema?: number };
  return schema !== today || isDeepStrictEqual(found.data, row.data) ? "as it is" : "otherwise";
}

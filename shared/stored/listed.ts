import { isDeepStrictEqual } from "node:util";
import type { Row, Store } from "../ports.ts";
import type { Listed } from "./chain.ts";

/** How the lists have all rows that they should have of one thing; `schema`: of its summaries as they are made today. */
export async function listedIn(store: Store, rows: readonly Omit<Row, "version">[], schema: number): Promise<Listed> {
  const found = await Promise.all(rows.map((row) => listedRow(store, row, schema)));
  return found.find((each) => each === "nowhere") ?? found.find((each) => each === "otherwise") ?? "as it is";
}

/** A summary of another shape is made anew where it is read. */
async function listedRow(store: Store, row: Omit<Row, "version">, today: number): Promise<Listed> {
  const found = await store.get(row);
  if (!found) return "nowhere";
  const { schema = today } = found.data as { schema?: number };
  return schema !== today || isDeepStrictEqual(found.data, row.data) ? "as it is" : "otherwise";
}

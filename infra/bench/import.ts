import { execFileSync } from "node:child_process";
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { writeItem } from "../../shared/adapters/aws/item.ts";
import type { Row } from "../../shared/ports.ts";
import { dynoxide, tableKeys } from "../../test/contract/dynoxide.ts";

/**
 * Brings rows into a new database of the DynamoDB API's, as the items that commits would have made of them; where it is. From
 * an export as S3 has it (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html): commits,
 * or batches, of 100,000 deliverables take an hour.
 */
export async function importRows(rows: AsyncIterable<Row>, table: string, folder: string): Promise<string> {
  const [source, schema, database] = ["export", "schema.json", "dynoxide.db"].map((name) => join(folder, name));
  const data = join(source!, table, "data");
  mkdirSync(data, { recursive: true });
  await pipeline(linesOf(rows, table), createGzip({ level: 1 }), createWriteStream(join(data, "rows.json.gz")));
  writeFileSync(schema!, JSON.stringify({ Table: { TableName: table, TableStatus: "ACTIVE", ...tableKeys } }));
  execFileSync(dynoxide, ["import", "--source", source!, "--schema", schema!, "--output", database!], {
    stdio: "pipe",
  });
  return database!;
}

/** An item a line, some 500 of them at once. */
async function* linesOf(rows: AsyncIterable<Row>, table: string): AsyncGenerator<string> {
  let lines: string[] = [];
  for await (const { version, ...put } of rows) {
    const { Item } = writeItem(table, { put, expect: version - 1 }, 0).Put!;
    lines.push(`${JSON.stringify({ Item })}\n`);
    if (lines.length < 500) continue;
    yield lines.join("");
    lines = [];
  }
  yield lines.join("");
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dynamoStore } from "../../shared/adapters/aws/store.ts";
import { openStore } from "../../shared/adapters/embedded/store.ts";
import { dynoxideMissing, startDynoxide } from "../../test/contract/dynoxide.ts";
import { clock, fillArchive, type Read, workIn } from "./archive.ts";
import { median } from "./cost.ts";
import { importRows } from "./import.ts";

/**
 * `npm run bench:lists [-- 100 10000 …]`: what the pages and the clock read of networks that keep ever more of what has
 * ended, while as much is open: rows read, kilobytes of them, and milliseconds (median of five), on SQLite and on the
 * DynamoDB API. What is read may grow with what is open for the person, and with a year; not with the archive.
 */
const sizes = process.argv.slice(2).map(Number);

async function measure(name: string, count: number, { read, work }: Awaited<ReturnType<typeof workIn>>): Promise<void> {
  for (const [what, act] of work) {
    const runs: (Read & { ms: number })[] = [];
    for (let run = 0; run < (what.includes("first") ? 1 : 5); run++) {
      const [before, began] = [{ ...read }, performance.now()];
      await act();
      runs.push({
        rows: read.rows - before.rows,
        kilobytes: read.kilobytes - before.kilobytes,
        ms: performance.now() - began,
      });
    }
    const of = (figure: keyof (Read & { ms: number })) => median(runs.map((each) => each[figure]));
    console.log(
      `${name.padEnd(9)} ${String(count).padStart(7)}  ${what.padEnd(21)} ${String(of("rows")).padStart(6)} rows ${of("kilobytes").toFixed(0).padStart(6)} KB ${of("ms").toFixed(1).padStart(8)} ms`,
    );
  }
}

for (const count of sizes.length > 0 ? sizes : [100, 10_000, 100_000]) {
  const folder = mkdtempSync(join(tmpdir(), "livrable-lists-"));
  const sqlite = openStore(join(folder, "store.sqlite"), clock);
  const people = await fillArchive(sqlite, count, folder);
  const database = dynoxideMissing ? undefined : await importRows(sqlite.all(), "livrable", folder);
  await measure("SQLite", count, await workIn(sqlite, people, folder));
  sqlite.close();
  if (database === undefined) console.log(dynoxideMissing);
  else {
    const server = await startDynoxide(database);
    const store = dynamoStore(server.client, "livrable", clock);
    await measure("DynamoDB", count, await workIn(store, people, folder));
    await server.stop();
  }
  rmSync(folder, { recursive: true });
}

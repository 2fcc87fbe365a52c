import { describe, expect, test } from "vitest";
import { clock, fillArchive } from "../../../infra/bench/archive.ts";
import { importRows } from "../../../infra/bench/import.ts";
import { dynamoStore } from "../../../shared/adapters/aws/store.ts";
import { openStore } from "../../../shared/adapters/embedded/store.ts";
import type { Store } from "../../../shared/ports.ts";
import { dynoxideMissing, startDynoxide } from "../../contract/dynoxide.ts";
import { temporaryFolder } from "../../temporary.ts";

async function rowsIn(store: Store) {
  return new Map(await Array.fromAsync(store.all(), (row) => [`${row.pk} / ${row.sk}`, row] as const));
}

describe.skipIf(dynoxideMissing)(`DynamoDB${dynoxideMissing ? `: not run, ${dynoxideMissing}` : ""}`, () => {
  test("a store that is imported has the rows that were committed, their versions and marks", async () => {
    const folder = temporaryFolder();
    const committed = openStore(":memory:", clock);
    await fillArchive(committed, 100, folder);
    const job = { pk: "JOBS", sk: "render", data: {}, status: "due", kind: "render", expires: clock() / 1000 + 60 };
    await committed.commit([{ put: job }]);
    const server = await startDynoxide(await importRows(committed.all(), "livrable", folder));
    const imported = await rowsIn(dynamoStore(server.client, "livrable", clock));
    expect(imported.size).toBeGreaterThan(900);
    expect(imported).toEqual(await rowsIn(committed));
    await server.stop();
  });
});

import { describe, expect, test } from "vitest";
import { type Bulk, byBatches, byCommits } from "../../../infra/bench/bulk.ts";
import { dynamoStore } from "../../../shared/adapters/aws/store.ts";
import { stateKey } from "../../../shared/stored/deliverable.ts";
import { listedAs } from "../../../shared/stored/listing.ts";
import { toData } from "../../../shared/stored/row.ts";
import { createTable, dynoxideMissing, startDynoxide } from "../../contract/dynoxide.ts";
import { finished, inReview, now, play } from "../../deliverable/scenario.ts";

/** Rows of 40 deliverables, more than one request takes, and one that expires. */
const rows = Array.from({ length: 40 }, (_, index) => {
  const state = { ...play(index < 10 ? inReview : finished).state!, id: `livrable-${index}` };
  const listed = listedAs(state, new Date(now).toISOString()).filter(({ pk }) => pk !== "ENDED");
  return [{ ...stateKey(state.id), data: toData(state) }, ...listed];
}).flat();
const marked = { pk: "JOBS", sk: "render", data: {}, status: "due", kind: "render", expires: now / 1000 + 60 };

describe.skipIf(dynoxideMissing)(`DynamoDB${dynoxideMissing ? `: not run, ${dynoxideMissing}` : ""}`, () => {
  test("rows that are put by batches are the rows that commits would have put", async () => {
    const dynoxide = await startDynoxide();
    const filled = async (table: string, bulk: Bulk) => {
      await bulk([...rows, marked]);
      const found = await Array.fromAsync(dynamoStore(dynoxide.client, table, () => now).all());
      return new Map(found.map((row) => [`${row.pk} / ${row.sk}`, row]));
    };
    for (const table of ["committed", "batched"]) await createTable(dynoxide, table);
    const { client } = dynoxide;
    const committed = await filled("committed", byCommits(dynamoStore(client, "committed", () => now)));
    expect(committed.size).toBe(rows.length + 1);
    expect(await filled("batched", byBatches(client, "batched"))).toEqual(committed);
    await dynoxide.stop();
  });
});

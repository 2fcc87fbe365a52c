import { expect, test } from "vitest";
import { summaryKey } from "../../shared/stored/listing.ts";
import { everySummary } from "../../shared/stored/lists.ts";
import { renewedSummaries } from "../../shared/stored/relisting.ts";
import { createNote, openTestNetwork, stateOf } from "../functions/network.ts";

test("a summary of 0.1.0 is read as its state makes it today, and stored so once", async () => {
  const network = await openTestNetwork();
  const { store } = network.ports;
  const id = await createNote(network);
  const [made] = await everySummary(store);
  const { pk, sk } = summaryKey(await stateOf(network, id));
  const { schema: _, duties: __, given: ___, ...first } = made!;
  await store.commit([{ put: { pk, sk, data: first as never } }]);
  expect(await everySummary(store)).toEqual([made]);
  for (let times = 0; times < 2; times++) expect(await renewedSummaries(store)).toEqual([made]);
  expect(await store.get({ pk, sk })).toMatchObject({ version: 3, data: made });
});

import { expect, test } from "vitest";
import { listSummaries, renewSummaries, summaryKey } from "../../shared/stored/deliverable.ts";
import { createNote, openTestNetwork } from "../functions/network.ts";

test("a summary of 0.1.0 is read as its state makes it today, and stored so once", async () => {
  const network = await openTestNetwork();
  const { store } = network.ports;
  const id = await createNote(network);
  const [made] = await listSummaries(store);
  const { schema: _, duties: __, given: ___, ...first } = made!;
  await store.commit([{ put: { ...summaryKey(id), data: first as never } }]);
  expect(await listSummaries(store)).toEqual([made]);
  for (let times = 0; times < 2; times++) expect(await renewSummaries(store)).toEqual([made]);
  expect(await store.get(summaryKey(id))).toMatchObject({ version: 3, data: made });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { hashOf } from "../../shared/chain/hash.ts";
import { issue } from "../../shared/chain/issue.ts";
import { Refusal } from "../../shared/errors.ts";
import { erase } from "../../shared/evidence/erase.ts";
import { ledgerId } from "../../shared/ledger/state.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { exportNetwork } from "../../shared/moving/export.ts";
import { importNetwork } from "../../shared/moving/import.ts";
import type { Store } from "../../shared/ports.ts";
import {
  entriesOf,
  entriesOfHolder,
  everyLedger,
  ledgerChain,
  ledgers,
  ledgersOf,
} from "../../shared/stored/ledger.ts";
import { sourceKey } from "../../shared/stored/objects.ts";
import { addOrganisation } from "../../shared/stored/organisation.ts";
import { getText, putText } from "../../shared/stored/text.ts";
import { agree } from "../ledger/agreed.ts";
import { askings } from "../ledger/arbitrary.ts";
import { entering, halfDay, march, ticket } from "../ledger/sample.ts";
import { tries } from "../long.ts";
import { openWorld, type World } from "../world.ts";
import { addDirectory } from "./directory.ts";

const holders = ["org:oriv", "chargee-mission"] as const;

/** All that a store says of ledgers: their chains, and each list. */
async function told(store: Store) {
  const ids = (await everyLedger(store)).sort();
  return {
    chains: await Promise.all(ids.map((id) => Array.fromAsync(ledgerChain.events(store, id)))),
    states: await Promise.all(ids.map(async (id) => (await ledgerChain.load(store, id))!.state)),
    sums: await ledgersOf(store, march.agreement),
    lines: await entriesOf(store, march.agreement),
    of: await Promise.all(
      holders.map((holder) => entriesOfHolder(store, holder, { from: "2008-01", until: "2008-12" })),
    ),
  };
}

async function imported(from: World): Promise<World> {
  const chunks = await Array.fromAsync(exportNetwork(from));
  const world = openWorld();
  await importNetwork(world, async function* () {
    yield* chunks;
  });
  return world;
}

test("whatever was entered, what an export brings elsewhere has ledgers whole, and the same lists", async () => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(...holders.map((holder) => askings(12, holder))), async (histories) => {
      const world = openWorld();
      await agree(world);
      for (const [at, commands] of histories.entries())
        for (const command of commands)
          await issue(ledgers, world, ledgerId({ ...march, holder: holders[at]! }), command).catch((error) => {
            if (!(error instanceof Refusal)) throw error;
          });
      const before = await told(world.store);
      const after = await imported(world);
      expect(await told(after.store)).toEqual(before);
      for (const state of before.states) expect(await ledgerChain.rebuild(after.store, state.id)).toEqual(state);
      // people of these histories are not there: nothing else is wrong
      const flaws = (await checkNetwork(after)).flaws.map(({ code }) => code);
      expect(flaws.filter((code) => code !== "person-missing")).toEqual([]);
      world.store.close();
      after.store.close();
    }),
    { numRuns: tries(4, 150) },
  );
});

test("a note and a receipt leave with an export, are missed where they are gone, and are not once they were erased", async () => {
  const world = openWorld();
  await addDirectory(world, "chargee-mission");
  await agree(world, { funder: "oriv" });
  await addOrganisation(world, { short: "ORIV", name: "ORIV", territory: "", roles: ["member"] });
  const note = await putText(world, "Billet Strasbourg–Bruxelles, seconde classe");
  const bytes = Buffer.from("%PDF-1.4 billet");
  const hash = hashOf(bytes);
  await world.files.put(sourceKey(hash), bytes, "application/pdf");
  const proof = { hash, name: "billet.pdf", mediaType: "application/pdf", bytes: bytes.length };
  await issue(ledgers, world, ledgerId(march), entering([halfDay, { ...ticket, note, proof }]));
  const after = await imported(world);
  expect(await checkNetwork(after)).toMatchObject({ ledgers: 1, events: 4, flaws: [] });
  await after.files.delete(sourceKey(hash));
  expect((await checkNetwork(after)).flaws).toMatchObject([{ code: "file-missing", where: sourceKey(hash) }]);
  expect(await erase(after, hash)).toEqual(["/agreements/mpg-2008/entries"]);
  expect(await erase(after, note)).toEqual(["/agreements/mpg-2008/entries"]);
  expect(await getText(after.files, note)).toBeUndefined();
  expect(await checkNetwork(after)).toMatchObject({ flaws: [], erased: 2 });
});

test("a check finds it where the agreement of entries is not there", async () => {
  const world = openWorld();
  await addDirectory(world, "chargee-mission");
  await issue(ledgers, world, ledgerId(march), entering([halfDay]));
  const flaws = (await checkNetwork(world)).flaws.filter(({ code }) => code !== "person-missing");
  expect(flaws).toEqual([{ code: "source-missing", where: "AGREEMENT#mpg-2008", by: ledgerId(march) }]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import { Refusal } from "../../shared/errors.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { exportNetwork } from "../../shared/moving/export.ts";
import { importNetwork } from "../../shared/moving/import.ts";
import type { Store } from "../../shared/ports.ts";
import {
  agreementChain,
  agreements,
  agreementsBy,
  agreementsOf,
  agreementYears,
  everyAgreement,
  openAgreements,
  reportsDueUntil,
  settledAgreements,
} from "../../shared/stored/agreement.ts";
import { addPerson } from "../../shared/stored/person.ts";
import { askings } from "../agreement/arbitrary.ts";
import { open, portal, sign } from "../agreement/sample.ts";
import { tries } from "../long.ts";
import { openWorld } from "../world.ts";

/** All that a store says of agreements: their chains, and each list. */
async function told(store: Store) {
  const ids = (await everyAgreement(store)).sort();
  return {
    chains: await Promise.all(ids.map((id) => Array.fromAsync(agreementChain.events(store, id)))),
    states: await Promise.all(ids.map(async (id) => (await agreementChain.load(store, id))!.state)),
    open: await openAgreements(store),
    // a year keeps its list, though its last agreement is open again
    settled: (await Promise.all((await agreementYears(store)).map((year) => settledAgreements(store, year)))).flat(),
    of: await agreementsOf(store, portal.actions[0]!),
    by: await agreementsBy(store, portal.funder),
    due: await reportsDueUntil(store, "2100-01-01"),
  };
}

test("whatever was asked of agreements, what an export brings elsewhere has their chains whole, and the same lists", async () => {
  const names = ["a", "b"];
  await fc.assert(
    fc.asyncProperty(fc.tuple(...names.map(() => askings(12))), async (histories) => {
      const [world, after] = [openWorld(), openWorld()];
      const person = { name: "Direction", address: "direction@oriv.example", organisation: "ORIV" } as const;
      await addPerson(world, { ...person, language: "fr", coordinator: false });
      for (const [at, commands] of histories.entries())
        for (const command of commands) {
          const own = command.type === "open" ? { ...command, id: names[at]! } : command;
          await issue(agreements, world, names[at]!, own).catch((error) => {
            if (!(error instanceof Refusal)) throw error;
          });
        }
      const before = await told(world.store);
      const chunks = await Array.fromAsync(exportNetwork(world));
      await importNetwork(after, async function* () {
        yield* chunks;
      });
      expect(await told(after.store)).toEqual(before);
      for (const state of before.states) expect(await agreementChain.rebuild(after.store, state.id)).toEqual(state);
      // people of these histories, and what their statements were set from, are not there: nothing else is wrong
      const flaws = (await checkNetwork(after)).flaws.map(({ code }) => code);
      expect(flaws.filter((code) => code !== "file-missing" && code !== "person-missing")).toEqual([]);
      for (const { store } of [world, after]) store.close();
    }),
    { numRuns: tries(4, 150) },
  );
});

test.each(["AGREEMENTS#open", "AGREEMENTS-OF#2008/portail-europeen", "AGREEMENTS-BY#mpg", "REPORTS-DUE"])(
  "a check finds that the list %s lacks an agreement",
  async (list) => {
    const world = openWorld();
    for (const command of [open, sign]) await issue(agreements, world, "mpg-2008", command);
    const { rows } = await world.store.query(list);
    expect(rows).toHaveLength(1);
    const codes = async () => (await checkNetwork(world)).flaws.map(({ code }) => code);
    const before = await codes();
    await world.store.commit(rows.map(({ pk, sk }) => ({ delete: { pk, sk } })));
    expect((await codes()).toSorted()).toEqual([...before, "unlisted"].toSorted());
    world.store.close();
  },
);

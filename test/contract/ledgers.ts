import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import { type AskedEntry, bounds, type LedgerName, ledgerId } from "../../shared/ledger/state.ts";
import type { Clock, Store, Write } from "../../shared/ports.ts";
import {
  doneByTerm,
  entriesOf,
  entriesOfAction,
  entriesOfHolder,
  ledgers,
  loadLedger,
} from "../../shared/stored/ledger.ts";
import * as s from "../deliverable/scenario.ts";
import { entering, halfDay, march, mpg, undoing } from "../ledger/sample.ts";

const year = { from: "2008-01", until: "2008-12" };
const actions = Array.from({ length: 20 }, (_, index) => `2008/action-${index + 1}` as const);
const terms = mpg.terms.map(({ action: _, ...term }) => term);

/**
 * What ledgers ask of where they are kept: lists that are longer than a page, the largest commits that their bounds allow, two who
 * enter at once. `open` gives an empty store, which tells time by `clock`.
 */
export function ledgerContract(name: string, open: (clock: Clock) => Promise<{ store: Store }>): void {
  describe(`${name}: what is kept of entries`, () => {
    let world: { store: Store; clock: Clock; ids: () => string };
    beforeEach(async () => {
      let named = 0;
      const clock = () => s.now;
      world = { ...(await open(clock)), clock, ids: () => `id${++named}` };
    });
    const enter = (entries: AskedEntry[], more: Partial<LedgerName> = {}, provided?: () => Promise<Write[]>) => {
      const of = { ...mpg, actions: [...mpg.actions, ...actions], terms };
      const whole = { ...march, ...more };
      return issue(ledgers, world, ledgerId(whole), entering(entries, { ...whole, of }), provided);
    };

    test("of more organisations than a page has are added up and read by day", async () => {
      const holders = Array.from({ length: 130 }, (_, index) => `org:structure-${index + 1}` as const);
      for (const [index, holder] of holders.entries())
        await enter([{ ...halfDay, id: "e", date: `2008-03-${String(31 - (index % 31)).padStart(2, "0")}` }], {
          holder,
        });
      const done = await doneByTerm(world.store, march.agreement);
      expect(done.get("journees")).toEqual({ quantity: 130 * 50, cents: 130 * 17_500 });
      const days = (await entriesOf(world.store, march.agreement)).map(({ date }) => date);
      expect([days.length, days]).toEqual([130, days.toSorted()]);
      expect(await entriesOfHolder(world.store, "chargee-mission", year)).toHaveLength(130);
      expect(await entriesOfHolder(world.store, "org:structure-7", year)).toHaveLength(1);
    });

    test("as many as come at once, each of another person and for another action, are one commit, and a full ledger is kept", async () => {
      const line = (index: number): AskedEntry => ({
        ...{ ...halfDay, id: `ligne-${index}`.padEnd(32, "x"), meeting: "réunion-de-mars" },
        ...{ person: `personne-${index}`, action: actions[index % 20]! },
      });
      for (let from = 0; from < bounds.entries; from += bounds.atOnce)
        await enter(
          Array.from({ length: bounds.atOnce }, (_, index) => line(from + index)),
          {},
          async () => [{ check: { pk: "AGREEMENT#mpg-2008", sk: "state" }, expect: 0 }],
        );
      const { state } = (await loadLedger(world.store, ledgerId(march)))!;
      expect(state.entries).toHaveLength(bounds.entries);
      expect(await entriesOfAction(world.store, actions[19]!)).toHaveLength(20);
      expect(await entriesOfHolder(world.store, "personne-399", year)).toHaveLength(1);
      const attach = { type: "attachAction", by: "line", from: actions[0]!, action: "2009/action" } as const;
      await issue(ledgers, world, ledgerId(march), attach);
      expect(await entriesOfAction(world.store, "2009/action")).toHaveLength(20);
      await expect(enter([line(400)])).rejects.toMatchObject({ code: "ledger-full" });
    });

    test("by two at once are both there, and one that both undo is undone once", async () => {
      await Promise.all([enter([{ ...halfDay, id: "un" }]), enter([{ ...halfDay, id: "deux" }])]);
      const undo = () => issue(ledgers, world, ledgerId(march), undoing("un"));
      await Promise.all([undo(), undo()]);
      const done = await doneByTerm(world.store, march.agreement);
      expect(done.get("journees")).toEqual({ quantity: 50, cents: 17_500 });
      expect((await loadLedger(world.store, ledgerId(march)))!.state.entries).toHaveLength(3);
    });

    test("are not entered where the agreement was changed since it was read", async () => {
      const key = { pk: "AGREEMENT#mpg-2008", sk: "state" };
      await world.store.commit([{ put: { ...key, data: {} } }]);
      const asRead = async () => [{ check: key, expect: 1 }];
      await enter([halfDay], {}, asRead);
      await world.store.commit([{ put: { ...key, data: {} } }]);
      await expect(enter([{ ...halfDay, id: "tard" }], {}, asRead)).rejects.toMatchObject({ code: "conflict" });
      expect(await entriesOf(world.store, march.agreement)).toHaveLength(1);
    });
  });
}

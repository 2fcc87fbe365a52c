import { beforeEach, expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import type { AskedEntry, LedgerName } from "../../shared/ledger/state.ts";
import { ledgerId } from "../../shared/ledger/state.ts";
import { keptLedgers } from "../../shared/stored/kept-ledger.ts";
import {
  doneByTerm,
  entriesAt,
  entriesOf,
  entriesOfAction,
  entriesOfHolder,
  ledgers,
  ledgersOf,
  ledgersWith,
  loadLedger,
  monthsOfHolder,
} from "../../shared/stored/ledger.ts";
import { countedReads } from "../counted-reads.ts";
import { entering, halfDay, march, mpg, ticket, undoing } from "../ledger/sample.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
const enter = (name: Partial<LedgerName>, entries: AskedEntry[]) => {
  const whole = { ...march, ...name };
  const command = entering(entries, { ...whole, of: { ...mpg, id: whole.agreement }, today: "2009-01-31" });
  return issue(ledgers, world, ledgerId(whole), command);
};
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

/** Two organisations and a person enter on one agreement, one of them on another too; a day is undone. */
beforeEach(async () => {
  world = openWorld();
  await enter({}, [ticket, halfDay]);
  await enter({ month: "2008-05" }, [{ ...halfDay, id: "mai", date: "2008-05-20", quantity: 100 }]);
  await enter({ holder: "org:crefe" }, [
    { ...halfDay, id: "crefe", person: "direction-crefe", quantity: 200, date: "2008-03-20" },
  ]);
  await enter({ agreement: "acse-2008", holder: "benevole" }, [
    { ...ticket, id: "seule", person: "benevole", date: "2008-03-02" },
  ]);
  await issue(ledgers, world, ledgerId(march), undoing("e1"));
});

test("an agreement has its lines by day, of some days alone where asked", async () => {
  expect(ids(await entriesOf(world.store, "mpg-2008"))).toEqual(["e1", "e1-undone", "e2", "crefe", "mai"]);
  expect(ids(await entriesOf(world.store, "mpg-2008", { from: "2008-03-14", until: "2008-05-19" }))).toEqual([
    ...["e2", "crefe"],
  ]);
  expect(await entriesOf(world.store, "daic-2008")).toEqual([]);
  const undone = (await entriesOf(world.store, "mpg-2008")).filter((line) => line.undone);
  expect(ids(undone)).toEqual(["e1", "e1-undone"]);
  const [line] = await entriesOf(world.store, "acse-2008");
  expect(line).toMatchObject({ ledger: "acse-2008.2008-03.benevole", agreement: "acse-2008", holder: "benevole" });
});

test("a page of lines, the last first, reads the ledgers of its months alone", async () => {
  const chosen = (await ledgersOf(world.store, "mpg-2008")).map(({ sums, ...each }) => ({
    ...each,
    count: sums.reduce((all, sum) => all + sum.all, 0),
  }));
  expect(chosen.map(({ month, count }) => [month, count])).toEqual([
    ["2008-03", 1],
    ["2008-03", 3],
    ["2008-05", 1],
  ]);
  const pageAt = async (skip: number, take: number) => {
    const store = countedReads(world.store);
    const lines = await entriesAt(store, chosen, { isOf: () => true, skip, take });
    return { ids: ids(lines), reads: store.reads };
  };
  expect(await pageAt(0, 1)).toEqual({ ids: ["mai"], reads: ["LEDGER#mpg-2008.2008-05.org:oriv"] });
  const march = ["LEDGER#mpg-2008.2008-03.org:crefe", "LEDGER#mpg-2008.2008-03.org:oriv"];
  expect(await pageAt(2, 2)).toEqual({ ids: ["e2", "e1-undone"], reads: march });
  expect((await pageAt(0, 9)).ids).toEqual(["mai", "crefe", "e2", "e1-undone", "e1"]);
  expect(await pageAt(5, 9)).toEqual({ ids: [], reads: [] });
});

test("an agreement adds up what was done by term, of some months alone where asked", async () => {
  const months = { from: "2008-04", until: "2008-12" };
  expect(Object.fromEntries(await doneByTerm(world.store, "mpg-2008"))).toEqual({
    journees: { quantity: 300, cents: 105_000 },
    transport: { quantity: 0, cents: 5_420 },
  });
  expect(Object.fromEntries(await doneByTerm(world.store, "mpg-2008", months))).toEqual({
    journees: { quantity: 100, cents: 35_000 },
  });
  const found = (await ledgersOf(world.store, "mpg-2008")).map(({ month, holder }) => [month, holder]);
  expect(found).toEqual([
    ["2008-03", "org:crefe"],
    ["2008-03", "org:oriv"],
    ["2008-05", "org:oriv"],
  ]);
});

test("an organisation has its lines, a person theirs, whichever organisation they were entered for", async () => {
  const year = { from: "2008-01", until: "2008-12" };
  expect(ids(await entriesOfHolder(world.store, "org:oriv", year))).toEqual(["e1", "e1-undone", "e2", "mai"]);
  expect(ids(await entriesOfHolder(world.store, "org:oriv", { from: "2008-05", until: "2008-05" }))).toEqual(["mai"]);
  expect(ids(await entriesOfHolder(world.store, "chargee-mission", year))).toEqual(["e1", "e1-undone", "mai"]);
  expect(ids(await entriesOfHolder(world.store, "benevole", year))).toEqual(["seule"]);
  expect(await monthsOfHolder(world.store, "org:oriv")).toEqual(["2008-05", "2008-03"]);
});

test("an action has its lines on whichever agreement, and they go where it goes", async () => {
  expect(ids(await entriesOfAction(world.store, "2008/veille"))).toEqual(["seule", "e2"]);
  const attach = { type: "attachAction", by: "line", from: "2008/veille", action: "2009/veille" } as const;
  for (const id of await ledgersWith(world.store, "2008/veille")) await issue(ledgers, world, id, attach);
  expect(await entriesOfAction(world.store, "2008/veille")).toEqual([]);
  expect(ids(await entriesOfAction(world.store, "2009/veille"))).toEqual(["seule", "e2"]);
});

test("each is known to those who go through everything, and listed as it is", async () => {
  const all = await keptLedgers.ids(world.store);
  expect(all.toSorted()).toEqual([
    ...["acse-2008.2008-03.benevole", "mpg-2008.2008-03.org:crefe", "mpg-2008.2008-03.org:oriv"],
    "mpg-2008.2008-05.org:oriv",
  ]);
  for (const id of all) {
    const { state } = (await loadLedger(world.store, id))!;
    expect(await keptLedgers.listed(world.store, state, "")).toBe("as it is");
    expect(await keptLedgers.rebuild(world.store, id)).toEqual(state);
  }
});

test.each<[string, string, string]>([
  ["is not listed on its agreement", "LEDGERS#mpg-2008", "nowhere"],
  ["is not listed with its person", "ENTERED#chargee-mission", "nowhere"],
  ["is not listed with its action", "LEDGERS-OF#2008/veille", "nowhere"],
])("a ledger that %s is found so", async (_, pk, listed) => {
  const { rows } = await world.store.query(pk);
  await world.store.commit(rows.map(({ pk, sk }) => ({ delete: { pk, sk } })));
  const { state } = (await loadLedger(world.store, ledgerId(march)))!;
  expect(await keptLedgers.listed(world.store, state, "")).toBe(listed);
});

test("sums that say otherwise than the lines are found so", async () => {
  const { rows } = await world.store.query("LEDGERS#mpg-2008", { prefix: "2008-03#org:oriv" });
  const { version: _, ...row } = rows[0]!;
  await world.store.commit([{ put: { ...row, data: { ...(row.data as object), sums: [] } } }]);
  const { state } = (await loadLedger(world.store, ledgerId(march)))!;
  expect(await keptLedgers.listed(world.store, state, "")).toBe("otherwise");
});

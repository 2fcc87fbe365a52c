import { beforeEach, expect, test } from "vitest";
import { enterLines, type Line, undoEntry } from "../../shared/acts/entering.ts";
import { issue } from "../../shared/chain/issue.ts";
import { ledgerId } from "../../shared/ledger/state.ts";
import type { Store } from "../../shared/ports.ts";
import { agreements } from "../../shared/stored/agreement.ts";
import { doneByTerm, entriesOf, loadLedger } from "../../shared/stored/ledger.ts";
import { ask } from "../agreement/sample.ts";
import { agree, bring } from "../ledger/agreed.ts";
import { coordination, halfDay, march, ticket } from "../ledger/sample.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
const today = "2008-06-02";
const of = { agreement: march.agreement, holder: march.holder };
const day = (id: string, date: string): Line => ({ ...halfDay, ...of, id, date });
const enter = (...lines: Line[]) => enterLines(world, coordination, lines, today);
const ids = async () => (await entriesOf(world.store, march.agreement)).map(({ id }) => id);

beforeEach(async () => {
  world = openWorld();
  await agree(world);
});

test("lines go to the ledgers of their months and holders; sent again, they are there", async () => {
  const lines = [
    day("mars", "2008-03-12"),
    day("mai", "2008-05-20"),
    { ...day("autre", "2008-03-12"), holder: "x", person: "x" },
  ];
  expect(await enter(...lines)).toEqual({ entered: 3, there: 0 });
  expect(await enter(...lines, { ...ticket, ...of })).toEqual({ entered: 1, there: 3 });
  expect(await ids()).toEqual(["mars", "autre", "e2", "mai"]);
});

test("more lines of one ledger than come at once are several commits", async () => {
  const lines = Array.from({ length: 95 }, (_, index) => day(`n${index}`, "2008-03-12"));
  expect(await enter(...lines)).toEqual({ entered: 95, there: 0 });
  expect((await loadLedger(world.store, ledgerId(march)))!.state.seq).toBe(4);
});

test("an entry is undone once, however often that is asked", async () => {
  await enter(day("mars", "2008-03-12"));
  const undo = () => undoEntry(world, coordination, { ledger: ledgerId(march), entry: "mars" });
  await Promise.all([undo(), undo()]);
  await undo();
  expect((await doneByTerm(world.store, march.agreement)).get("journees")).toEqual({ quantity: 0, cents: 0 });
  expect(await ids()).toHaveLength(2);
});

test.each<[string, () => Promise<unknown>, string]>([
  [
    "on an agreement that is not there",
    () => enter({ ...day("x", "2008-03-12"), agreement: "nulle" }),
    "agreement-unknown",
  ],
  [
    "that is undone and was never entered",
    () => undoEntry(world, coordination, { ledger: ledgerId(march), entry: "x" }),
    "entry-unknown",
  ],
])("an entry %s is refused", (_, act, code) => expect(act()).rejects.toMatchObject({ code }));

/** A store in which, before its next commit, something else happens. */
function meanwhile(happens: () => Promise<unknown>): World {
  let before: Promise<unknown> | undefined;
  const commit: Store["commit"] = async (writes) => {
    before ??= happens();
    await before;
    await world.store.commit(writes);
  };
  return { ...world, store: { ...world.store, commit } };
}

test("nothing is entered into an agreement that is settled while a line is under way", async () => {
  const late = meanwhile(() => bring(world, "settled"));
  const entering = enterLines(late, coordination, [day("tard", "2008-03-12")], today);
  await expect(entering).rejects.toMatchObject({ code: "agreement-settled" });
  expect(await ids()).toEqual([]);
});

test("a line is entered at the rate that its term has by then", async () => {
  const term = { id: "journees", words: "Journées", unit: "day", rate: 40_000, account: "64", action: "2008/portail" };
  const dearer = meanwhile(() => issue(agreements, world, march.agreement, ask({ type: "setTerm", term } as never)));
  await enterLines(dearer, coordination, [day("mars", "2008-03-12")], today);
  expect(await entriesOf(world.store, march.agreement)).toMatchObject([{ cents: 20_000 }]);
});

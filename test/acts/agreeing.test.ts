import { beforeEach, describe, expect, test } from "vitest";
import { changeAgreement, setTerm } from "../../shared/acts/agreeing.ts";
import { enterLines } from "../../shared/acts/entering.ts";
import type { Command } from "../../shared/agreement/command.ts";
import { type AgreementPlan, planOf, type Term, termOf } from "../../shared/agreement/state.ts";
import type { Store } from "../../shared/ports.ts";
import { loadAgreement } from "../../shared/stored/agreement.ts";
import { entriesOf } from "../../shared/stored/ledger.ts";
import { agree } from "../ledger/agreed.ts";
import { coordination } from "../ledger/sample.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
const state = async () => (await loadAgreement(world.store, "mpg-2008"))!.state;
const enter = (id: string, date = "2008-03-12") =>
  enterLines(
    world,
    coordination,
    [
      {
        ...{ id, agreement: "mpg-2008", holder: "org:oriv", date, action: "2008/veille" },
        ...{ term: "missions", quantity: 100 },
      },
    ],
    "2008-06-02",
  );
const change = async (said: Partial<AgreementPlan>, context: World = world) => {
  const command = { type: "change", by: coordination, ...planOf(await state()), ...said } as const;
  await changeAgreement(context, "mpg-2008", command as Extract<Command, { type: "change" }>);
};
const turn = async (unit: Term["unit"], context: World = world) => {
  const term = { ...termOf(await state(), "missions")!, unit };
  await setTerm(context, "mpg-2008", { type: "setTerm", by: coordination, term });
};

beforeEach(async () => {
  world = openWorld();
  await agree(world);
});

/** A store in which, before its first commit, something else happens. */
function meanwhile(happens: () => Promise<unknown>): World {
  let before: Promise<unknown> | undefined;
  const commit: Store["commit"] = async (writes) => {
    before ??= happens();
    await before;
    await world.store.commit(writes);
  };
  return { ...world, store: { ...world.store, commit } };
}

const changes: [string, (context?: World) => Promise<void>, string][] = [
  ["its currency", (context) => change({ currency: "CHF" }, context), "currency-used"],
  ["its funder", (context) => change({ funder: "acse" }, context), "funder-used"],
  ["an action that has lines", (context) => change({ actions: ["2008/portail"] }, context), "action-entered"],
  ["its first day to one after a line", (context) => change({ from: "2008-04-01" }, context), "entries-before"],
  ["its last day to one before a line", (context) => change({ until: "2008-02-28" }, context), "entries-after"],
  ["the unit of its term", (context) => turn("hour", context), "unit-entered"],
];

describe.each(changes)("an agreement on which something was entered does not change %s", (_, act, code) => {
  test("afterwards", async () => {
    await enter("mars");
    await expect(act()).rejects.toMatchObject({ code });
  });

  test("nor while the line is entered", async () => {
    const before = await state();
    await expect(act(meanwhile(() => enter("mars")))).rejects.toMatchObject({ code });
    expect(await state()).toEqual(before);
    expect(await entriesOf(world.store, "mpg-2008")).toHaveLength(1);
  });

  test("nor while a line is added to a ledger that is there", async () => {
    await enter("hier", "2008-03-13");
    await expect(act(meanwhile(() => enter("mars")))).rejects.toMatchObject({ code });
  });
});

test("an agreement on which nothing was entered changes all of it, and one with lines what they do not depend on", async () => {
  await turn("hour");
  await change({ currency: "CHF", funder: "acse", from: "2008-02-01", until: "2008-11-30" });
  expect(await state()).toMatchObject({ currency: "CHF", funder: "acse", from: "2008-02-01" });
  await enter("mars");
  await change({ title: "Portail", from: "2008-01-01", until: "2008-12-31" });
  await change({ from: "2008-03-12", until: "2008-03-12" });
  expect(await state()).toMatchObject({ title: "Portail", from: "2008-03-12", until: "2008-03-12" });
});

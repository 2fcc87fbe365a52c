import { beforeEach, expect, test } from "vitest";
import type { Command } from "../../shared/agreement/command.ts";
import type { AgreementPlan } from "../../shared/agreement/state.ts";
import { issue } from "../../shared/chain/issue.ts";
import {
  agreements,
  agreementsBy,
  agreementsNamed,
  agreementsOf,
  agreementYears,
  loadAgreement,
  openAgreements,
  reportsDueUntil,
  settledAgreements,
} from "../../shared/stored/agreement.ts";
import { keptAgreements } from "../../shared/stored/kept-agreement.ts";
import { ask, open, settle, sign } from "../agreement/sample.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
const act = (id: string, command: Command) => issue(agreements, world, id, command);
const opened = (id: string, said: Partial<AgreementPlan> = {}) => act(id, { ...open, id, ...said } as Command);
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

/** One is asked for, one signed, one settled. */
beforeEach(async () => {
  world = openWorld();
  await opened("daic-2008", { funder: "daic", actions: ["2008/integration", "2008/veille"], reportDue: "2009-03-31" });
  await opened("mpg-2008");
  await act("mpg-2008", sign);
  await opened("acse-2007", { funder: "acse", until: "2008-03-31" });
  for (const command of [sign, settle]) await act("acse-2007", command);
});

test("what is open is listed by the day its report is due, what is settled in its year", async () => {
  expect(ids(await openAgreements(world.store))).toEqual(["daic-2008", "mpg-2008"]);
  expect(ids(await settledAgreements(world.store, "2008"))).toEqual(["acse-2007"]);
  expect(await agreementYears(world.store)).toEqual(["2008"]);
  await act("acse-2007", sign);
  expect(ids(await openAgreements(world.store))).toEqual(["acse-2007", "daic-2008", "mpg-2008"]);
  expect(await settledAgreements(world.store, "2008")).toEqual([]);
});

test("the agreements of an action, and of a funder, are those that are of it now", async () => {
  expect(ids(await agreementsOf(world.store, "2008/veille"))).toEqual(["daic-2008"]);
  expect(ids(await agreementsBy(world.store, "mpg"))).toEqual(["mpg-2008"]);
  await act("daic-2008", ask({ type: "attachAction", from: "2008/veille", action: "2009/veille" }, "line"));
  expect(await agreementsOf(world.store, "2008/veille")).toEqual([]);
  expect(ids(await agreementsOf(world.store, "2009/veille"))).toEqual(["daic-2008"]);
  expect(ids(await agreementsNamed(world.store, ["mpg-2008", "nulle-part"]))).toEqual(["mpg-2008"]);
});

test("a report is due of what was signed, until it was handed in", async () => {
  const due = async (last: string) => (await reportsDueUntil(world.store, last)).map(({ agreement }) => agreement);
  expect(await due("2008-09-29")).toEqual([]);
  expect(await due("2008-09-30")).toEqual(["acse-2007"]);
  expect(await due("2009-06-30")).toEqual(["acse-2007", "mpg-2008"]);
  await act("acse-2007", ask({ type: "report", on: "2008-06-01", today: "2008-06-02" }));
  expect(await due("2009-06-30")).toEqual(["mpg-2008"]);
  await act("mpg-2008", ask({ type: "remind", day: "2009-05-29" }, "line"));
  expect(await reportsDueUntil(world.store, "2009-06-30")).toEqual([
    { agreement: "mpg-2008", day: "2009-06-30", promised: "2008-02-20", reminded: ["2009-05-29"] },
  ]);
});

test("each is known to those who go through everything, and listed as it is", async () => {
  expect((await keptAgreements.ids(world.store)).toSorted()).toEqual(["acse-2007", "daic-2008", "mpg-2008"]);
  for (const id of await keptAgreements.ids(world.store)) {
    const { state } = (await loadAgreement(world.store, id))!;
    expect(await keptAgreements.listed(world.store, state, "")).toBe("as it is");
    expect(await keptAgreements.rebuild(world.store, id)).toEqual(state);
    const events = await Array.fromAsync(keptAgreements.events(world.store, id));
    expect(keptAgreements.people(events)).toEqual(expect.arrayContaining(["coordination", `org:${state.funder}`]));
  }
});

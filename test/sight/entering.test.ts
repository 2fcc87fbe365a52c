import { beforeAll, describe, expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import { choicesIn } from "../../shared/ledger/offered.ts";
import { actionsToEnter, mayEnter, offeredTo } from "../../shared/sight/entering.ts";
import { loadAgreement } from "../../shared/stored/agreement.ts";
import { programmes } from "../../shared/stored/programme.ts";
import { countedReads } from "../counted-reads.ts";
import { agree, bring } from "../ledger/agreed.ts";
import { mpg } from "../ledger/sample.ts";
import { action, coordination, plan } from "../programme/sample.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
const of = (id: string, organisations: string[], concerned: string[] = []) =>
  action(id, { steering: { organisations }, concerned });

/** The portal is ORIV's, with CREFE; the watch is ODTI's. One agreement pays both, another, that is settled, the watch. */
beforeAll(async () => {
  world = openWorld();
  const actions = [of("portail", ["oriv"], ["crefe"]), of("veille", ["odti"])];
  await issue(programmes, world, "2008", { type: "create", by: coordination, id: "2008", ...plan });
  for (const each of actions)
    await issue(programmes, world, "2008", { type: "addAction", by: coordination, action: each });
  await agree(world);
  await agree(world, { id: "acse-2007", funder: "acse", actions: ["2008/veille"], terms: [mpg.terms[2]!] });
  await bring(world, "settled", "acse-2007");
});

describe("somebody may enter on agreements that are not settled, for actions of theirs", () => {
  test.each<[string, boolean, string, string[]]>([
    ["who steers one", false, "oriv", ["2008/portail"]],
    ["who takes part in one", false, "crefe", ["2008/portail"]],
    ["who steers another", false, "odti", ["2008/veille"]],
    ["who pays", false, "mpg", []],
    ["who is of no organisation", false, "", []],
    ["who coordinates, for all", true, "", ["2008/portail", "2008/veille"]],
  ])("%s", async (_, coordinator, organisation, actions) => {
    const offered = await offeredTo(world.store, { coordinator, organisation });
    expect(offered.flatMap((each) => each.actions.map(({ ref }) => ref))).toEqual(actions);
    expect(await mayEnter(world.store, { coordinator, organisation })).toBe(actions.length > 0);
  });

  test("not on an agreement that their organisation pays, though it takes part in its action", async () => {
    const { state } = (await loadAgreement(world.store, "mpg-2008"))!;
    const may = (funder: string) =>
      actionsToEnter(world.store, { coordinator: false, organisation: "crefe" }, { ...state, funder });
    expect([await may("mpg"), await may("crefe")]).toEqual([["2008/portail"], []]);
  });

  test("and finds, where asked for, those that are settled, on which nothing is entered", async () => {
    const offered = await offeredTo(world.store, { coordinator: false, organisation: "odti" }, ["Acse-2007"]);
    expect(offered.map(({ agreement }) => agreement.id)).toEqual(["mpg-2008", "acse-2007"]);
    expect(new Set(choicesIn(offered).map(({ agreement }) => agreement.id))).toEqual(new Set(["mpg-2008"]));
  });

  test("each term for its own action, or for each", async () => {
    const choices = choicesIn(await offeredTo(world.store, { coordinator: true, organisation: "" }));
    expect(choices.map(({ action, term }) => `${action.title} ${term.id}`)).toEqual([
      ...["journees", "missions", "transport", "serveur", "benevolat"].map((term) => `Action portail ${term}`),
      ...["missions", "transport", "serveur", "benevolat"].map((term) => `Action veille ${term}`),
    ]);
  });

  test("reading those that are offered alone, however many there are", async () => {
    for (let turn = 0; turn < 12; turn++) {
      const id = `autre-${turn}`;
      await agree(world, { id, funder: "acse", title: id, actions: ["2008/veille"], terms: [mpg.terms[2]!] });
      if (turn % 2 === 0) await bring(world, "settled", id);
    }
    const store = countedReads(world.store);
    await mayEnter(store, { coordinator: false, organisation: "oriv" });
    expect(store.reads).toEqual(["AGREEMENTS#open", "PROGRAMME#2008"]);
    store.reads.length = 0;
    await offeredTo(store, { coordinator: false, organisation: "oriv" });
    expect(store.reads).toEqual(["AGREEMENTS#open", "PROGRAMME#2008", "AGREEMENT#mpg-2008"]);
    store.reads.length = 0;
    const offered = await offeredTo(store, { coordinator: false, organisation: "odti" }, ["acse-2007"]);
    expect(offered.map(({ agreement }) => agreement.id)).toContain("acse-2007");
    expect(store.reads.filter((pk) => pk.startsWith("AGREEMENT#"))).toHaveLength(offered.length);
  });
});

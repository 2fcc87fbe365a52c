import { beforeEach, expect, test } from "vitest";
import { issue } from "../../shared/chain/issue.ts";
import type { Onlooker } from "../../shared/sight/actions.ts";
import { agreementShownTo, standpointOnAgreement } from "../../shared/sight/agreements.ts";
import { programmes } from "../../shared/stored/programme.ts";
import { coordination, portal } from "../agreement/sample.ts";
import { openWorld, type World } from "../world.ts";

let world: World;

/** A programme whose action ORIV steers, in which CREFE takes part. */
beforeEach(async () => {
  world = openWorld();
  const period = { from: "2008-01-01", until: "2008-12-31" };
  const plan = { id: "2008", title: "Programme 2008", ...period, families: [{ id: "outils", title: "Outils" }] };
  const nothing = { strands: [], interventions: [], results: [], expected: [], payment: [], intent: "" };
  const action = { id: "portail-europeen", title: "Portail européen", family: "outils", ...nothing };
  const parts = { steering: { organisations: ["oriv"] }, concerned: ["crefe"], funding: { by: ["mpg"] } };
  await issue(programmes, world, "2008", { type: "create", by: coordination, ...plan });
  await issue(programmes, world, "2008", { type: "addAction", by: coordination, action: { ...action, ...parts } });
});

const seenBy = (organisation: string, said: object = {}) => {
  const onlooker: Onlooker = { coordinator: false, organisation, member: organisation !== "mpg" };
  const agreement = { ...portal, stage: "signed", ...said } as const;
  return standpointOnAgreement(world.store, onlooker, agreement as typeof agreement & { stage: "signed" });
};

test.each<[string, string, object, string | undefined]>([
  ["its funder, as it was asked for", "mpg", { stage: "requested" }, "funder"],
  ["not its funder, as long as it is considered", "mpg", { stage: "considered" }, undefined],
  [
    "not its funder that takes part in its action, as long as it is considered",
    "crefe",
    { funder: "crefe", stage: "considered" },
    undefined,
  ],
  ["its funder that takes part in its action besides", "crefe", { funder: "crefe", stage: "signed" }, "funder"],
  ["not another funder", "acse", {}, undefined],
  ["who steers its action", "oriv", {}, "member"],
  ["who takes part in its action", "crefe", { stage: "considered" }, "member"],
  ["not another member", "epi", {}, undefined],
  ["nobody who is of no organisation", "", { funder: "" }, undefined],
  ["nobody by an action that is not there", "oriv", { actions: ["2008/veille"] }, undefined],
])("an agreement is seen by %s", async (_, organisation, said, standpoint) => {
  expect(await seenBy(organisation, said)).toBe(standpoint);
});

test("a coordinator sees every agreement", async () => {
  const office = { coordinator: true, organisation: "" };
  expect(await standpointOnAgreement(world.store, office, { ...portal, stage: "considered" })).toBe("coordinator");
});

test("an action that was removed shows its agreement to nobody", async () => {
  const command = { type: "removeAction", by: coordination, action: "portail-europeen" } as const;
  await issue(programmes, world, "2008", command);
  expect(await seenBy("oriv")).toBeUndefined();
});

test("who takes part in its actions sees no payment, and no entry of others", () => {
  expect(agreementShownTo.member).toEqual({ payments: false, every: false });
});

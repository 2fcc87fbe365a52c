import { expect, test } from "vitest";
import { checkDrafts } from "../../shared/acts/judged.ts";
import { changeKind } from "../../shared/acts/kinds.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import { createNote, deposit, openTestNetwork, stateOf } from "../functions/network.ts";

test("drafts of a kind that demands more are checked some at each call, the next after the last; one that fails leaves the others", async () => {
  const network = await openTestNetwork();
  const { ports } = network;
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) {
    ids.push(await createNote(network));
    await deposit(network, ids.at(-1)!);
  }
  expect(await checkDrafts(ports)).toBe(true);
  const { kind } = await loadKind(ports.assets, "framing-note");
  const demanded = { id: "risks", title: { fr: "Risques" }, also: [], required: true, from: "heading" as const };
  await changeKind(ports, { ...kind, sections: [...kind.sections, demanded] });
  const [, failing] = ids.toSorted();
  const get = async (key: { pk: string; sk: string }) => {
    if (key.pk === `DELIVERABLE#${failing}`) throw new Error("the row of one deliverable cannot be read");
    return ports.store.get(key);
  };
  const troubled = { ...ports, store: { ...ports.store, get } };
  const lacking = async () =>
    Promise.all(
      ids.toSorted().map(async (id) => (await stateOf(network, id)).versions[0]!.checks["part-1"]!.missing[0]),
    );
  await expect(checkDrafts(troubled, 2)).rejects.toThrow("cannot be read");
  expect(await lacking()).toEqual(["risks", undefined, undefined, undefined, undefined]);
  expect(await checkDrafts(troubled, 2)).toBe(false);
  expect(await checkDrafts(troubled, 2)).toBe(true);
  expect(await lacking()).toEqual(["risks", undefined, "risks", "risks", "risks"]);
});

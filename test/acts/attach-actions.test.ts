import { beforeEach, expect, test } from "vitest";
import { attachActions, attachAll } from "../../shared/acts/attach-actions.ts";
import { importProgramme, readProgramme } from "../../shared/acts/programme-file.ts";
import type { Command } from "../../shared/agreement/command.ts";
import { issue } from "../../shared/chain/issue.ts";
import { ledgerId } from "../../shared/ledger/state.ts";
import { outsideProgramme, presentActions } from "../../shared/programme/state.ts";
import { agreements, loadAgreement } from "../../shared/stored/agreement.ts";
import { deliverables, loadEvents } from "../../shared/stored/deliverable.ts";
import { ledgers, ledgersWith, loadLedger } from "../../shared/stored/ledger.ts";
import { deliverablesOf } from "../../shared/stored/of-action.ts";
import { listProgrammes, loadProgramme } from "../../shared/stored/programme.ts";
import { open } from "../agreement/sample.ts";
import { as, type Network, openTestNetwork, stateOf } from "../functions/network.ts";
import { entering, halfDay, march } from "../ledger/sample.ts";
import { seedText } from "../programme/seed.ts";

let network: Network;

beforeEach(async () => {
  network = await openTestNetwork();
});

/** A deliverable whose action is said in words. */
async function written(id: string, action: string, final = "2008-07-01"): Promise<void> {
  const { ports, people } = network;
  await issue(deliverables, ports, id, {
    ...{ type: "create", by: as(network, "coordinator"), id, kind: "framing-note", title: id, action, language: "fr" },
    ...{ authors: [people.author.id], reviewers: [], funders: [], quorum: 1, due: { final } },
    parts: [{ id: "part-1", title: "" }],
  });
}

async function imported(): Promise<void> {
  const read = await readProgramme(network.ports, seedText);
  if (!("ok" in read)) throw new Error("the seed has faults");
  await importProgramme(network.ports, as(network, "coordinator"), read.ok);
}

const outside = async () => (await loadProgramme(network.ports.store, outsideProgramme))?.state;
const titlesOutside = async () => presentActions((await outside()) ?? { actions: [] }).map(({ title }) => title);
const actionsOf = (...ids: string[]) => Promise.all(ids.map(async (id) => (await stateOf(network, id)).action));
const idsOf = async (action: string) => (await deliverablesOf(network.ports.store, action)).map(({ id }) => id);

test("texts become actions of a programme that is made of them, its period that of their deliverables", async () => {
  await written("note-1", "Interculturalité");
  await written("note-2", "Interculturalité", "2009-02-01");
  await written("note-3", "Veille");
  await attachAll(network.ports, "fr");
  expect(await outside()).toMatchObject({ title: "Actions hors programme", from: "2008-01-01", until: "2009-12-31" });
  expect((await titlesOutside()).toSorted()).toEqual(["Interculturalité", "Veille"]);
  expect(await actionsOf("note-1", "note-2", "note-3")).toEqual([
    "avant/interculturalite",
    "avant/interculturalite",
    "avant/veille",
  ]);
  expect(await idsOf("avant/interculturalite")).toEqual(["note-1", "note-2"]);
});

test("what differs in its accents is another action, what differs in case or spaces is not", async () => {
  await written("note-1", "Interculturalité");
  await written("note-2", "Interculturalite");
  await written("note-3", "interculturalité");
  await written("note-4", "Interculturalité\u00a0");
  await attachAll(network.ports, "fr");
  const [one, two, three, four] = await actionsOf("note-1", "note-2", "note-3", "note-4");
  expect([one, three, four]).toEqual([one, one, one]);
  expect(two).not.toBe(one);
});

test("nothing but the action changes, and it is told by the line", async () => {
  await written("note-1", "Interculturalité");
  const { head: _, seq: __, action: ___, ...before } = await stateOf(network, "note-1");
  await attachAll(network.ports, "fr");
  const { head, seq, action, ...after } = await stateOf(network, "note-1");
  expect(after).toEqual(before);
  const events = await Array.fromAsync(loadEvents(network.ports.store, "note-1"));
  expect(events.slice(1)).toMatchObject([{ type: "amended", by: "line", data: { action } }]);
  expect(Object.keys(events[1]!.data)).toEqual(["action"]);
  expect([seq, head.length]).toEqual([2, 64]);
});

test("once everything is attached, nothing is written any more", async () => {
  await written("note-1", "Interculturalité");
  await attachAll(network.ports, "fr");
  const rows = await Array.fromAsync(network.ports.store.all());
  expect(await attachActions(network.ports, "fr")).toBe(true);
  expect(await Array.fromAsync(network.ports.store.all())).toEqual(rows);
});

test("more than one turn takes are attached in several", async () => {
  for (let each = 1; each <= 103; each++) await written(`note-${each}`, "Veille");
  expect(await attachActions(network.ports, "fr")).toBe(false);
  expect(await attachActions(network.ports, "fr")).toBe(true);
  expect(await idsOf("avant/veille")).toHaveLength(103);
});

test("a programme that is imported takes over what has the exact titles of its actions, texts or not", async () => {
  await written("note-1", "Interculturalité");
  await written("note-2", "Veille");
  await attachAll(network.ports, "fr");
  await written("note-3", "Interculturalité");
  await imported();
  expect(await actionsOf("note-1", "note-2", "note-3")).toEqual([
    "2008/interculturalite",
    "avant/veille",
    "2008/interculturalite",
  ]);
  expect(await titlesOutside()).toEqual(["Veille"]);
  expect(await idsOf("avant/interculturalite")).toEqual([]);
  expect((await listProgrammes(network.ports.store)).map(({ id }) => id)).toEqual(["2008", outsideProgramme]);
});

test("an agreement, and what was entered on it, goes with its actions to the programme that takes them over", async () => {
  await written("note-1", "Interculturalité");
  await attachAll(network.ports, "fr");
  const opened = { ...open, id: "acse-2008", actions: ["avant/interculturalite", "avant/veille"] } as Command;
  await issue(agreements, network.ports, "acse-2008", opened);
  const { state: of } = (await loadAgreement(network.ports.store, "acse-2008"))!;
  const lines = of.actions.map((action) => ({ ...halfDay, id: action, action }));
  const name = { ...march, agreement: "acse-2008" };
  await issue(ledgers, network.ports, ledgerId(name), entering(lines, { ...name, of }));
  await imported();
  await attachAll(network.ports, "fr");
  const { state } = (await loadAgreement(network.ports.store, "acse-2008"))!;
  expect(state.actions).toEqual(["2008/interculturalite", "avant/veille"]);
  const entered = (await loadLedger(network.ports.store, ledgerId(name)))!.state.entries;
  expect(entered.map(({ action }) => action)).toEqual(state.actions);
  expect(await ledgersWith(network.ports.store, "avant/interculturalite")).toEqual([]);
});

test("a text that only begins as the title of an action does is an action of its own", async () => {
  await written("note-1", "Interculturalité");
  await attachAll(network.ports, "fr");
  await imported();
  await written("note-2", "Interculturalité, suite");
  await attachAll(network.ports, "fr");
  expect(await titlesOutside()).toEqual(["Interculturalité, suite"]);
});

test("a text that an address has as a word becomes an action all the same", async () => {
  await written("note-1", "New");
  await attachAll(network.ports, "fr");
  expect(await actionsOf("note-1")).toEqual(["avant/new-2"]);
});

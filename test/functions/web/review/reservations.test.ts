import { beforeEach, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { annexBlocks, approvalBlocks } from "../../../../shared/document/approval.ts";
import { eachBlock, textOf } from "../../../../shared/document/visit.ts";
import { approvalOf } from "../../../../shared/evidence/approval.ts";
import { loadRecordData } from "../../../../shared/evidence/record-data.ts";
import { deliverables, loadEvents } from "../../../../shared/stored/deliverable.ts";
import { putText } from "../../../../shared/stored/text.ts";
import {
  as,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  sendMails,
  stateOf,
  submitDraft,
} from "../../network.ts";

let network: Network;
let id: string;
let here: string;

/** Approved by both, with reservations that have a written reason and no remark. */
beforeEach(async () => {
  network = await openTestNetwork();
  id = await createNote(network);
  here = `/deliverables/${id}`;
  await deposit(network, id);
  const version = await submitDraft(network, id);
  await issue(deliverables, network.ports, id, {
    ...{ type: "decide", by: as(network, "first"), round: 1, version, submission: "reserve-1" },
    ...{ choice: "approveWithReservations", reason: await putText(network.ports, "Une définition manque.") },
  });
  await decideAs(network, "second", id, "approve");
  await closeRound(network, id);
  await sendMails(network);
});

const version = async () => (await stateOf(network, id)).versions.at(-1)!.hash;

async function invitation() {
  await sendMails(network);
  const { subject, text, html } = network.sent.findLast(({ to }) => to.address === network.people.first.address)!;
  return `${subject}\n${text}\n${html}`;
}

async function recordLines(): Promise<string> {
  const events = await Array.fromAsync(loadEvents(network.ports.store, id));
  const told = await loadRecordData(network.ports, events);
  const approval = approvalOf(await stateOf(network, id), events, told, "Europe/Paris")!;
  return [...eachBlock([...approvalBlocks(approval, "fr"), ...annexBlocks(approval, "fr")])].map(textOf).join("\n");
}

test("reservations without a remark: an unchanged text is confirmed, and nothing is said of remarks nor of changes", async () => {
  const author = await browse(network, "author");
  const coordinator = await browse(network, "coordinator");
  expect(await author.page(here)).toContain("approuvé avec des réserves, sans remarque à traiter");
  const form = await author.page(`${here}/submission`);
  expect(form).toMatch(/sur le texte de la relecture nᵒ\s1, inchangé/);
  const sent = { version: await version(), confirmed: "true" };
  const refused = await (await author.post(`${here}/submission`, sent)).text();
  expect(refused).toContain("écrivez pourquoi le texte reste tel quel");
  expect(await coordinator.page("/deliverables")).toContain("la relecture de confirmation peut être ouverte.");
  await author.post(`${here}/submission`, { ...sent, unchanged: "La note la donne en page 2." });

  const letter = await invitation();
  expect(letter).toMatch(/approuvé avec des réserves\s; le\stexte\sn’a\spas\schangé/);
  const reviewer = await browse(network, "first", "review", id);
  const reading = await reviewer.page(`${here}/review`);
  const decision = await reviewer.page(`${here}/review/decision`);
  expect(decision).toMatch(/porte sur le texte de la relecture nᵒ\s1, inchangé/);
  for (const said of [form, refused, letter, reading, decision]) {
    expect(said).not.toMatch(/reçu (leur|une) suite|donné suite|intègr|intégrée/);
    expect(said).not.toMatch(/ce\squi\sa\schangé/i);
  }

  await decideAs(network, "first", id, "approve");
  await closeRound(network, id);
  const record = await recordLines();
  expect(record).toMatch(/La relecture n°\s2 a porté sur un texte déjà relu, le même mot pour mot\./);
  expect(record).toMatch(/Relecture\nRelecteur\nMotif écrit\n1\n.+\nUne définition manque\./);
  expect(record).not.toContain("reçu une suite");
});

test("reservations without a remark: a changed text is confirmed with what changed, and nothing is said of remarks", async () => {
  await deposit(network, id, completeDraft.replace("Un cadre", "Un cadre commun"));
  const author = await browse(network, "author");
  const form = await author.page(`${here}/submission`);
  expect(form).toMatch(/ce qui a changé depuis la relecture nᵒ\s1, close avec des réserves/);
  await author.post(`${here}/submission`, { version: await version(), confirmed: "true" });
  const letter = await invitation();
  expect(letter).toMatch(/approuvé avec des réserves/);
  expect(letter).toMatch(/ce\squi\sa\schangé/i);
  const reviewer = await browse(network, "first", "review", id);
  const reading = await reviewer.page(`${here}/review`);
  expect(reading).toMatch(/suit l’approbation avec réserves de la relecture nᵒ\s1/);
  for (const said of [form, letter, reading])
    expect(said).not.toMatch(/reçu (leur|une) suite|donné suite|intègr|intégrée/);
});

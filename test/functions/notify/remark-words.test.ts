import { expect, test } from "vitest";
import {
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  openTestNetwork,
  sendMails,
  submitDraft,
} from "../network.ts";
import { offerAs } from "../offering.ts";
import { dispose } from "./scenes.ts";

test("a letter quotes a long remark up to a word, with inner marks in its own", async () => {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id);
  await submitDraft(network, id);
  const text = "« Souvent » : combien ? Sur quelle période, et pour le sentiment de quels agents des mairies ?";
  await offerAs(network, "first", id, { id: "r1", type: "comment", text });
  for (const reviewer of ["first", "second"] as const) await decideAs(network, reviewer, id, "approve");
  await closeRound(network, id);
  await dispose(network, id, "r1", "integrated");
  await deposit(network, id, completeDraft.replace("Des échanges.", "Des ateliers."));
  await submitDraft(network, id, "2008-05-20T22:00:00.000Z");
  await sendMails(network);
  const letters = network.sent.filter(({ to }) => to.address === network.people.first.address);
  expect(letters.map((letter) => letter.text.replace(/\s+/g, " ")).join("\n")).toContain(
    "1. « “Souvent” : combien ? Sur quelle période, et pour le sentiment de quels… » : intégrée",
  );
});

test("a letter names a deletion and a replacement by what they do, of words and of a whole passage", async () => {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id);
  await submitDraft(network, id);
  await offerAs(
    network,
    "first",
    id,
    { id: "r1", type: "correction", words: "Des échanges.", proposal: "" },
    { id: "r2", type: "correction", words: "De quoi parle-t-on", proposal: "De quoi s'agit-il" },
    { id: "r3", type: "correction", proposal: "" },
  );
  for (const reviewer of ["first", "second"] as const) await decideAs(network, reviewer, id, "approve");
  await closeRound(network, id);
  for (const each of ["r1", "r2", "r3"]) await dispose(network, id, each, "integrated");
  await deposit(network, id, completeDraft.replace("Des échanges.", "Des ateliers."));
  await submitDraft(network, id, "2008-05-20T22:00:00.000Z");
  await sendMails(network);
  const letters = network.sent.filter(({ to }) => to.address === network.people.first.address);
  const text = letters.map((letter) => letter.text.replace(/\s+/g, " ")).join("\n");
  expect(text).toContain("1. Supprimer « Des échanges. » : intégrée");
  expect(text).toContain("2. Remplacer « De quoi parle-t-on » par « De quoi s’agit-il » : intégrée");
  expect(text).toContain("3. Supprimer un passage : intégrée");
  expect(text).not.toContain("« – »");
});

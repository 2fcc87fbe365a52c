import { expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { browse, createNote, deposit, openTestNetwork, submitDraft } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

test("the history says which reminder had come and whose decisions were awaited, not that a mail left", async () => {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id);
  await submitDraft(network, id);
  await issue(deliverables, network.ports, id, { type: "remind", by: "line", round: 1, days: 7 });
  const page = await (await browse(network, "coordinator")).page(`/deliverables/${id}`);
  expect(page.replace(/[\u00a0\u202f]/g, " ")).toContain(
    "Rappel prévu 7 jours avant l’échéance ; avis encore attendus : Direction (ORIV), Research officer (IREV).",
  );
  expect(page).not.toContain("Rappel envoyé");
});

test("the history names every file, those too that the state has let go, a page of 25 events after the other", async () => {
  const network = await openTestNetwork();
  const id = await createNote(network);
  for (let sent = 0; sent < 22; sent += 1) await deposit(network, id);
  const coordinator = await browse(network, "coordinator");
  const first = await coordinator.page(`/deliverables/${id}`);
  const [, before = ""] = /<a href="\?before=(\d+)#history">Événements plus anciens/.exec(first) ?? [];
  const second = await coordinator.page(`/deliverables/${id}?before=${before}`);
  expect([first, second].map((page) => /<details id="history" open>/.test(page))).toEqual([false, true]);
  expect(wordsOf(first)).toContain("Historique 45 événements");
  expect(second).not.toContain("Événements plus anciens");
  const told = [...`${first}${second}`.replace(/[\u00a0\u202f]/g, " ").matchAll(/Le fichier « (.*?) » a été lu/g)].map(
    ([, name]) => name,
  );
  expect(told).toHaveLength(22);
  expect(told.filter((name) => name === "")).toEqual([]);
});

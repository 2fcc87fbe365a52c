import { expect, test } from "vitest";
import { browse, openTestNetwork, pass, putOutputs, sendMails } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { closed } from "../../notify/scenes.ts";

test("the page of a final says the one day of a round as one, and everything names the PDF first", async () => {
  const network = await openTestNetwork();
  const id = await closed(network);
  await putOutputs(network, id);
  const coordinator = await browse(network, "coordinator");
  expect(wordsOf(await coordinator.page(`/deliverables/${id}/final`))).toMatch(
    /Télécharger le PDF .*Télécharger le document Word .*Comment ce document a été fait Relecture nᵒ 1, le 3 mars 2008 /,
  );
  expect(wordsOf(await coordinator.page(`/deliverables/${id}`))).toMatch(/PDF, DOCX/);
  pass(network);
  await sendMails(network);
  const mail = network.sent.find(({ subject }) => subject.startsWith("Document final"));
  expect(mail?.text.replace(/\s/g, " ")).toMatch(/PDF : .* Word : /);
});

import { beforeAll, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { seedText } from "../../../programme/seed.ts";
import { as, browse, createNote, type Network, openTestNetwork } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

let network: Network;
let coordinator: Awaited<ReturnType<typeof browse>>;
const page = () => coordinator.page("/programmes/2008/actions/interculturalite");
const answering = (id: string) =>
  issue(deliverables, network.ports, id, {
    ...{ type: "amend", by: as(network, "coordinator"), action: "2008/interculturalite" },
    expectation: "premiere-note-de-cadrage",
  });

/** What the programme's page says of how far the action is, as its own page has it in full. */
async function summed(): Promise<string> {
  const [, item = ""] =
    /<h3><a [^>]*interculturalite">(.*?)<\/li>/s.exec(await coordinator.page("/programmes/2008")) ?? [];
  return wordsOf(item).replace(/ pilotage.*(?=Documents)/, " – ");
}

beforeAll(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  await coordinator.post("/programmes/import", { file: seedText });
});

test("an action says what is not there yet, and leads to its making with what is known", async () => {
  const shown = await page();
  expect(wordsOf(shown)).toContain("Première note de cadrage · d’ici mars 2008 – rien encore");
  const address = "/deliverables/new?action=2008%2Finterculturalite&amp;expectation=premiere-note-de-cadrage";
  expect(shown).toContain(`href="${address}"`);
  const form = await coordinator.page(address.replaceAll("&amp;", "&"));
  expect(form).toContain('value="Première note de cadrage"');
  expect(form).toContain('value="2008-03-31"');
  expect(form).toMatch(/value="framing-note" checked/);
  expect(form.match(/value="org:\w+" checked/g)).toEqual(['value="org:acse" checked']);
  expect(form).toMatch(/value="2008\/interculturalite#premiere-note-de-cadrage" selected/);
});

test("a form that asks for what no action expects is an empty form", async () => {
  const form = await coordinator.page("/deliverables/new?action=2008%2Finconnue&expectation=rien");
  expect(form).not.toMatch(/ selected|value="framing-note" checked/);
});

test("what is there is shown with its stage, late once its last day has passed", async () => {
  const id = await createNote(network);
  await answering(id);
  expect(wordsOf(await page())).toMatch(/d’ici mars 2008 – en cours L’interculturalité : note de cadrage Brouillon/);
  expect(await summed()).toEqual("Interculturalité – Documents faits : 0 sur 2");
  network.world.set(Date.parse("2008-04-02T09:00:00.000Z"));
  coordinator = await browse(network, "coordinator");
  expect(wordsOf(await page())).toContain("d’ici mars 2008 – En retard en cours");
  expect(await summed()).toEqual("Interculturalité – Documents faits : 0 sur 2 1 en retard");
});

test("what was made for an action without being expected is named apart", async () => {
  expect(wordsOf(await page())).not.toContain("Documents qui n’étaient pas attendus");
  const other = await createNote(network, { title: "Fiche de lecture" });
  await issue(deliverables, network.ports, other, {
    ...{ type: "amend", by: as(network, "coordinator"), action: "2008/interculturalite" },
  });
  expect(wordsOf(await page())).toMatch(/Documents qui n’étaient pas attendus Fiche de lecture/);
});

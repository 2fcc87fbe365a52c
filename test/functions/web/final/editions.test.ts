import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import {
  as,
  type Browser,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  putOutputs,
  submitDraft,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

let network: Network;
let office: Browser;
let here: string;
let id: string;

const reason = "Un chiffre de la page 1 était faux.";

async function approve(): Promise<void> {
  await submitDraft(network, id);
  for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
  await closeRound(network, id);
  await putOutputs(network, id);
}

beforeEach(async () => {
  network = await openTestNetwork();
  office = await browse(network, "coordinator");
  id = await createNote(network);
  here = `/deliverables/${id}`;
  await deposit(network, id);
  await approve();
});

const opens = async () => expect((await office.json(`${here}/edition`, { reason, way: "round" })).status).toBe(200);

describe("the page of a final", () => {
  test("says of a round that ended without an opinion that there was none, and of the next how many there were", async () => {
    const other = await createNote(network);
    await deposit(network, other);
    await submitDraft(network, other);
    await closeRound(network, other, true);
    id = other;
    await approve();
    const page = wordsOf(await office.page(`/deliverables/${other}/final`));
    expect(page).toMatch(/Relecture nᵒ 1, le [^.]+ aucun avis sur 2\..*Relecture nᵒ 2, [^.]+ 2 avis sur 2\./);
  });

  test("gives the reason of an edition as that for which it was made, not for which it was approved", async () => {
    await opens();
    await deposit(network, id, `${completeDraft}\n\nUn chiffre juste.\n`);
    await approve();
    const page = wordsOf(await office.page(`${here}/final`));
    expect(page).toMatch(/Édition 2, relue et approuvée le [^;]+ ; elle remplace l’édition 1\./);
    expect(page).toContain(`Édition 2, faite parce que : ${reason}`);
    expect(page).toMatch(/D’où il vient.*Éditions précédentes Édition 1, du /);
  });

  test("says on the page of its document that funders have the link where there are funders, else that it is ready", async () => {
    const ready = "Les documents finaux sont prêts";
    expect(wordsOf(await office.page(here))).toContain(`${ready}. Les financeurs en reçoivent le lien.`);
    await issue(deliverables, network.ports, id, { type: "amend", by: as(network, "coordinator"), funders: [] });
    expect(wordsOf(await office.page(here))).toContain(`${ready}.`);
  });

  test("says of an edition that nobody changed yet, in a sentence, that a file is to be sent", async () => {
    await opens();
    expect(wordsOf(await office.page(here))).toContain(
      "Le texte et les sources sont encore ceux de l’édition précédente : envoyez le fichier corrigé, ou changez les sources.",
    );
  });
});

test("a file of a final that was withdrawn is gone, and a page says so and leads to who withdrew it and why", async () => {
  await office.post(`${here}/withdrawal`, { title: "L’interculturalité : note de cadrage", reason, gone: "true" });
  const gone = await office.get(`${here}/outputs/pdf`);
  const page = await gone.text();
  expect(gone.status).toBe(410);
  expect(page).toContain("<h1>Document retiré</h1>");
  expect(page).toContain(`<a href="${here}/final">Voir qui l’a retiré, quand et pourquoi</a>`);
  expect(wordsOf(await office.page(`${here}/final`))).toContain(reason);
});

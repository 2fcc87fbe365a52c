import { beforeEach, expect, test } from "vitest";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { erase } from "../../../shared/evidence/erase.ts";
import { type Reading, readDraft } from "../../../shared/formats/read.ts";
import { continuedOf } from "../../../shared/stored/outputs.ts";
import { continuedFile, openReviewed, type Reviewed } from "../continuing.ts";
import { browse, stateOf } from "../network.ts";
import { produceAll } from "./approved.ts";

let at: Reviewed;

async function read(bytes: Uint8Array) {
  const reading = await readDraft({ name: "note.docx", bytes }, { language: "fr", limits: at.network.settings.limits });
  return reading as Extract<Reading, { tree: DocumentTree }>;
}

beforeEach(async () => {
  at = await openReviewed();
});

test("the Word file of a draft has the corrections that were applied, and the remarks that wait as comments on their words", async () => {
  const { contributions, warnings, remarks, version, tree } = await read(await continuedFile(at));
  expect(JSON.stringify(tree)).toContain("Des échanges entre membres");
  expect(contributions.map(({ author, quote, text }) => [author, quote, ...text.split("\n")])).toEqual([
    ["Direction (ORIV)", "Contexte", "Remarque 1, relecture 1", "Un plan plus court serait plus clair."],
    [
      ...["Research officer (IREV)", "interculturel", "Remarque 4, relecture 1", "Dire le sens."],
      "Proposition\u00a0: remplacer par «\u202fentre cultures\u202f»",
    ],
    ["Research officer (IREV)", "De quoi parle-t-on", "Remarque 6, relecture 1", "Préciser la question <ici>."],
    ["Research officer (IREV)", "Un cadre", "Remarque 5, relecture 1", "Référence proposée\u00a0: Noël, 2014."],
    [
      ...["Direction (ORIV)", "Mars, puis juillet", "Remarque 3, relecture 1"],
      "Proposition\u00a0: ajouter ensuite «\u202fRestitution en octobre.\u202f»",
    ],
  ]);
  expect(remarks).toEqual([1, 3, 4, 5, 6].map((number) => ({ round: 1, number })));
  expect(warnings.map(({ code }) => code)).not.toContain("comment-kept");
  expect(version).toBe((await stateOf(at.network, at.id)).versions.at(-1)!.hash);
});

test("in the file of an anonymous round, reviewers are places, also for who coordinates", async () => {
  at = await openReviewed(["fix"], true);
  at.author = await browse(at.network, "coordinator");
  const { contributions } = await read(await continuedFile(at));
  expect(new Set(contributions.map(({ author }) => author))).toEqual(new Set(["Relecteur 1", "Relecteur 2"]));
});

test("what is erased is in no Word file that was made before", async () => {
  await continuedFile(at);
  const { file } = (await stateOf(at.network, at.id)).rounds[0]!.batches[0]!;
  await erase(at.network.ports, file);
  expect(await Array.fromAsync(at.network.ports.files.list(continuedOf(at.id)))).toEqual([]);
  const { contributions } = await read(await continuedFile(at));
  expect(contributions.map(({ author }) => author)).not.toContain("Direction (ORIV)");
});

test("its page says what is in it, makes it once when it is asked for, and makes another once a remark has its disposition", async () => {
  const here = `/deliverables/${at.id}/continued`;
  const before = await at.author.page(here);
  expect(before).toContain("La correction appliquée ici y est déjà.");
  expect(before).toContain("Les 5 remarques encore sans suite y sont en commentaires");
  expect(before).toContain("Préparer le fichier Word");
  expect((await at.author.get(`${here}/docx`)).headers.get("location")).toBe(here);
  await at.author.post(here);
  expect(await at.author.page(here)).toContain("Le fichier Word est en préparation");
  await produceAll(at.network, "proof");
  expect(await at.author.page(here)).toContain("Télécharger le fichier Word");
  expect((await at.author.get(`${here}/docx`)).status).toBe(302);
  await at.author.post(`/deliverables/${at.id}/contributions/whole`, {
    disposition: "declined",
    reason: "Le plan est fixé.",
  });
  expect(await at.author.page(here)).toContain("Préparer le fichier Word");
});

import { beforeEach, expect, test } from "vitest";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { erase } from "../../../shared/evidence/erase.ts";
import { type Reading, readDraft } from "../../../shared/formats/read.ts";
import { continuedOf } from "../../../shared/stored/outputs.ts";
import {
  type Browser,
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  stateOf,
} from "../network.ts";
import { offerAs } from "../offering.ts";
import { produceAll, submitAs } from "./approved.ts";

let network: Network;
let id: string;
let author: Browser;

/** A note with remarks to integrate, one of which is applied. `anonymous`: nobody knows of whom they are. */
async function reviewed(anonymous: boolean): Promise<void> {
  network = await openTestNetwork();
  id = await createNote(network);
  await deposit(network, id);
  await submitAs(network, id, anonymous);
  await offerAs(
    network,
    "first",
    id,
    { id: "whole", type: "comment", text: "Un plan plus court serait plus clair." },
    { id: "fix", type: "correction", words: "Des échanges", proposal: "Des échanges entre membres" },
    { id: "more", type: "addition", words: "Mars, puis juillet", text: "", proposal: "Restitution en octobre." },
  );
  await offerAs(
    network,
    "second",
    id,
    { id: "year", type: "correction", words: "interculturel", proposal: "entre cultures", text: "Dire le sens." },
    { id: "source", type: "reference", words: "Un cadre", proposal: "Noël, 2014." },
    { id: "what", type: "comment", words: "De quoi parle-t-on", text: "Préciser la question <ici>." },
  );
  await decideAs(network, "first", id, "approve");
  await decideAs(network, "second", id, "approve");
  await closeRound(network, id);
  author = await browse(network, "author");
  const base = (await stateOf(network, id)).versions.at(-1)!.hash;
  await author.post(`/deliverables/${id}/corrections`, { base, round: "1", remark: "fix", confirmed: "true" });
}

/** The Word file that the author is given. */
async function wordFile(): Promise<Uint8Array> {
  await author.post(`/deliverables/${id}/continued`);
  await produceAll(network, "proof");
  const [key, ...others] = await Array.fromAsync(network.ports.files.list(continuedOf(id)));
  expect(others).toEqual([]);
  return (await network.ports.files.get(key!))!;
}

async function read(bytes: Uint8Array) {
  const reading = await readDraft({ name: "note.docx", bytes }, { language: "fr", limits: network.settings.limits });
  return reading as Extract<Reading, { tree: DocumentTree }>;
}

beforeEach(() => reviewed(false));

test("the Word file of a draft has the corrections that were applied, and the remarks that wait as comments on their words", async () => {
  const { contributions, warnings, remarks, version, tree } = await read(await wordFile());
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
  expect(version).toBe((await stateOf(network, id)).versions.at(-1)!.hash);
});

test("in the file of an anonymous round, reviewers are places, also for who coordinates", async () => {
  await reviewed(true);
  author = await browse(network, "coordinator");
  const { contributions } = await read(await wordFile());
  expect(new Set(contributions.map(({ author }) => author))).toEqual(new Set(["Relecteur 1", "Relecteur 2"]));
});

test("what is erased is in no Word file that was made before", async () => {
  await wordFile();
  const { file } = (await stateOf(network, id)).rounds[0]!.batches[0]!;
  await erase(network.ports, file);
  expect(await Array.fromAsync(network.ports.files.list(continuedOf(id)))).toEqual([]);
  const { contributions } = await read(await wordFile());
  expect(contributions.map(({ author }) => author)).not.toContain("Direction (ORIV)");
});

test("its page says what is in it, makes it once when it is asked for, and makes another once a remark has its disposition", async () => {
  const here = `/deliverables/${id}/continued`;
  const before = await author.page(here);
  expect(before).toContain("La correction appliquée ici y est déjà.");
  expect(before).toContain("Les 5 remarques encore sans suite y sont en commentaires");
  expect(before).toContain("Préparer le fichier Word");
  expect((await author.get(`${here}/docx`)).headers.get("location")).toBe(here);
  await author.post(here);
  expect(await author.page(here)).toContain("Le fichier Word est en préparation");
  await produceAll(network, "proof");
  expect(await author.page(here)).toContain("Télécharger le fichier Word");
  expect((await author.get(`${here}/docx`)).status).toBe(302);
  await author.post(`/deliverables/${id}/contributions/whole`, {
    disposition: "declined",
    reason: "Le plan est fixé.",
  });
  expect(await author.page(here)).toContain("Préparer le fichier Word");
});

import { importProgramme, readProgramme } from "../../shared/acts/programme-file.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { Contribution } from "../../shared/deliverable/remarks/contribution.ts";
import type { Settings } from "../../shared/settings.ts";
import { putBatch } from "../../shared/stored/batch.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";
import { addPerson } from "../../shared/stored/person.ts";
import { loadVersion } from "../../shared/stored/version.ts";
import {
  as,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  putOutputs,
  stateOf,
  submitDraft,
} from "../functions/network.ts";
import { seedText } from "../programme/seed.ts";
import { openWorld } from "../world.ts";

/** A network as large as the one that asked for Livrable: 61 people, 33 deliverables, 42 remarks on one of them. */
export type Scene = {
  network: Network;
  /** Under review with 42 remarks sent; a text of 15 pages under review; closed with 14 remarks, 6 of them corrections. */
  remarked: string;
  long: string;
  answered: string;
  final: string;
};

const people = 61;
const documents = 33;

/** Builds that network, today being 3 March 2008. */
export async function openScene(changes: Partial<Settings> = {}): Promise<Scene> {
  const network = await openTestNetwork(changes, openWorld());
  await keepProgramme(network);
  await fillDirectory(network);
  const long = await underReview(network, "L’interculturalité en quinze pages", await longText(network));
  const remarked = await underReview(network, "La médiation\u00a0: note de cadrage");
  await send(network, remarked, "first", remarks(42, 0));
  const answered = await underReview(network, "L’école\u00a0: note de cadrage", sixSentences);
  await sendOn(network, answered);
  const final = await underReview(network, "L’accueil\u00a0: note de cadrage");
  await approve(network, final);
  for (let index = 4; index < documents; index++) await oneOfMany(network, index);
  return { network, long, remarked, answered, final };
}

async function keepProgramme(network: Network): Promise<void> {
  const read = await readProgramme(network.ports, seedText);
  if (!("ok" in read)) throw new Error("the programme of 2008 is not read");
  await importProgramme(network.ports, { ...as(network, "coordinator"), coordinator: true }, read.ok, "fr");
}

async function fillDirectory({ ports, people: named }: Network): Promise<void> {
  const structures = ["ORIV", "IREV", "EPI", "COFRIMI", "CREFE", "CRPV", "ODTI", "Iscra"];
  const functions = ["Direction", "Chargée de mission", "Documentaliste", "Secrétariat", "Chargé d’études"];
  for (let index = Object.keys(named).length; index < people; index++) {
    const organisation = structures[index % structures.length]!;
    const name = `${functions[index % functions.length]} ${index}`;
    const address = `personne-${index}@${organisation.toLowerCase()}.example`;
    await addPerson(ports, { name, address, organisation, language: "fr", coordinator: false });
  }
}

/** Drafts for the most part, some of them late, some under review, some final. */
async function oneOfMany(network: Network, index: number): Promise<void> {
  const title = `Note de veille nᵒ\u00a0${index}`;
  if (index % 4 === 0) return void (await underReview(network, title));
  if (index % 7 === 0) return approve(network, await underReview(network, title));
  const id = await createNote(network, { title });
  const due = index % 3 === 0 ? { draft: "2008-02-20" } : { draft: `2008-0${3 + (index % 6)}-15` };
  await issue(deliverables, network.ports, id, { type: "amend", by: as(network, "coordinator"), due });
}

async function underReview(network: Network, title: string, text?: string): Promise<string> {
  const id = await createNote(network, { title });
  await deposit(network, id, text);
  await submitDraft(network, id);
  return id;
}

async function approve(network: Network, id: string): Promise<void> {
  await decideAs(network, "first", id, "approve");
  await decideAs(network, "second", id, "approve");
  await closeRound(network, id);
  await putOutputs(network, id);
}

function remarks(count: number, from: number): Contribution[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index + 1;
    return { id: `remarque-${number}`, type: "comment", text: `Préciser la source de ce qui est dit ici (${number}).` };
  });
}

async function send(network: Network, id: string, by: "first" | "second", offered: Contribution[]): Promise<void> {
  const { number: round, version } = (await stateOf(network, id)).rounds.at(-1)!;
  const offer = await putBatch(network.ports, offered);
  const about = { round, version, submission: `remarques-${by}-${id}`, offer };
  await issue(deliverables, network.ports, id, { type: "contribute", by: as(network, by), ...about });
}

/** Eight comments and six corrections, each of a word of its own; then changes are asked for and the round is closed. */
async function sendOn(network: Network, id: string): Promise<void> {
  const state = await stateOf(network, id);
  const { version } = state.rounds.at(-1)!;
  const [part] = await loadVersion(network.ports.files, state, version);
  const blocks = part!.tree.blocks.filter((block) => JSON.stringify(block).includes("Phrase"));
  const corrections = blocks.slice(0, 6).map(
    ({ id: block }, index): Contribution => ({
      ...{ id: `correction-${index}`, type: "correction", text: "", proposal: "souvent" },
      anchor: { part: part!.id, block, quotation: { prefix: "dit ", exact: "parfois", suffix: " la" } },
    }),
  );
  await send(network, id, "first", [...corrections, ...remarks(8, 0)]);
  await decideAs(network, "first", id, "requestChanges");
  await decideAs(network, "second", id, "requestChanges");
  await closeRound(network, id);
}

const sixSentences = `---
title: L’école
author: Groupe de travail
lang: fr
---

# Contexte

${Array.from({ length: 6 }, (_, index) => `Phrase ${index + 1}\u00a0: l’école dit parfois la même chose autrement.`).join("\n\n")}

# Enjeux et questions

De quoi parle-t-on ?

# Cadre de référence

Un cadre[^1].

[^1]: Une note.

# Méthode

Des échanges.

# Calendrier

Mars, puis juillet.
`;

/** The sample note twice over, without its images: some fifteen pages. */
async function longText({ ports }: Network): Promise<string> {
  const sample = Buffer.from(await ports.assets.read("framing-note/sample.md")).toString("utf8");
  const text = sample.replace(/^!\[.*$/gm, "");
  return `${text}\n\n${text.slice(text.indexOf("\n---", 4) + 4).replaceAll("interculturalité", "diversité")}`;
}

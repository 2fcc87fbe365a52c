import { renameSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { zipSync } from "fflate";
import { ingest } from "../../functions/ingest/ingest.ts";
import { readDraft } from "../../shared/formats/read.ts";
import { addDays, endOfDay, localDate } from "../../shared/line/calendar.ts";
import { issue } from "../../shared/line/issue.ts";
import { loadState } from "../../shared/line/rows/deliverable.ts";
import { finishJob } from "../../shared/line/rows/job.ts";
import { saveSettings } from "../../shared/line/rows/network.ts";
import { addPerson, membersOf, type Person } from "../../shared/line/rows/person.ts";
import { pin } from "../../shared/line/version.ts";
import type { Asker } from "../../shared/workflow/command.ts";
import { ingestJobId } from "../../shared/workflow/owed.ts";
import type { PartPlan, State } from "../../shared/workflow/state.ts";
import { type Network, openNetwork, type Place } from "./network.ts";

/**
 * A small network to look at, made by the line itself: a framing note in review, a synthesis note that is final and a
 * resource dossier whose parts are coming in. People are roles, at `.example` addresses. The folder is there whole or not
 * at all: a start that was cut short begins again.
 */
export async function loadSample(place: Place): Promise<void> {
  const loading = `${place.folder}.loading`;
  rmSync(loading, { recursive: true, force: true });
  const network = await openNetwork({ ...place, folder: loading }, { alone: true });
  await fill(network);
  network.close();
  renameSync(loading, place.folder);
}

async function fill(network: Network): Promise<void> {
  const { ports, settings } = network;
  await saveSettings(ports, { ...settings, network: "Réseau des centres de ressources (exemple)" });
  const people = await addPeople(network);
  await noteInReview(network, people);
  await finalNote(network, people);
  await dossierInDraft(network, people);
}

const roles = {
  coordinator: {
    name: "Coordination du réseau",
    address: "coordination@reseau.example",
    organisation: "Réseau",
    coordinator: true,
  },
  author: { name: "Chargée de mission", address: "redaction@cofrimi.example", organisation: "COFRIMI" },
  documentalist: { name: "Documentaliste", address: "documentation@crefe.example", organisation: "CREFE" },
  reviewer: { name: "Direction", address: "direction@oriv.example", organisation: "ORIV" },
  secondReviewer: { name: "Chargé d’études", address: "etudes@irev.example", organisation: "IREV" },
  thirdReviewer: { name: "Direction adjointe", address: "direction@epi.example", organisation: "EPI" },
  funder: { name: "Service instructeur", address: "suivi@financeur.example", organisation: "DAIC" },
};
/** The roles that `npm start` prints links for. */
export const sampleRoles = (["coordinator", "author", "reviewer", "funder"] as const).map(
  (role) => [role, roles[role].address] as const,
);
type People = Record<keyof typeof roles, Person>;

/** The roles of the sample, in the directory. */
export async function addPeople({ ports }: Network): Promise<People> {
  const added: [string, Person][] = [];
  for (const [role, person] of Object.entries(roles)) {
    added.push([role, await addPerson(ports, { language: "fr", coordinator: false, ...person })]);
  }
  return Object.fromEntries(added) as People;
}

async function noteInReview(network: Network, people: People): Promise<void> {
  const { ports } = network;
  const id = await create(network, people, {
    kind: "framing-note",
    title: "L’interculturalité : note de cadrage",
    action: "Interculturalité",
    due: { draft: -10, review: 12, final: 40 },
  });
  const bytes = await ports.assets.read("framing-note/sample.docx");
  const state = await upload(network, people.author, id, { part: "1", name: "note-de-cadrage.docx", bytes });
  await submit(network, people.author, state);
}

/** A synthesis note approved by two reviewers and closed: what is left is its rendering. Returns its id. */
export async function finalNote(network: Network, people: People): Promise<string> {
  const id = await create(network, people, {
    kind: "synthesis-note",
    title: "Intégration et collectivités locales : note de synthèse",
    action: "Intégration et collectivités locales",
    due: { draft: -40, review: 3, final: 10 },
  });
  const bytes = await zipped(network, "synthesis-note/sample.md");
  const state = await upload(network, people.author, id, { part: "1", name: "note-de-synthese.zip", bytes });
  await submit(network, people.author, state);
  for (const reviewer of [people.reviewer, people.secondReviewer]) await approve(network, reviewer, id);
  await issue(network.ports, id, { type: "closeRound", by: asker(people.coordinator), round: 1, unresolved: false });
  return id;
}

async function dossierInDraft(network: Network, people: People): Promise<void> {
  const members = ["ORIV", "CREFE", "CRPV Essonne"];
  const parts = members.map((title) => ({ id: title.toLowerCase().replace(" ", "-"), title }));
  const id = await create(network, people, {
    kind: "resource-dossier",
    title: "L’école face à la diversité : dossier ressources",
    action: "École et diversité",
    due: { draft: 20, review: 45, final: 70 },
    parts,
  });
  for (const { id: part } of parts.slice(0, 2)) {
    const bytes = await zipped(network, `resource-dossier/sample/${part}.md`);
    await upload(network, people.documentalist, id, { part, name: `${part}.zip`, bytes });
  }
}

type Plan = {
  kind: string;
  title: string;
  action: string;
  due: { draft: number; review: number; final: number };
  parts?: PartPlan[];
};

/** `due`: in days from today. */
async function create({ ports, settings }: Network, people: People, { due, parts, ...plan }: Plan): Promise<string> {
  const id = ports.ids();
  const day = (days: number) => addDays(localDate(new Date(ports.clock()).toISOString(), settings.timeZone), days);
  await issue(ports, id, {
    type: "create",
    by: asker(people.coordinator),
    id,
    ...plan,
    language: "fr-FR",
    authors: [people.author.id, people.documentalist.id],
    reviewers: [people.reviewer.id, people.secondReviewer.id, people.thirdReviewer.id],
    funders: [people.funder.id],
    quorum: 2,
    due: { draft: day(due.draft), review: day(due.review), final: day(due.final) },
    parts: parts ?? [{ id: "1", title: "" }],
  });
  return id;
}

type Sent = { part: string; name: string; bytes: Uint8Array };

/** What an author does at the page of deposit, and the reading that follows, without waiting for the workers. */
async function upload(network: Network, author: Person, id: string, { part, name, bytes }: Sent): Promise<State> {
  const { ports, settings } = network;
  const upload = ports.ids();
  await issue(ports, id, { type: "requestUpload", by: asker(author), upload, part, name });
  await ports.files.put(`uploads/${upload}`, bytes, "application/octet-stream");
  const job = { id: ingestJobId(upload), type: "ingest" as const, deliverable: id, upload };
  await ingest(ports, job, readDraft, settings.limits);
  await finishJob(ports, job.id);
  return stateOf(network, id);
}

/** A Markdown sample with what lies beside it: its images, its bibliography. */
async function zipped({ ports }: Network, sample: string): Promise<Uint8Array> {
  const folder = dirname(sample);
  const beside = (await ports.assets.list(folder)).filter((name) => /\.(png|bib)$/.test(name));
  const names = [basename(sample), ...beside];
  const entries = await Promise.all(
    names.map(async (name) => [name, await ports.assets.read(`${folder}/${name}`)] as const),
  );
  return zipSync(Object.fromEntries(entries));
}

async function submit(network: Network, author: Person, state: State): Promise<void> {
  const { ports, settings } = network;
  const version = state.versions.at(-1);
  if (!version || !state.due.review) throw new Error(`the sample ${state.title} was not read`);
  const deadline = endOfDay(state.due.review, settings.timeZone);
  const pins = await pin(ports, state.kind);
  const members = await membersOf(ports.store, state.reviewers);
  await issue(ports, state.id, {
    type: "submit",
    by: asker(author),
    version: version.hash,
    deadline,
    members,
    ...pins,
  });
}

async function approve(network: Network, reviewer: Person, id: string): Promise<void> {
  const round = (await stateOf(network, id)).rounds.at(-1);
  if (!round) throw new Error("the sample has no round");
  const { number, version } = round;
  const submission = network.ports.ids();
  await issue(network.ports, id, {
    type: "decide",
    by: asker(reviewer),
    round: number,
    version,
    submission,
    choice: "approve",
  });
}

async function stateOf({ ports }: Network, id: string): Promise<State> {
  const loaded = await loadState(ports.store, id);
  if (!loaded) throw new Error(`the sample ${id} is not there`);
  return loaded.state;
}

function asker({ id, coordinator }: Person): Asker {
  return { person: id, coordinator };
}

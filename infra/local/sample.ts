import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { importProgramme, readProgramme } from "../../shared/acts/programme-file.ts";
import { issue } from "../../shared/chain/issue.ts";
import type { PartPlan } from "../../shared/deliverable/state.ts";
import type { Refusal } from "../../shared/errors.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";
import { saveSettings } from "../../shared/stored/network.ts";
import { addPerson, type Person } from "../../shared/stored/person.ts";
import { wrongVariable } from "./environment.ts";
import { type Network, type NetworkLocation, openNetwork } from "./network.ts";
import * as steps from "./sample-acts.ts";
import { daysAgo, workingDayBefore, workingDayIn } from "./sample-acts.ts";
import { agreementsOfYear } from "./sample-agreements.ts";
import { hold, plan, quarterlyMeetings } from "./sample-meetings.ts";

/**
 * A small network to look at, made by the line itself: the programme of 2008, and of three of its actions a framing note in review
 * before its meeting, a synthesis note that is final after remarks and a confirming review with three notes of its watch, and a
 * resource dossier whose parts are coming in; an agreement that pays for the last two, with what was entered on it, and one that is asked for. People are roles, at `.example` addresses. The folder is there whole or not at all: a start that was cut short begins
 * again. Throws `variable-invalid` where there is something else in it.
 */
export async function loadSample(location: NetworkLocation): Promise<void> {
  const { folder } = location;
  if (existsSync(folder) && readdirSync(folder).length > 0) throw unfit(folder);
  const loading = `${folder}.loading`;
  rmSync(loading, { recursive: true, force: true });
  const network = await openNetwork({ ...location, folder: loading }, { alone: true });
  await fill(network);
  network.close();
  move(loading, folder);
}

/** Where the folder cannot be replaced, a mounted disk for one, nothing is left beside it. */
function move(loading: string, folder: string): void {
  try {
    renameSync(loading, folder);
  } catch {
    rmSync(loading, { recursive: true, force: true });
    throw unfit(folder);
  }
}

function unfit(folder: string): Refusal {
  return wrongVariable({ key: "data.unfit", values: { folder } });
}

async function fill(network: Network): Promise<void> {
  const { ports, settings } = network;
  await saveSettings(ports, { ...settings, network: "Réseau des centres de ressources (exemple)" });
  const people = await addPeople(network);
  await importSeed(daysAgo(network, 90), people);
  await noteInReview(network, people);
  await confirmedNote(network, people);
  await dossierInDraft(network, people);
  await monthlyWatch(network, people);
  await quarterlyMeetings(network, people);
  await agreementsOfYear(network, people);
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

/** The programme that the deliverables are of. */
async function importSeed({ ports, settings }: Network, { coordinator }: People): Promise<void> {
  const file = Buffer.from(await ports.assets.read("sample/reci-2008.yaml")).toString("utf8");
  const read = await readProgramme(ports, file);
  if ("faults" in read) throw new Error(`the sample programme has a fault in line ${read.faults[0]?.line}`);
  await importProgramme(ports, steps.asker(coordinator), read.ok, settings.language);
}

/** In review for six days: one reviewer approved, one sent remarks, its meeting is next week. */
async function noteInReview(network: Network, people: People): Promise<void> {
  const opened = daysAgo(network, 6);
  const id = await create(daysAgo(network, 12), people, {
    kind: "framing-note",
    title: "L’interculturalité\u00a0: note de cadrage",
    action: "2008/interculturalite",
    expectation: "premiere-note-de-cadrage",
    due: { draft: 5, review: 24, final: 52 },
  });
  const bytes = await network.ports.assets.read("framing-note/sample.docx");
  await steps.upload(daysAgo(network, 8), people.author, id, { part: "1", name: "note-de-cadrage.docx", bytes });
  await steps.submit(opened, people.author, id);
  await plan(opened, "second-seminaire", {
    ...{ by: people.coordinator, kind: "internal", actions: ["2008/interculturalite"], date: workingDayIn(network, 8) },
    ...{ starts: "14:30", ends: "17:00", place: "Strasbourg, maison des associations" },
    answers: { action: "2008/interculturalite", expected: "second-seminaire" },
    invited: [people.author, people.reviewer, people.secondReviewer, people.thirdReviewer].map((person) => person.id),
    agenda: [{ id: "note", what: "version", deliverable: id }],
    points: ["Les quatre emplois du mot.", "Le calendrier des ateliers.", "La diffusion du « Point de vue »."],
  });
  await steps.decide(daysAgo(network, 3), people.secondReviewer, id, "approve");
  await steps.remark(daysAgo(network, 2), people.thirdReviewer, id, [
    { type: "comment", on: "Un mot qui désigne tout n’oriente rien.", text: "À reprendre en tête de la note." },
    {
      ...{ type: "correction", on: "Trois enjeux ont été retenus", text: "Ils ne sont pas les seuls." },
      proposal: "Trois enjeux principaux ont été retenus",
    },
  ]);
}

/** Approved with reservations, corrected in place, confirmed and closed: what is left is its rendering. */
async function confirmedNote(network: Network, people: People): Promise<void> {
  const { author, reviewer, secondReviewer, thirdReviewer, coordinator } = people;
  const id = await noteSubmitted(network, people);
  await holdMeeting(network, people, id);
  await steps.remark(daysAgo(network, 34), reviewer, id, reservations);
  await steps.decide(
    daysAgo(network, 34),
    reviewer,
    id,
    "approveWithReservations",
    "Sous réserve des remarques jointes.",
  );
  await steps.decide(daysAgo(network, 33), secondReviewer, id, "approve");
  await steps.decide(daysAgo(network, 30), thirdReviewer, id, "abstain");
  await steps.close(daysAgo(network, 26), coordinator, id);
  await steps.integrate(daysAgo(network, 20), author, id, [
    { as: "partly", reason: "La phrase est nuancée ; le chiffre demande une source que nous n’avons pas." },
    { as: "declined", reason: "Les neuf pistes tiennent sur une page : une dixième n’y entre pas." },
  ]);
  await steps.submit(daysAgo(network, 15), author, id);
  await steps.decide(daysAgo(network, 12), reviewer, id, "approve");
  await steps.decide(daysAgo(network, 11), thirdReviewer, id, "approve");
  await steps.close(daysAgo(network, 7), coordinator, id);
}

const reservations: steps.Remark[] = [
  {
    ...{ type: "correction", on: "Ce chiffre surprend, car c’est", text: "Plus simple." },
    proposal: "Ce chiffre surprend : c’est",
  },
  { type: "comment", on: "près des deux tiers des actions", text: "Peut-on dire de quelles actions il s’agit ?" },
  {
    ...{ type: "addition", on: "Neuf pistes d’action en sont tirées", text: "Le comité l’a demandé." },
    proposal: "Une dixième piste, l’évaluation partagée, fera l’objet d’une note à part.",
  },
];

async function noteSubmitted(network: Network, people: People): Promise<string> {
  const id = await create(daysAgo(network, 60), people, {
    kind: "synthesis-note",
    title: "Intégration et collectivités locales\u00a0: note de synthèse",
    action: "2008/integration-et-collectivites",
    expectation: "note-de-synthese",
    due: { draft: 15, review: 35, final: 70 },
  });
  const bytes = await zipped(network);
  await steps.upload(daysAgo(network, 48), people.author, id, { part: "1", name: "note-de-synthese.zip", bytes });
  await steps.submit(daysAgo(network, 44), people.author, id);
  return id;
}

function zipped(network: Network): Promise<Uint8Array> {
  return steps.zipped(network, "synthesis-note/sample.md");
}

async function holdMeeting(network: Network, people: People, id: string): Promise<void> {
  const there = [people.author, people.reviewer, people.secondReviewer];
  await plan(daysAgo(network, 42), "seminaire-de-synthese", {
    ...{ by: people.coordinator, kind: "internal", actions: ["2008/integration-et-collectivites"] },
    ...{ date: workingDayBefore(network, -35), place: "Paris, salle du réseau", starts: "10:00", ends: "12:30" },
    invited: [...there, people.thirdReviewer].map((person) => person.id),
    agenda: [{ id: "note", what: "version", deliverable: id }],
  });
  await hold(daysAgo(network, 35), "seminaire-de-synthese", {
    ...{ by: people.coordinator, present: there },
    minutes:
      "Les participants partagent les constats. Ils demandent de distinguer les actions de l’État et celles des communes.",
  });
}

/** A synthesis note approved by two reviewers and closed: what is left is its rendering. Returns its id. */
export async function finalNote(network: Network, people: People): Promise<string> {
  const id = await create(network, people, {
    kind: "synthesis-note",
    title: "Intégration et collectivités locales\u00a0: note de synthèse",
    action: "Intégration et collectivités locales",
    due: { draft: -40, review: 3, final: 10 },
  });
  const bytes = await zipped(network);
  await steps.upload(network, people.author, id, { part: "1", name: "note-de-synthese.zip", bytes });
  await steps.submit(network, people.author, id);
  for (const reviewer of [people.reviewer, people.secondReviewer]) await steps.decide(network, reviewer, id, "approve");
  await steps.close(network, people.coordinator, id);
  return id;
}

async function dossierInDraft(network: Network, people: People): Promise<void> {
  const { author, documentalist } = people;
  const members = [
    ["ORIV", documentalist] as const,
    ["CREFE", documentalist] as const,
    ["CRPV Essonne", author] as const,
  ];
  const parts = members.map(([title, { id }]) => ({ id: title.toLowerCase().replace(" ", "-"), title, people: [id] }));
  const id = await create(network, people, {
    kind: "resource-dossier",
    title: "L’école face à la diversité\u00a0: dossier ressources",
    action: "2008/ecole-et-diversite",
    expectation: "dossier-ressources-l-ecole-face-a-la-diversite",
    due: { draft: 20, review: 45, final: 70 },
    parts,
  });
  for (const { id: part } of parts.slice(0, 2)) {
    const bytes = await steps.zipped(network, `resource-dossier/sample/${part}.md`);
    await steps.upload(network, people.documentalist, id, { part, name: `${part}.zip`, bytes });
  }
}

/** Notes of a watch, the month each is of: two are final, the last is a draft. */
async function monthlyWatch(network: Network, people: People): Promise<void> {
  const months = [
    ["mars 2008", "months/march.md", 75],
    ["avril 2008", "months/april.md", 45],
    ["mai 2008", "sample.md", 9],
  ] as const;
  for (const [month, sample, days] of months) {
    const id = await create(daysAgo(network, days), people, {
      kind: "watch-note",
      title: `Veille sur les échanges du RIPD\u00a0: ${month}`,
      action: "2008/integration-et-collectivites",
      expectation: "note-mensuelle-de-veille",
      quorum: 1,
      due: { draft: 14, review: 21, final: 90 },
    });
    const bytes = await network.ports.assets.read(`watch-note/${sample}`);
    const sent = { part: "1", name: `note-de-veille-${month.replace(" ", "-")}.md`, bytes };
    await steps.upload(daysAgo(network, days - 5), people.documentalist, id, sent);
    if (sample === "sample.md") continue;
    await steps.submit(daysAgo(network, days - 8), people.documentalist, id);
    await steps.decide(daysAgo(network, days - 10), people.reviewer, id, "approve");
    await steps.close(daysAgo(network, days - 14), people.coordinator, id);
  }
}

type Plan = {
  kind: string;
  title: string;
  action: string;
  expectation?: string;
  quorum?: number;
  due: { draft: number; review: number; final: number };
  parts?: PartPlan[];
};

/** `due`: in days from then. */
async function create(network: Network, people: People, { due, parts, quorum = 2, ...plan }: Plan): Promise<string> {
  const { ports } = network;
  const id = ports.ids();
  await issue(deliverables, ports, id, {
    type: "create",
    by: steps.asker(people.coordinator),
    id,
    ...plan,
    language: "fr-FR",
    authors: [people.author.id, people.documentalist.id],
    reviewers: [people.reviewer.id, people.secondReviewer.id, people.thirdReviewer.id],
    funders: [people.funder.id],
    quorum,
    due: {
      draft: workingDayIn(network, due.draft),
      review: workingDayIn(network, due.review),
      final: workingDayIn(network, due.final),
    },
    parts: parts ?? [{ id: "1", title: "" }],
  });
  return id;
}

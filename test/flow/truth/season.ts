import { renderSteps } from "../../../functions/render/steps.ts";
import * as steps from "../../../infra/local/sample-acts.ts";
import { putDelegate } from "../../../shared/acts/delegate.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { Choice, Disposition } from "../../../shared/deliverable/state.ts";
import { stepBy, typesBy } from "../../../shared/jobs/steps.ts";
import type { RoundDemands } from "../../../shared/kinds/kind.ts";
import { putBatch } from "../../../shared/stored/batch.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { addPerson } from "../../../shared/stored/person.ts";
import { putText } from "../../../shared/stored/text.ts";
import { pin } from "../../../shared/stored/version.ts";
import { addDays } from "../../../shared/time/calendar.ts";
import { completeDraft } from "../../functions/network.ts";
import { tools } from "../../functions/render/approved.ts";
import * as y from "../year.ts";
import { cancelMeeting, meet, office, recordMeeting, setProgramme } from "./season-acts.ts";
import { editions } from "./season-editions.ts";
import { money } from "./season-money.ts";
import { together, troubles } from "./season-troubles.ts";

/**
 * A spring of ten deliverables, in which people do what they do: remarks that are integrated, in part, declined; confirming
 * rounds, of an unchanged text, after reservations without a remark; delegations; meetings held, recorded later, cancelled; changes asked for; a withdrawal; a
 * reviewer who replaces another; an anonymous round; decisions that were reported; an outage.
 */
export async function liveSeason(look: (year: y.Year, day: string) => Promise<void>): Promise<y.Year> {
  const year = await y.openYear(["epi"]);
  year.people.adjointe = await addPerson(year.ports, {
    ...{ name: "Coordination adjointe", organisation: "RECI", coordinator: true },
    ...{ language: "en", address: "adjointe@reseau.example" },
  });
  const render = stepBy(renderSteps(year.ports, tools, year.settings));
  year.produce = async (job) => {
    if (typesBy("render").includes(job.type)) await render(job);
  };
  const all = Object.entries(together(together(together(acts, troubles), editions), money));
  for (const [from, to] of spans) {
    const within = all.filter(([at]) => at.slice(0, 10) >= from && at.slice(0, 10) <= to);
    await y.live(year, [from, to], Object.fromEntries(within), (day) => look(year, day));
  }
  return year;
}

/** Between them nothing rings. */
const spans: [string, string][] = [
  ["2008-03-03", "2008-04-30"],
  ["2008-05-06", "2008-05-30"],
];

const synthesis = (words: string) =>
  `---
title: Synthèse
author: CRPV Essonne
lang: fr
---

# Contexte et méthode

Douze entretiens.

# Constats

${words}

# Enseignements

Les réseaux se connaissent.

# Pistes d’action

Se réunir.

# Bibliographie

Noël, *Les réseaux*, 2005.
`;
const letter = (words: string) => `# Objet\n\n${words}\n\n# Suite\n\nNous vous répondrons.\n`;
const part = "# Actions menées\n\nUn atelier.\n\n# Bibliographie\n\nRien.\n\n# Personnes ressources\n\nLa direction.\n";

const acts: y.Acts = {
  "2008-03-03 09:00": async (year) => {
    await setProgramme(year);
    const people = { authors: ["cofrimi"], reviewers: ["oriv", "epi", "irev"] };
    await y.create(year, {
      ...{ kind: "framing-note", title: "Cadrage", ...people, quorum: 2 },
      ...{ action: "2008/interculturalite", expectation: "premiere-note-de-cadrage" },
      due: { draft: "2008-03-20", review: "2008-04-15", final: "2008-06-16" },
    });
    await y.create(year, {
      ...{
        kind: "synthesis-note",
        title: "Synthèse",
        action: "2008/discriminations-et-territoires",
        expectation: "note-finale",
        authors: ["crpv"],
        reviewers: ["oriv", "epi", "villes"],
        quorum: 2,
      },
      due: { draft: "2008-03-14", review: "2008-04-04", final: "2008-06-02" },
    });
    await y.create(year, {
      ...{ kind: "plain", title: "Lettre", authors: ["crpv"], reviewers: ["villes"] },
      due: { draft: "2008-03-17", review: "2008-04-11" },
    });
    await y.create(year, {
      ...{
        kind: "plain",
        title: "Retrait",
        action: "2008/discriminations-et-territoires",
        expectation: "note-intermediaire",
        authors: ["banlieue"],
        reviewers: ["oriv", "epi"],
        due: { draft: "2008-03-20" },
      },
    });
    await y.create(year, {
      ...{ kind: "plain", title: "Voilée", authors: ["banlieue"], reviewers: ["oriv", "epi", "irev"], quorum: 2 },
      due: { draft: "2008-04-10", review: "2008-05-20", final: "2008-06-20" },
    });
    await y.create(year, {
      ...{ kind: "synthesis-note", title: "Réservée", authors: ["cofrimi"], reviewers: ["oriv"] },
      due: { draft: "2008-04-25", review: "2008-05-05", final: "2008-06-25" },
    });
    await y.create(year, {
      action: "2008/discriminations-et-territoires",
      ...{ kind: "plain", title: "Panne", authors: ["cofrimi"], reviewers: ["irev", "villes"], quorum: 2 },
      due: { draft: "2008-04-18", review: "2008-05-05" },
    });
    await y.create(year, {
      ...{ kind: "plain", title: "Confiée", authors: ["banlieue"], reviewers: ["acse", "villes"], quorum: 2 },
      due: { draft: "2008-03-28", review: "2008-04-30", final: "2008-06-20" },
    });
    await y.create(year, {
      ...{ kind: "resource-dossier", title: "Dossier", authors: ["oriv", "crpv", "epi"], reviewers: ["irev"] },
      ...{ due: { draft: "2008-05-15", final: "2008-06-20" } },
      parts: ["oriv", "crpv", "epi"].map((who) => ({ title: who.toUpperCase(), people: [who] })),
    });
  },

  "2008-03-10 09:00": (year) =>
    setProgramme(year, (file) =>
      file
        .replace("titre: Note intermédiaire, pour: juillet 2008", "titre: Note intermédiaire, pour: mars 2008")
        .replace(/ {2}- titre: Outils de lutte[\s\S]*?(?=\n {2}- titre:)/, ""),
    ),
  "2008-03-11 09:00": (year) => y.send(year, "cofrimi", "Cadrage", "# Contexte\n\nUn début.\n"),
  "2008-03-17 09:00": (year) => y.send(year, "crpv", "Lettre", letter("Votre demande nous est parvenue.")),
  "2008-03-17 12:00": (year) => y.submit(year, "crpv", "Lettre"),
  "2008-03-18 09:00": (year) => y.send(year, "cofrimi", "Cadrage", completeDraft),
  "2008-03-18 12:00": (year) => y.submit(year, "cofrimi", "Cadrage"),
  "2008-03-19 12:00": (year) => meet(year, "Cadrage", "2008-04-09", "Strasbourg", ["cofrimi", "oriv", "epi", "irev"]),
  "2008-03-20 09:00": async (year) => {
    await y.send(year, "banlieue", "Retrait", letter("Un premier jet."));
    await y.submit(year, "banlieue", "Retrait");
  },
  "2008-03-21 09:00": (year) => y.send(year, "crpv", "Synthèse", synthesis("Les réseaux grandissent.")),
  "2008-03-21 12:00": (year) => y.submit(year, "crpv", "Synthèse"),
  "2008-03-25 12:00": async (year) => {
    const members = { [year.people.irev!.id]: "IREV" };
    await office(year, "Lettre", { type: "amend", reviewers: [year.people.irev!.id], members });
  },
  "2008-03-26 09:00": (year) => propose(year, "epi", "villes", "Cadrage"),
  "2008-03-26 12:00": (year) => settle(year, "Cadrage", "villes"),
  "2008-03-27 09:00": (year) => propose(year, "irev", "acse", "Cadrage"),
  "2008-03-27 18:00": (year) => settle(year, "Cadrage"),
  "2008-03-28 09:00": async (year) => {
    await y.decide(year, "oriv", "Synthèse", "approve");
    await y.send(year, "banlieue", "Confiée", letter("Une lettre que quelqu’un d’autre relit."));
    await y.submit(year, "banlieue", "Confiée");
  },
  "2008-04-01 09:00": (year) => meet(year, "Cadrage", "2008-04-09", "Paris", ["cofrimi", "oriv", "irev", "villes"]),
  "2008-04-02 09:00": (year) => meet(year, "Lettre", "2008-04-08", "Évry", ["crpv", "irev"]),
  "2008-04-02 12:00": (year) =>
    steps.remark(y.networkOf(year), year.people.oriv!, y.idOf(year, "Cadrage"), [
      { type: "correction", on: "De quoi parle-t-on", text: "Trop familier.", proposal: "De quoi est-il question" },
      { type: "comment", text: "Le lien avec l’Année européenne est à dire." },
      {
        type: "addition",
        on: "Mars, puis juillet",
        text: "Pour le suivi.",
        proposal: "Un bilan est remis en septembre.",
      },
    ]),
  "2008-04-03 09:00": async (year) => {
    for (const reason of ["Le sujet est traité par un autre.", "Le sujet est traité ailleurs."]) {
      const said = await putText(year.ports, reason);
      await office(year, "Retrait", { type: "withdraw", day: "2008-04-03", reason: said });
      if (reason.includes("autre")) await takeBack(year, "coordination", "Retrait");
    }
    await cancelMeeting(year, "Lettre", "La salle est prise.");
  },
  // of someone whom the directory does not know; accepted once pages were opened
  "2008-04-03 12:00": (year) => proposeNew(year, "acse", "Confiée"),
  "2008-04-07 09:00": (year) => acceptNew(year, "Confiée"),
  "2008-04-08 09:00": async (year) => {
    await y.remark(year, "villes", "Cadrage", "Le calendrier est serré.");
    await y.remark(year, "epi", "Synthèse", "Les constats manquent de chiffres.");
    await y.remark(year, "epi", "Synthèse", "La bibliographie est courte.");
    await y.decide(year, "epi", "Synthèse", "requestChanges");
  },
  "2008-04-08 18:00": (year) => close(year, "Synthèse"),
  "2008-04-09 18:00": (year) =>
    recordMeeting(year, "Cadrage", ["cofrimi", "oriv", "villes"], "Le groupe retient la définition de l’ORIV."),
  "2008-04-10 09:00": async (year) => {
    await choose(year, "oriv", "Cadrage", "approveWithReservations", "Intégrer les remarques de la rencontre.");
    await y.send(year, "banlieue", "Voilée", letter("Une lettre que l’on relit sans nom."));
  },
  "2008-04-10 12:00": async (year) => {
    await report(year, "villes", "Cadrage", "approve", "mail", "2008-04-09");
    await submit(year, "banlieue", "Voilée", { anonymous: true });
  },
  "2008-04-11 09:00": async (year) => {
    await y.decide(year, "irev", "Cadrage", "requestChanges");
    await report(year, "veille", "Confiée", "approve", "meeting", "2008-04-10");
    await office(year, "Confiée", { type: "endAccess", person: year.people.acse!.id });
  },
  "2008-04-14 09:00": async (year) => {
    await y.decide(year, "irev", "Cadrage", "approve");
    await dispose(year, "crpv", "Synthèse", [["integrated"], ["declined", "La liste suffit au propos."]]);
    await y.send(year, "crpv", "Synthèse", synthesis("Les réseaux grandissent de douze membres."));
  },
  "2008-04-14 12:00": (year) => y.submit(year, "crpv", "Synthèse"),
  "2008-04-15 09:00": async (year) => {
    await y.remark(year, "irev", "Lettre", "Une formule de politesse manque.");
    await y.decide(year, "irev", "Lettre", "approve");
  },
  "2008-04-15 12:00": (year) => close(year, "Cadrage"),
  "2008-04-16 09:00": (year) => choose(year, "irev", "Voilée", "decline"),
  "2008-04-16 12:00": (year) => close(year, "Lettre", { asIs: true }),
  "2008-04-17 09:00": (year) =>
    dispose(year, "cofrimi", "Cadrage", [
      ["integrated"],
      ["partly", "Une phrase a été ajoutée."],
      ["declined", "La convention ne le prévoit pas."],
      ["declined", "Il est celui de la convention."],
    ]),
  "2008-04-18 09:00": async (year) => {
    const changed = completeDraft.replace("De quoi parle-t-on", "De quoi est-il question");
    await y.send(year, "cofrimi", "Cadrage", changed);
    await y.send(year, "cofrimi", "Panne", letter("Une lettre qui traverse une panne."));
  },
  "2008-04-18 12:00": async (year) => {
    await y.submit(year, "cofrimi", "Cadrage");
    await submit(year, "cofrimi", "Panne", { atDeadline: { do: "close" } });
  },
  "2008-04-21 09:00": async (year) => {
    await y.decide(year, "oriv", "Cadrage", "approve");
    await report(year, "villes", "Synthèse", "approve", "telephone", "2008-04-18");
  },
  "2008-04-21 12:00": async (year) => {
    await y.send(year, "cofrimi", "Réservée", synthesis("Les réseaux se regroupent."));
    await y.submit(year, "cofrimi", "Réservée");
  },
  "2008-04-22 09:00": async (year) => {
    await report(year, "villes", "Cadrage", "approve", "mail", "2008-04-21");
    await choose(year, "irev", "Cadrage", "abstain");
    await y.remark(year, "oriv", "Synthèse", "Dire d’où vient ce nombre.");
    await choose(year, "oriv", "Synthèse", "approveWithReservations", "Sous réserve de la source.");
  },
  "2008-04-22 18:00": (year) => close(year, "Cadrage"),
  "2008-04-23 09:00": (year) => y.decide(year, "epi", "Synthèse", "approve"),
  "2008-04-24 09:00": (year) => close(year, "Synthèse"),
  "2008-04-25 09:00": async (year) => {
    await dispose(year, "crpv", "Synthèse", [["integrated"]]);
    await takeBack(year, "crpv", "Synthèse");
    await dispose(year, "crpv", "Synthèse", [["declined", "La source est dans la bibliographie."]]);
  },
  "2008-04-25 12:00": (year) => submit(year, "crpv", "Synthèse", {}, "La remarque n’appelle pas d’autre mot."),
  "2008-04-28 09:00": async (year) => {
    await y.decide(year, "oriv", "Synthèse", "approve");
    await y.decide(year, "irev", "Panne", "approve");
    await y.remark(year, "epi", "Voilée", "Le ton est sec.");
    await y.remark(year, "epi", "Voilée", "La fin est brève.");
  },
  "2008-04-30 18:00": async (year) => {
    for (const last of [false, true]) {
      await office(year, "Confiée", { type: "closeRound", round: 1, unresolved: true });
      if (!last) await takeBack(year, "coordination", "Confiée");
    }
    await contribute(year, "oriv", "Voilée", "Ce mot n’est pas le bon.");
    await takeBack(year, "oriv", "Voilée");
  },
  "2008-04-28 12:00": (year) => meet(year, "Voilée", "2008-05-07", "Lille", ["banlieue", "oriv", "epi"]),
  "2008-04-29 09:00": async (year) => {
    await y.decide(year, "villes", "Synthèse", "approve");
    await y.decide(year, "epi", "Voilée", "approve");
  },
  "2008-04-29 12:00": (year) => close(year, "Synthèse"),

  "2008-04-30 09:00": (year) =>
    choose(year, "oriv", "Réservée", "approveWithReservations", "Le titre reste à préciser."),
  "2008-04-30 12:00": (year) => close(year, "Réservée"),

  "2008-05-06 09:00": (year) =>
    office(year, "Voilée", { type: "moveDeadline", round: 1, deadline: "2008-05-23T22:00:00.000Z" }),
  "2008-05-07 09:00": (year) => y.send(year, "banlieue", "Confiée", letter("Une lettre que tous relisent de nouveau.")),
  "2008-05-13 09:00": (year) => y.send(year, "oriv", "Dossier", part, "part-1"),
  "2008-05-13 12:00": (year) => submit(year, "cofrimi", "Réservée", {}, "Le titre est celui de la convention."),
  "2008-05-14 09:00": (year) => recordMeeting(year, "Voilée", ["banlieue", "epi"]),
  "2008-05-15 09:00": (year) => y.decide(year, "oriv", "Voilée", "approve"),
  "2008-05-16 09:00": (year) => close(year, "Voilée"),
  "2008-05-19 09:00": async (year) => {
    await dispose(year, "banlieue", "Voilée", [["integrated"], ["partly", "Une phrase de plus."]]);
    await y.send(year, "banlieue", "Voilée", letter("Une lettre que l’on relit avec plaisir, sans nom."));
    await submit(year, "banlieue", "Voilée", { anonymous: true });
  },
  "2008-05-20 09:00": async (year) => {
    await y.decide(year, "epi", "Voilée", "approve");
    await office(year, "Dossier", { type: "amend", due: { draft: "2008-05-15", final: "2008-06-25" } });
  },
  "2008-05-21 09:00": async (year) => {
    await y.decide(year, "oriv", "Voilée", "approve");
    await close(year, "Voilée");
  },
  "2008-05-21 12:00": async (year) => {
    await y.decide(year, "oriv", "Réservée", "approve");
    await close(year, "Réservée");
  },
  "2008-05-22 12:00": (year) => y.chase(year, "crpv", "Dossier"),
};

async function propose(year: y.Year, from: string, to: string, title: string): Promise<void> {
  const { name, address, organisation } = year.people[to]!;
  const proposed = await putDelegate(year.ports, { name, address, organisation, word: "Elle suit ce dossier." });
  await issue(deliverables, year.ports, y.idOf(year, title), {
    ...{ type: "delegate", by: steps.asker(year.people[from]!), round: 1, submission: `${from}-${to}`, to: proposed },
  });
}

const newcomer = { name: "Chargé de veille", organisation: "Observatoire", address: "veille@reseau.example" };

async function proposeNew(year: y.Year, from: string, title: string): Promise<void> {
  const to = await putDelegate(year.ports, newcomer);
  await issue(deliverables, year.ports, y.idOf(year, title), {
    ...{ type: "delegate", by: steps.asker(year.people[from]!), round: 1, submission: `${from}-veille`, to },
  });
}

/** Whom the proposal names comes into the directory, and reviews. */
async function acceptNew(year: y.Year, title: string): Promise<void> {
  year.people.veille = await addPerson(year.ports, { ...newcomer, language: "fr", coordinator: false });
  await settle(year, title, "veille");
}

/** The last proposal: `to` reviews instead, or nobody does. */
async function settle(year: y.Year, title: string, to?: string): Promise<void> {
  const { submission } = (await y.stateOf(year, title)).rounds[0]!.delegations.at(-1)!;
  const { id: person, organisation: member } = (to && year.people[to]) || {};
  await office(year, title, {
    ...{ type: "settleDelegation", round: 1, submission },
    ...(person !== undefined && member !== undefined && { person, member }),
  });
}

async function choose(year: y.Year, who: string, title: string, choice: Choice, reason?: string): Promise<void> {
  await steps.decide(y.networkOf(year), year.people[who]!, y.idOf(year, title), choice, reason);
}

async function report(
  year: y.Year,
  who: string,
  title: string,
  choice: Choice,
  channel: "mail" | "telephone" | "meeting",
  received: string,
): Promise<void> {
  const { number: round, version } = (await y.stateOf(year, title)).rounds.at(-1)!;
  const note = await putText(year.ports, "Elle est favorable au texte.");
  await office(year, title, {
    ...{ type: "report", round, version, submission: `rapporte-${who}-${title}-${round}`, choice },
    ...{ reviewer: year.people[who]!.id, reported: { channel, received, note } },
  });
}

async function close(year: y.Year, title: string, more: { asIs?: true } = {}): Promise<void> {
  const { number: round } = (await y.stateOf(year, title)).rounds.at(-1)!;
  await office(year, title, { type: "closeRound", round, unresolved: false, ...more });
}

/** The last thing that was done. */
async function takeBack(year: y.Year, who: string, title: string): Promise<void> {
  const { id, undoable = [] } = await y.stateOf(year, title);
  const by = steps.asker(year.people[who]!);
  await issue(deliverables, year.ports, id, { type: "undo", by, of: undoable.at(-1)!.of });
}

/** Sends a remark without a decision. */
async function contribute(year: y.Year, who: string, title: string, text: string): Promise<void> {
  const { id, rounds } = await y.stateOf(year, title);
  const { number: round, version } = rounds.at(-1)!;
  const offer = await putBatch(year.ports, [{ id: "reprise", type: "comment", text }]);
  const by = steps.asker(year.people[who]!);
  await issue(deliverables, year.ports, id, { type: "contribute", by, round, version, submission: "reprise", offer });
}

/** In the order in which they came. */
async function dispose(year: y.Year, who: string, title: string, each: [Disposition, string?][]): Promise<void> {
  const { number: round, contributions } = (await y.stateOf(year, title)).rounds.at(-1)!;
  for (const [index, contribution] of Object.keys(contributions).entries()) {
    const [as, reason] = each[index]!;
    await issue(deliverables, year.ports, y.idOf(year, title), {
      ...{ type: "dispose", by: steps.asker(year.people[who]!), round, contribution, as },
      ...(reason !== undefined && { reason: await putText(year.ports, reason) }),
    });
  }
}

/** With other demands than the kind's, or on an unchanged text. */
async function submit(
  year: y.Year,
  who: string,
  title: string,
  more: Partial<RoundDemands>,
  unchanged?: string,
): Promise<void> {
  const state = await y.stateOf(year, title);
  const { demands, ...pins } = await pin(year.ports, state.kind);
  const today = new Date(year.ports.clock()).toISOString().slice(0, 10);
  const review = state.rounds.length === 0 ? state.due.review! : addDays(today, 7);
  await issue(deliverables, year.ports, state.id, {
    ...{ type: "submit", by: steps.asker(year.people[who]!), version: state.versions.at(-1)!.hash, ...pins },
    ...{ deadline: `${review}T22:00:00.000Z`, demands: { ...demands, ...more } },
    ...(unchanged !== undefined && { unchanged: await putText(year.ports, unchanged) }),
  });
}

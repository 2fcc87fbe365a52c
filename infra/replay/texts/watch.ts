/** What the watch of 2008 noticed, as its notes say it: a month a line, and each finding with how far it was when. */

type Month = { name: string; questions: number; answers: number; towns: number; highlight: string };

export const months: readonly Month[] = [
  {
    name: "janvier",
    questions: 14,
    answers: 31,
    towns: 24,
    highlight:
      "Les échanges portent sur la préparation des élections municipales : que transmettre à une nouvelle équipe ?",
  },
  {
    name: "février",
    questions: 13,
    answers: 27,
    towns: 21,
    highlight:
      "Les agents cherchent des mots simples : la moitié des questions portent sur le vocabulaire de l’intégration.",
  },
  {
    name: "mars",
    questions: 12,
    answers: 29,
    towns: 22,
    highlight:
      "Les échanges ont ralenti. Les questions viennent pour moitié d’agents qui préparent l’arrivée de nouveaux élus.",
  },
  {
    name: "avril",
    questions: 19,
    answers: 44,
    towns: 31,
    highlight:
      "Les nouveaux agents prennent leurs fonctions. L’apprentissage du français domine les échanges : qui le finance, qui oriente, et vers qui.",
  },
  {
    name: "mai",
    questions: 27,
    answers: 61,
    towns: 36,
    highlight:
      "L’accueil des nouveaux habitants revient en force : les communes ne demandent plus s’il faut un livret, mais comment le faire lire.",
  },
  {
    name: "juin",
    questions: 22,
    answers: 52,
    towns: 33,
    highlight:
      "Le contrat d’accueil et d’intégration suscite les mêmes questions dans quatre communes qui ne se connaissent pas.",
  },
  {
    name: "juillet",
    questions: 11,
    answers: 20,
    towns: 17,
    highlight: "Mois calme. Trois élus demandent des chiffres que ni la commune ni l’État ne tiennent.",
  },
  {
    name: "août",
    questions: 6,
    answers: 9,
    towns: 8,
    highlight: "Presque rien : les questions du mois sont celles de juillet, restées sans réponse.",
  },
  {
    name: "septembre",
    questions: 25,
    answers: 58,
    towns: 38,
    highlight: "La rentrée des associations fait revenir la question des subventions et de leurs conditions.",
  },
  {
    name: "octobre",
    questions: 28,
    answers: 66,
    towns: 41,
    highlight: "Les bilans d’actions de formation se ressemblent : appréciées, elles n’ont rien changé au guichet.",
  },
  {
    name: "novembre",
    questions: 31,
    answers: 74,
    towns: 45,
    highlight:
      "La restitution nationale du 18 novembre a suscité onze questions en une semaine, presque toutes sur le logement.",
  },
  {
    name: "décembre",
    questions: 16,
    answers: 35,
    towns: 27,
    highlight:
      "L’année se termine sur des demandes de programmation : qui fera quoi en 2009, et avec quels financements ?",
  },
];

type Status = "À suivre" | "En cours" | "Clos";
/** `history`: from which month on, counted from 1, it is how far, and by when it is due. */
type Finding = { words: string; owner: string; history: readonly [month: number, status: Status, due?: string][] };

const findings: readonly Finding[] = [
  {
    words: "Les coordonnées des correspondants du RIPD ne sont plus à jour",
    owner: "ORIV",
    history: [
      [1, "À suivre"],
      [3, "En cours", "30 avril 2008"],
      [4, "Clos"],
    ],
  },
  {
    words: "Les agents confondent immigrés, étrangers et « issus de l’immigration »",
    owner: "ORIV",
    history: [
      [2, "À suivre"],
      [4, "En cours", "30 juin 2008"],
      [6, "Clos"],
    ],
  },
  {
    words: "Aucun annuaire des interprètes n’est à jour hors des grandes villes",
    owner: "ODTI",
    history: [
      [3, "À suivre"],
      [9, "En cours", "30 novembre 2008"],
      [11, "Clos"],
    ],
  },
  {
    words: "Une demande de formation des agents d’état civil revient chaque mois",
    owner: "EPI",
    history: [
      [3, "À suivre"],
      [4, "En cours"],
      [5, "Clos"],
    ],
  },
  {
    words: "Le partage entre l’État et les communes pour l’apprentissage du français n’est pas connu",
    owner: "CREFE",
    history: [
      [4, "À suivre", "15 juillet 2008"],
      [5, "En cours", "15 juillet 2008"],
      [7, "Clos"],
    ],
  },
  {
    words: "Les livrets d’accueil traduits ne sont pas lus",
    owner: "ORIV",
    history: [
      [5, "À suivre"],
      [7, "En cours"],
      [10, "Clos"],
    ],
  },
  {
    words: "Des subventions sont versées sans condition d’égalité d’accès",
    owner: "IREV",
    history: [
      [5, "À suivre", "30 septembre 2008"],
      [9, "En cours", "31 décembre 2008"],
      [12, "Clos"],
    ],
  },
  { words: "Les élus demandent des chiffres que personne ne tient", owner: "IREV", history: [[7, "À suivre"]] },
  {
    words: "Les formations à l’interculturel ne sont pas suivies d’effet",
    owner: "COFRIMI",
    history: [
      [9, "À suivre"],
      [11, "En cours", "31 mars 2009"],
    ],
  },
  { words: "Les discriminations au logement sont signalées sans suite", owner: "EPI", history: [[11, "À suivre"]] },
];

/** The note of a month, from 1, in Markdown: findings that were closed in a month before are in it no more. */
export function watchNote(month: number): string {
  const { name, questions, answers, towns, highlight } = months[month - 1]!;
  const of = /^[aeiouâô]/.test(name) ? `d’${name}` : `de ${name}`;
  const last = new Date(Date.UTC(2008, month, 0)).getUTCDate();
  return `---
title: "Veille sur les échanges du RIPD : ${name} 2008"
subtitle: "Note mensuelle n° ${month}"
author:
  - "ORIV, structure pilote"
lang: fr-FR
keywords: [veille, intégration, prévention des discriminations, collectivités locales]
---

# Période et sources

La présente note porte sur le mois ${of} 2008 : ${questions} questions émises et ${answers} réponses, par ${towns} collectivités.

# Ce qui ressort du mois

${highlight}

# Constats et suites

| N° | Constat | Responsable | Statut | Échéance |
|---:|:--------|:------------|:-------|:---------|
${rowsOf(month).join("\n")}

: Constats suivis au ${last} ${name} 2008
`;
}

function rowsOf(month: number): string[] {
  return findings.flatMap(({ words, owner, history }, at) => {
    const current = history.findLast(([from]) => from <= month);
    if (!current || (current[1] === "Clos" && current[0] < month)) return [];
    const [, status, due = ""] = current;
    return [`| ${at + 1} | ${words} | ${owner} | ${status} | ${due} |`];
  });
}

import type { StandingName } from "../../shared/asking/standing.ts";
import {
  accept,
  approved,
  close,
  confirm,
  confirmed,
  coordinator,
  create,
  drafted,
  finished,
  handOver,
  inReview,
  type Move,
  meets,
  offer,
  reviewer,
  second,
  submit,
  toConfirm,
  translated,
  upload,
  verdict,
} from "../deliverable/scenario.ts";

/** How a note comes to stand so, and what is said of it on a day. */
export type StandingRow = {
  name: StandingName;
  moves: Move[];
  /** The clock passes its deadline then. */
  passed?: Move;
  today: string;
  said: string;
  time?: string;
};

const inMarch = "2008-03-05";
const endAccess: Move = { type: "endAccess", by: coordinator, person: "redaction-oriv" };
const bothApprove: Move[] = [verdict(reviewer, "approve"), verdict(second, "approve")];
const reserved: Move[] = [
  ...[...drafted, submit({ demands: confirmed }), verdict(reviewer, "approveWithReservations")],
  ...[verdict(second, "approve"), close(), upload("u2"), accept("u2")],
];
const corrected: Move[] = [
  ...finished,
  { type: "openEdition", by: coordinator, way: "correction", reason: "motif", mayCorrect: true },
  ...[upload("u2"), accept("u2")],
];
const proposed: Move[] = [...finished, upload("u2"), accept("u2")];

/** One row a standing, in the order of `standingNames`; `open` is what reviewers are told of any open review. */
export const standingRows: StandingRow[] = [
  {
    ...{ name: "nobody", moves: [create(), endAccess], today: inMarch, time: "Pour le 10 mars 2008." },
    said: "Plus personne n’est nommé pour ce qui manque : à la coordination de désigner quelqu’un.",
  },
  {
    ...{ name: "draft", moves: [create()], today: "2008-03-15" },
    said: "Brouillon attendu de {author}.",
    time: "5 jours de retard : brouillon attendu le 10 mars 2008.",
  },
  {
    ...{ name: "answer", moves: [...inReview, verdict(reviewer, "requestChanges"), close()], today: inMarch },
    said: "Nouvelle version attendue de {author}.",
    time: "Document final pour le 30 avril 2008.",
  },
  {
    ...{ name: "remarks", moves: toConfirm.slice(0, -3), today: inMarch },
    said: "Une remarque attend une suite de {author}.",
    time: "Document final pour le 30 avril 2008.",
  },
  {
    ...{ name: "translation", moves: translated(3), today: inMarch, time: "Pour le 10 mars 2008." },
    said: "3 passages de la traduction ne suivent plus l’original : à revoir par {author}.",
  },
  {
    ...{ name: "toSubmit", moves: drafted, today: inMarch, time: "Pour le 10 mars 2008." },
    said: "Le brouillon est complet : il peut être soumis à relecture.",
  },
  {
    ...{ name: "toConfirm", moves: toConfirm, today: inMarch, time: "Document final pour le 30 avril 2008." },
    said: "Toutes les remarques ont reçu leur suite : la relecture de confirmation peut être ouverte.",
  },
  {
    ...{ name: "toConfirm.reservations", moves: reserved, today: inMarch },
    said: "Le document est approuvé avec des réserves, sans remarque à traiter : la relecture de confirmation peut être ouverte.",
    time: "Document final pour le 30 avril 2008.",
  },
  {
    ...{ name: "correction", moves: corrected, today: inMarch },
    said: "La correction est complète : à la coordination de la déclarer.",
  },
  {
    ...{ name: "awaited", moves: [...inReview, verdict(reviewer, "approve")], today: inMarch },
    said: "Relecture ouverte : 1 avis reçu sur 2.",
    time: "Relecture jusqu’au 1er avril 2008.",
  },
  {
    ...{ name: "confirming", moves: [...toConfirm, confirm()], today: inMarch },
    said: "Relecture de confirmation ouverte : 0 avis reçu sur 2.",
    time: "Relecture jusqu’au 20 avril 2008.",
  },
  {
    ...{
      name: "delegation",
      moves: [...inReview, handOver()],
      today: inMarch,
      time: "Relecture jusqu’au 1er avril 2008.",
    },
    said: "Un relecteur propose quelqu’un d’autre à sa place : à la coordination d’en décider.",
  },
  {
    ...{ name: "met", moves: [...inReview, ...bothApprove], today: "2008-04-03" },
    said: "La règle est remplie : la relecture peut être close et le document rendu final.",
    time: "2 jours de retard : relecture jusqu’au 1er avril 2008.",
  },
  {
    ...{ name: "met.remarks", today: inMarch, time: "Relecture jusqu’au 1er avril 2008." },
    moves: [...drafted, submit({ demands: confirmed }), offer("c1"), ...bothApprove],
    said: "La règle est remplie, avec des remarques à intégrer : la relecture peut être close.",
  },
  {
    ...{ name: "met.meeting", moves: [...inReview, meets(), ...bothApprove], today: inMarch },
    said: "La règle sera remplie une fois tenue la rencontre du 20 mars 2008.",
    time: "Relecture jusqu’au 1er avril 2008.",
  },
  {
    ...{ name: "changes", moves: [...inReview, verdict(reviewer, "requestChanges")], today: inMarch },
    said: "Des changements sont demandés : la relecture peut être close, le brouillon retourne à ses auteurs.",
    time: "Relecture jusqu’au 1er avril 2008.",
  },
  {
    ...{ name: "meeting", today: inMarch, time: "Relecture jusqu’au 1er avril 2008." },
    moves: [...inReview, meets(), verdict(reviewer, "approve"), verdict(second, "decline")],
    said: "Tous les avis sont là ; la rencontre du 20 mars 2008 reste à tenir.",
  },
  {
    ...{ name: "meetingPast", moves: [...inReview, meets(), ...bothApprove], today: "2008-03-21" },
    said: "La rencontre du 20 mars 2008 est passée : à la coordination de l’enregistrer.",
    time: "Relecture jusqu’au 1er avril 2008.",
  },
  {
    ...{
      name: "unmet",
      moves: [...inReview, verdict(reviewer, "abstain"), verdict(second, "abstain")],
      today: inMarch,
    },
    said: "Tous les avis sont là ; la règle n’est pas remplie : à la coordination de décider de la suite.",
    time: "Relecture jusqu’au 1er avril 2008.",
  },
  {
    ...{ name: "overdue", today: "2008-04-03" },
    ...{ moves: inReview, passed: { type: "passDeadline", by: "line", round: 1 } },
    said: "L’échéance est passée sans résultat : à la coordination de la déplacer ou de clore la relecture.",
    time: "2 jours de retard : relecture jusqu’au 1er avril 2008.",
  },
  {
    ...{ name: "setting", moves: approved, today: "2008-05-01" },
    said: "Les documents finaux sont en cours de composition.",
    time: "Un jour de retard : document final attendu le 30 avril 2008.",
  },
  { name: "final", moves: finished, today: inMarch, said: "Les documents finaux sont prêts." },
  {
    ...{ name: "proposal", moves: proposed, today: inMarch },
    said: "Une partie changée propose une nouvelle édition : à la coordination d’en décider.",
  },
  {
    ...{ name: "withdrawn", moves: [create(), { type: "withdraw", by: coordinator, reason: "motif", day: inMarch }] },
    ...{ today: inMarch, said: "Ce livrable a été retiré du programme." },
  },
];

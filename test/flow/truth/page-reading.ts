import { dayOf, lastDay, openIn, type Read } from "./facts.ts";
import { originSentences } from "./origin-words.ts";
import {
  counted,
  dispositions,
  isStage,
  isSuite,
  isWritten,
  kindOf,
  offered,
  outcomes,
  proofSentences,
  remarkSentences,
  unsentCount,
  unsentOf,
  unsentSentences,
  withdrawnFinal,
} from "./page-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isAt, isErased, isNamed, isOn, isText, isVersion, lastDayOf, plain } from "./words.ts";

const isOpen = ({ doc, round }: Context) => doc !== undefined && round !== undefined && openIn(doc) === round;
const mine = ({ round, reader }: Context) => round?.given.findLast(({ by }) => by === reader!.id);
const isAsked = (context: Context) =>
  !context.past && isOpen(context) && context.round!.reviewers.includes(context.reader!.id);
const before = ({ doc, round }: Context): Read | undefined =>
  doc!.rounds.findLast(({ number }) => number < round!.number);
const until: Check = (context, { date }) => isOpen(context) && isOn(context, lastDayOf(context.round!), date);

/** Who sees the remarks of the others: those whose opinion is there, who coordinates, all once it is closed. */
const seesAll = (context: Context) => {
  const { round, office, doc, reader, today } = context;
  const author = doc!.authors.includes(reader!.id);
  const eve = round!.meeting && round!.meeting.status !== "off" && daysBefore(round!.meeting.date, today) <= 1;
  return office || author || mine(context) !== undefined || !isOpen(context) || eve === true;
};
const daysBefore = (date: string, today: string) => (Date.parse(date) - Date.parse(today)) / 86_400_000;

const yours: [string, string][] = [
  ["approve", "Vous avez donné un avis favorable le {when}."],
  ["approveWithReservations", "Votre avis favorable avec réserves a été reçu le {when}."],
  ["abstain", "Votre abstention a été reçue le {when}."],
  ["decline", "Vous avez dit le {when} que vous ne relirez pas ce document."],
  ["requestChanges", "Vous avez demandé des changements le {when}."],
];

const howto = "Sélectionnez des mots, ou touchez le « + » à côté d’un paragraphe, pour";
const beforeOf =
  (is: (context: Context, was: Read, found: Record<string, string>) => boolean): Check =>
  (context, found) => {
    const was = before(context);
    return was !== undefined && was.number === Number(found.n) && is(context, was, found);
  };

/** What the version is after: a confirming round, or a new one. */
const confirming: Sentence[] = [
  says(
    "Cette courte relecture confirme la version qui intègre les remarques de la relecture nᵒ {n}. Vérifiez qu’elles l’ont été comme vous l’attendiez.",
    beforeOf(
      ({ round }, was) => round!.confirms === was.number && round!.version !== was.version && was.remarks.length > 0,
    ),
  ),
  says(
    "Cette version est nouvelle : elle remplace celle de la relecture nᵒ {n}.",
    beforeOf(({ round }, was) => round!.confirms === undefined && round!.version !== was.version),
  ),
  says(
    "Le texte n’a pas changé depuis la relecture nᵒ {n}. Motif donné : « {reason} »",
    beforeOf(
      (context, was, { reason = "" }) =>
        context.round!.version === was.version && isText(context, context.round!.unchanged, reason),
    ),
  ),
  says(
    "Ce qui a changé dans le texte depuis",
    (context) => before(context) !== undefined && before(context)!.version !== context.round!.version,
  ),
  says(
    "Relecture de confirmation : votre avis porte sur l’intégration des remarques de la relecture nᵒ {n}.",
    beforeOf(
      ({ round }, was) => round!.confirms === was.number && round!.version !== was.version && was.remarks.length > 0,
    ),
  ),
  says(
    "Relecture de confirmation : votre avis porte sur le texte de la relecture nᵒ {n}, inchangé.",
    beforeOf(({ round }, was) => round!.confirms === was.number && round!.version === was.version),
  ),
  says(
    "Votre avis porte sur une nouvelle version, qui remplace celle de la relecture nᵒ {n}.",
    beforeOf(({ round }, was) => round!.confirms === undefined && round!.version !== was.version),
  ),
];

export const past = says(
  "Voici ce qui vous a été remis de ce livrable, tel que c’était alors. La suite n’est pas montrée ici.",
  ({ all, doc, reader }) => {
    const { reviewers, authors, rounds } = all.find(({ id }) => id === doc!.id)!;
    const is = reviewers.includes(reader!.id) || authors.includes(reader!.id);
    return !is && rounds.some(({ were }) => were.has(reader!.id));
  },
);

/** What a reviewer decided, or what was recorded in their name. */
export const ownDecision: Sentence[] = [
  ...yours.map(([choice, template]) =>
    says(`${template} Voir le reçu`, (context, { when }) => {
      const given = mine(context);
      return given?.choice === choice && !given.reported && isAt(context, given.at, when);
    }),
  ),
  says("Un avis a été enregistré en votre nom le {when}. Voir le reçu", (context, { when }) => {
    const given = mine(context);
    return given?.reported !== undefined && isAt(context, given.at, when);
  }),
];

/** What a reader of a round knows of their own part in it. */
const standing: Sentence[] = [
  past,
  says("Relecture nᵒ {n}", ({ round }, { n }) => round?.number === Number(n)),
  ...ownDecision,
  says("Cette relecture a été close le {when} ; plus aucun avis n’y est attendu.", (context, { when }) =>
    isAt(context, context.round!.closed?.at, when),
  ),
  says("Le livrable a été retiré du programme le {when} ; plus aucun avis n’est attendu.", (context, { when }) =>
    isAt(context, context.doc!.withdrawn?.at, when),
  ),
  says(
    "L’échéance est passée, mais la relecture reste ouverte : votre avis compte encore.",
    (context) => isOpen(context) && lastDay(context.round!.deadline) < context.today,
  ),
  says("Ce livrable a été retiré du programme.", isStage("withdrawn")),
];

/** Of one that was withdrawn, why and when. */
const withdrawal: Sentence[] = [
  withdrawnFinal,
  says("{reason}", (context, { reason = "" }) => isText(context, context.doc!.withdrawn?.reason, reason)),
  says("{date}", (context, { date }) => isOn(context, dayOf(context.doc!.withdrawn?.at ?? "0"), date)),
];

/** "Relecture nᵒ 2, de confirmation", "Relecture nᵒ 1 – édition 1". */
export function isRoundTitle({ doc, round }: Pick<Context, "doc" | "round">, said: string): boolean {
  const [, n, confirms, edition] = /^Relecture nᵒ (\d+)(, de confirmation)?(?: – (.+))?$/u.exec(said) ?? [];
  const made = doc!.editions.find((each) => each.round >= Number(n))?.number ?? doc!.making?.number;
  const isOnly = doc!.editions.length + (doc!.making ? 1 : 0) < 2;
  const isEdition = edition === undefined ? isOnly : edition === `édition ${made}` || edition === "édition abandonnée";
  return round!.number === Number(n) && (confirms !== undefined) === (round!.confirms !== undefined) && isEdition;
}

/** "jusqu’au 12 mai (70 jours)" of one that is open; how one ended. */
function isStanding(context: Context, said: string): boolean {
  const { doc, round, today } = context;
  const [, date, left] = /^jusqu’au (.+?)(?: \((.+)\))?$/u.exec(said) ?? [];
  if (date === undefined) {
    const how = outcomes[round!.closed?.outcome ?? ""];
    return isOpen(context) ? false : said === how || (said === "Retiré" && doc!.withdrawn !== undefined);
  }
  const days = (Date.parse(lastDayOf(round!)) - Date.parse(today)) / 86_400_000;
  const words = days > 1 ? `${days} jours` : { 0: "aujourd’hui", 1: "demain" }[days];
  return until(context, { date }) && left === words;
}

/** Those of a round that its reader sees. */
const visible = (context: Context) =>
  context.round!.remarks.filter(
    ({ by, file }) => !isErased(context, file) && (by === context.reader!.id || seesAll(context)),
  );
const marginTypes: Record<string, string> = {
  comment: "Commentaire",
  correction: "Correction",
  addition: "Ajout",
  reference: "Référence",
};

/** Remarks beside their words: by their number and kind, who sent them and when, what they would change. */
const marginSentences: Sentence[] = [
  {
    ...says("{n} {type} {who}, {date}", (context, { n, type = "", who = "", date }) => {
      const { round, reader } = context;
      const remark = visible(context).find(({ number }) => number === Number(n));
      if (!remark) return false;
      context.remark = remark;
      const isBy = who === "envoyée" ? remark.by === reader!.id : isNamed(context, remark.by, who, round);
      return isBy && isOn(context, dayOf(remark.at), date) && marginTypes[offered(context)?.type ?? ""] === type;
    }),
    pattern: /^(?<n>\d+) (?<type>Commentaire|Correction|Ajout|Référence) (?<who>.+), (?<date>\d.+)$/u,
  },
  {
    ...says("{n} {type}", (context, { n }) => Number(n) <= unsentCount(context)),
    pattern: /^(?<n>\d+) (?<type>Commentaire|Correction|Ajout|Référence)$/u,
  },
  ...["En attente de suite", "Sans suite", ...Object.values(dispositions)].map((word) =>
    says(
      word,
      (context) => context.remark !== undefined && isSuite(context.doc!, context.round!, context.remark, word),
    ),
  ),
  ...[" sur le document entier", ""].flatMap((about) => [
    says(`Une remarque${about}`, (context) => visible(context).length + unsentCount(context) > 0),
    says(
      `{count} remarques${about}`,
      (context, { count }) => visible(context).length + unsentCount(context) >= Number(count),
    ),
  ]),
  says("Une remarque, gardée {when}", (context) => unsentCount(context) === 1),
  says("{count} remarques, gardées {when}", (context, { count }) => unsentCount(context) === Number(count)),
  says("Reprendre – Remarque {n}", (context, { n }) => isOpen(context) && Number(n) <= unsentCount(context)),
  says("Supprimer – Remarque {n}", (context, { n }) => isOpen(context) && Number(n) <= unsentCount(context)),
  says("{change}", (context, { change = "" }) => {
    const said = [offered(context), ...unsentOf(context)];
    const before = change.replace(/\[ajouté : .*?\] ?/gu, "").replace(/\[supprimé : (.*?)\] ?/gu, "$1");
    const after = change.replace(/\[supprimé : .*?\] ?/gu, "").replace(/\[ajouté : (.*?)\] ?/gu, "$1");
    const isIn = (words: string, all = "") =>
      words.split("…").every((part) => plain(all).replace(/\s/g, "").includes(part.replace(/\s/g, "")));
    return said.some(
      (each) =>
        each?.proposal !== undefined && isIn(before, each.anchor?.quotation?.exact) && isIn(after, each.proposal),
    );
  }),
];

const review: Sentence[] = [
  ...originSentences,
  ...withdrawal,
  ...standing,
  ...unsentSentences,
  ...confirming,
  says(
    "{round} · {how}",
    (context, { round = "", how = "" }) => isRoundTitle(context, round) && isStanding(context, how),
  ),
  says("Donner mon avis", (context) => isAsked(context) && mine(context) === undefined),
  says("Changer mon avis", (context) => isAsked(context) && mine(context) !== undefined),
  {
    ...says("{authors} · {action} · {version}", (context, { authors, action, version }) => {
      const { doc, round } = context;
      return (
        doc!.action === action &&
        isVersion(context, doc!, round!.version, version) &&
        (!authors || isWritten(context, round!.version, authors))
      );
    }),
    pattern: /^(?:(?<authors>.+) · )?(?<action>[^·]+) · (?<version>version [^·]+)$/u,
  },
  says("{words}", (context, { words }) => isAsked(context) && plain(kindOf(context).texts.reviewer.fr) === words),
  ...proofSentences,
  ...[
    `${howto} noter une remarque, la vôtre ou celle de personnes présentes. Envoyez-les ensuite depuis « Mes remarques ».`,
    `${howto} faire une remarque. Vos remarques sont gardées ici et partent avec votre avis.`,
  ].flatMap((how, index) => [
    says(
      `${how} Vous voyez celles de tous les relecteurs, une fois envoyées.`,
      (context) => isOpen(context) && isAsked(context) === (index === 1) && seesAll(context),
    ),
    says(
      `${how} Vous ne voyez que les vôtres ; celles des autres relecteurs paraîtront une fois votre avis donné, la veille de la rencontre s’il y en a une, ou à la clôture de la relecture.`,
      (context) => isAsked(context) === (index === 1) && isOpen(context) && !seesAll(context),
    ),
  ]),
  ...marginSentences,
  ...counted(
    "Ce qui a été fait de ma remarque",
    "Ce qui a été fait de mes {count} remarques",
    (context) => before(context)?.remarks.filter(({ by }) => by === context.reader!.id).length ?? 0,
  ),
  ...remarkSentences,
];

const ownRemarks = ({ doc, reader }: Context) =>
  doc!.rounds.flatMap((round) => round.remarks).filter(({ by }) => by === reader!.id);

const remarks: Sentence[] = [
  past,
  ...counted(
    "Relecture nᵒ {n} : une remarque envoyée",
    "Relecture nᵒ {n} : {count} remarques envoyées",
    ({ round, reader }) => round?.remarks.filter(({ by }) => by === reader!.id).length ?? 0,
  ),
  says("Vous n’avez pas encore fait de remarque sur ce document.", (context) => ownRemarks(context).length === 0),
  says(
    "Les remarques que vous aviez envoyées ont été effacées.",
    (context) => ownRemarks(context).length > 0 && ownRemarks(context).every(({ file }) => isErased(context, file)),
  ),
  ...unsentSentences,
  ...remarkSentences,
];

const decision: Sentence[] = [
  ...standing,
  ...unsentSentences,
  ...counted(
    "Une remarque partira avec votre avis, dans le même envoi, et ne pourra plus être reprise.",
    "{count} remarques partiront avec votre avis, dans le même envoi, et ne pourront plus être reprises.",
    unsentCount,
  ),
  ...confirming,
  says(
    "« {title} », avis attendu jusqu’au {date}.",
    (context, { title, ...found }) => context.doc!.title === title && until(context, found),
  ),
  says(
    "Vous avez proposé qu’une autre personne relise à votre place ; la coordination doit encore répondre. Voir la proposition",
    ({ round, reader }) => round!.proposals.some(({ from, status }) => from === reader!.id && status === "proposed"),
  ),
  says(
    "La coordination n’a pas retenu votre proposition : votre avis reste attendu.",
    (context) =>
      context.round!.proposals.some(({ from, status }) => from === context.reader!.id && status === "refused") &&
      mine(context) === undefined,
  ),
];

/** The pages on which a version is read, remarked on and discussed. */
export const readingPages: Record<string, Sentence[]> = {
  review,
  remarks,
  "review/decision": decision,
};

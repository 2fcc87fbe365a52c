import { dayOf, lastDay, openIn, type Read, unanswered } from "./facts.ts";
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
  unsentSentences,
  withdrawnFinal,
  wordsOf,
} from "./page-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isAt, isErased, isNamed, isOn, isText, lastDayOf, plain } from "./words.ts";

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

const howto = "« Commenter », à côté de chaque paragraphe, ouvre une remarque sur ce passage";
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

/** What a reader of a round knows of their own part in it. */
const standing: Sentence[] = [
  past,
  says("Relecture nᵒ {n}", ({ round }, { n }) => round?.number === Number(n)),
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

const review: Sentence[] = [
  ...originSentences,
  ...withdrawal,
  ...standing,
  ...unsentSentences,
  ...confirming,
  ...Object.entries(outcomes).map(([outcome, word]) => says(word, ({ round }) => round!.closed?.outcome === outcome)),
  says("Retiré", isStage("withdrawn")),
  says(
    "Relecture ouverte jusqu’au {date}",
    (context, found) => until(context, found) && (!isAsked(context) || mine(context) !== undefined),
  ),
  says(
    "Votre avis est attendu jusqu’au {date}",
    (context, found) => until(context, found) && isAsked(context) && mine(context) === undefined,
  ),
  says("Jusqu’au {date}", until),
  says("Donner mon avis", (context) => isAsked(context) && mine(context) === undefined),
  says("Changer mon avis", (context) => isAsked(context) && mine(context) !== undefined),
  {
    ...says("{authors} · {action} · version {version}", (context, { authors, action, version = "" }) => {
      const { doc, round } = context;
      return (
        doc!.action === action &&
        round!.version.startsWith(version) &&
        (!authors || isWritten(context, round!.version, authors))
      );
    }),
    pattern: /^(?:(?<authors>.+) · )?(?<action>[^·]+) · version (?<version>[0-9a-f]{8})$/u,
  },
  says("{words}", (context, { words }) => isAsked(context) && plain(kindOf(context).texts.reviewer.fr) === words),
  ...proofSentences,
  ...[
    `${howto}, la vôtre ou celle de personnes présentes. Envoyez-les ensuite depuis « Mes remarques ».`,
    `${howto}. Vos remarques sont gardées ici et partent avec votre avis.`,
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
  ...counted(
    "Une remarque envoyée",
    "{count} remarques envoyées",
    ({ round, reader, ...context }) =>
      round!.remarks.filter(
        ({ by, file }) =>
          !isErased(context, file) && (by === reader!.id || seesAll({ round, reader, ...context } as Context)),
      ).length,
  ),
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

const types: Record<string, string> = {
  comment: "Commentaire",
  correction: "Correction",
  addition: "Ajout",
  reference: "Référence",
};
const numbered = (context: Context, number = "") =>
  context.round?.remarks.find((remark) => remark.number === Number(number));
const typeOf = (context: Context) => offered(context)?.type ?? "";
const written = (context: Context, said: string) => isWritten(context, context.round?.version, said);
const current = ({ doc }: Context) => doc!.drafts.at(-1)?.version;
const exact = (context: Context) => wordsOf(offered(context));

const isGone = (context: Context) => isErased(context, context.remark?.file);

/** Remarks in the margin of their passages. */
const located: Sentence[] = [
  says("Remarque nᵒ {n}", (context, { n }) => {
    const remark = numbered(context, n);
    if (remark) context.remark = remark;
    return remark !== undefined;
  }),
  ...Object.entries(types).map(([type, word]) =>
    says(word, (context) => typeOf(context) === type || /^Toutes/.test(context.before.at(-1) ?? "")),
  ),
  ...["En attente de suite", "Sans suite", ...Object.values(dispositions)].map((word) =>
    says(
      word,
      (context) => context.remark !== undefined && isSuite(context.doc!, context.round!, context.remark, word),
    ),
  ),
  says("Sur l’ensemble du document", ({ round, archive }) =>
    round!.remarks.some(({ file, id }) => archive.remarks.get(file)!.some((each) => each.id === id && !each.anchor)),
  ),
  says("En tête du document"),
  {
    ...says("{who}, le {when}", (context, { who = "", when }) => {
      const { remark, round } = context;
      return remark !== undefined && isNamed(context, remark.by, who, round) && isAt(context, remark.at, when);
    }),
    pattern: /^(?<who>.+), le (?<when>.+)$/u,
  },
  says(
    "Nous ne retrouvons plus ce passage dans le texte.",
    (context) => exact(context) !== "" && !isWritten(context, current(context), exact(context)),
  ),
  says(
    "Appliquée au brouillon",
    ({ doc, remark }) => remark !== undefined && doc!.drafts.at(-1)?.applied.includes(remark.id) === true,
  ),
  says(
    "Le passage a changé de place depuis ; il est maintenant ici :",
    (context) =>
      exact(context) !== "" &&
      isWritten(context, current(context), exact(context)) &&
      current(context) !== context.round!.version,
  ),
  says(
    "Le passage a été modifié depuis ; il se lit maintenant :",
    (context) => exact(context) !== "" && current(context) !== context.round!.version,
  ),
  ...remarkSentences,
  says("Le texte de cette remarque a été effacé à la demande d’une personne.", isGone),
  says("Remarques dont le texte a été effacé", (context) =>
    context.round!.remarks.some(({ file }) => isErased(context, file)),
  ),
  says(
    "{passage}",
    (context, { passage = "" }) => written(context, passage) || isWritten(context, current(context), passage),
  ),
];

const isLeft: Check = (context, { n, count, left = "" }) => {
  const round = context.doc!.rounds.find(({ number }) => number === Number(n));
  if (!round) return false;
  Object.assign(context, { round });
  const open = unanswered(round).length;
  const words = open === 0 ? "Toutes ont leur suite." : open === 1 ? "Une est sans suite." : `${open} sont sans suite.`;
  return left === words && (count ? Number(count) : 1) === round.remarks.length;
};

const isFilter: Check = (context, { label = "", n }) => {
  const { round, archive, doc } = context;
  const typed = (id: string, file: string) => archive.remarks.get(file)!.find((each) => each.id === id)?.type ?? "";
  const how = round!.remarks.filter(
    (remark) =>
      label === "Toutes" ||
      (types[typed(remark.id, remark.file)] === label && !isErased(context, remark.file)) ||
      isSuite(doc!, round!, remark, label) ||
      isNamed(context, remark.by, label, round),
  );
  return how.length === Number(n);
};

const contributions: Sentence[] = [
  says("Aucune remarque n’a encore été reçue.", ({ doc }) => doc!.rounds.every((round) => round.remarks.length === 0)),
  {
    ...says("Relecture nᵒ {n} : {count} remarques. {left}", isLeft),
    pattern: /^Relecture nᵒ (?<n>\d+) : (?:une remarque|(?<count>\d+) remarques)\. (?<left>.+)$/u,
  },
  ...counted(
    "Une remarque a été effacée à la demande d’une personne : son texte n’est plus montré.",
    "{count} remarques ont été effacées à la demande d’une personne : leur texte n’est plus montré.",
    (context) => context.round!.remarks.filter(({ file }) => isErased(context, file)).length,
  ),
  { ...says("{label} ({n})", isFilter), pattern: /^(?<label>.+) \((?<n>\d+)\)$/u },
  {
    ...says(
      "Relecture nᵒ {n} ({count})",
      ({ doc }, { n, count }) =>
        doc!.rounds.find(({ number }) => number === Number(n))?.remarks.length === Number(count),
    ),
    pattern: /^(?:Relecture )?nᵒ (?<n>\d+) \((?<count>\d+)\)$/u,
  },
  says("Relecture nᵒ {n}", ({ doc }, { n }) =>
    doc!.rounds.some(({ number, remarks: sent }) => number === Number(n) && sent.length > 0),
  ),
  says("Appliquer les {n} corrections et ajouts qui s’appliquent encore", (context, { n }) => {
    const open = unanswered(context.round!).filter((remark) =>
      ["correction", "addition"].includes(typeOf({ ...context, remark })),
    );
    return open.length === Number(n) && isStage("draft")(context, {});
  }),
  says(
    "Donner suite à la prochaine",
    (context) => unanswered(context.round!).length > 0 && isStage("draft", "review")(context, {}),
  ),
  says(
    "Donner suite – Remarque nᵒ {n}",
    (context, { n }) =>
      numbered(context, n) === context.remark &&
      !context.round!.suites.has(context.remark!.id) &&
      isStage("draft", "review")(context, {}),
  ),
  says(
    "Changer la suite donnée – Remarque nᵒ {n}",
    (context, { n }) =>
      numbered(context, n) === context.remark &&
      context.round!.suites.has(context.remark!.id) &&
      isStage("draft", "review")(context, {}),
  ),
  says("Lire – Remarque nᵒ {n}", (context, { n }) => numbered(context, n) === context.remark),
  ...located,
];

/** Another remark of the round waits for its disposition. */
const isFollowed = ({ round, remark }: Context) => unanswered(round!).some(({ id }) => id !== remark!.id);

/** One remark, and the form for what becomes of it. */
export const disposing: Sentence[] = [
  says(
    "Remarque nᵒ {n} sur {count}",
    ({ round, remark }, { n, count }) => remark?.number === Number(n) && round!.remarks.length === Number(count),
  ),
  says("{title} · {place} · {left}", (context, { title, place = "", left = "" }) => {
    const { round, doc } = context;
    const above = isGone(context)
      ? place === "Remarques dont le texte a été effacé"
      : offered(context)?.anchor === undefined
        ? place === "Sur l’ensemble du document"
        : written(context, place);
    return (
      doc!.title === title &&
      above &&
      isLeft(context, { n: String(round!.number), count: String(round!.remarks.length), left })
    );
  }),
  ...["Appliquer cette correction", "Insérer cet ajout"].map((words) =>
    says(
      words,
      (context) =>
        isStage("draft")(context, {}) && typeOf(context) === (words.includes("ajout") ? "addition" : "correction"),
    ),
  ),
  ...["Oui, dans le brouillon Appliquer cette correction", "Oui, dans le brouillon Insérer cet ajout"].map((words) =>
    says(
      words,
      (context) =>
        isStage("draft")(context, {}) && typeOf(context) === (words.includes("ajout") ? "addition" : "correction"),
    ),
  ),
  says(
    "Enregistrer et suivante",
    (context, found) => isStage("draft", "review")(context, found) && isFollowed(context),
  ),
  says(
    "Enregistrer la suite donnée",
    (context, found) => isStage("draft", "review")(context, found) && !isFollowed(context),
  ),
  says("Passer à la suivante sans enregistrer", isFollowed),
  says(
    "Si personne ne sait plus ce qu’elle demandait, elle n’est pas retenue : dites que son texte a été effacé.",
    isGone,
  ),
  ...located,
];

const decision: Sentence[] = [
  ...standing,
  ...unsentSentences,
  ...counted(
    "Une remarque partira avec votre avis, dans le même envoi.",
    "{count} remarques partiront avec votre avis, dans le même envoi.",
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
  contributions,
  "review/decision": decision,
};

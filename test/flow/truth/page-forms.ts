import { currentRound, daysFrom, lastDay, openIn, type Proposal, silent, stageOf, unanswered } from "./facts.ts";
import { shareSentences } from "./page-downloads.ts";
import { past } from "./page-reading.ts";
import { counted, isStage, isSubmittable, isWritten, kindOf, problemOf } from "./page-words.ts";
import { presentIn, programmesAt } from "./programmes.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { fullName, isAt, isNamed, isOn, isVersion, plain } from "./words.ts";

/** Pages with a form, and those of one file, one version, one comparison, one proposal, of links. */

const last = ({ doc }: Context) => doc!.rounds.at(-1);
const help = (words: string) => says(words);

const proposal = ({ doc, thing, reader }: Context): Proposal | undefined =>
  doc!.rounds
    .flatMap(({ proposals }) => proposals)
    .findLast(({ submission, from }) => (thing ? submission === thing : from === reader!.id));
type Delegate = { name?: string; organisation?: string; address?: string; word?: string };
const delegate = (context: Context): Delegate =>
  JSON.parse(context.archive.texts.get(proposal(context)?.to ?? "") ?? "{}");

/** Whom a proposal names, line by line. */
const proposed: Sentence[] = (
  [
    ["Nom ou fonction", "name"],
    ["Adresse électronique", "address"],
    ["Structure", "organisation"],
    ["Ce qui est dit", "word"],
    ["Un mot pour la coordination", "word"],
  ] as const
).map(([label, field]) => says(`${label} : {said}`, (context, { said }) => delegate(context)[field] === said));

/** Where a proposal stands; one whose reviewer decided, or left, is no more to be settled. */
function standing(context: Context): string {
  const { status = "", from = "" } = proposal(context) ?? {};
  if (status !== "proposed") return status;
  const round = openIn(context.doc!);
  return round && silent(round).includes(from) ? "proposed" : "moot";
}
const isStanding =
  (wanted: string): Check =>
  (context) =>
    standing(context) === wanted;

/** The person whom the directory has at the address that a proposal names. */
const knownOf = (context: Context) =>
  context.archive.people.find(
    ({ id, address }) => context.present!.includes(id) && address === delegate(context).address,
  );

const settlement: Sentence[] = [
  says("Proposé par : {who}", (context, { who = "" }) => isNamed(context, proposal(context)!.from, who)),
  ...proposed,
  says("Nom ou fonction : Le nom proposé a été effacé.", (context) => delegate(context).name === undefined),
  says("Dans l’annuaire : {who}", (context, { who }) => {
    const known = knownOf(context);
    return known !== undefined && fullName(known) === who;
  }),
  says("Ce remplacement a été confirmé.", isStanding("confirmed")),
  says("Ce remplacement n’a pas été retenu.", isStanding("refused")),
  says(
    "Le relecteur a donné son avis ou quitté la relecture entre-temps : il n’y a plus rien à régler.",
    isStanding("moot"),
  ),
  says("Une nouvelle personne", (context) => knownOf(context) === undefined),
];

const delegation: Sentence[] = [
  past,
  ...proposed,
  says(
    "Proposition envoyée. La coordination doit encore répondre ; d’ici là votre avis reste attendu, et le donner met fin à la proposition.",
    isStanding("proposed"),
  ),
  says("La coordination a confirmé : cette personne relit à votre place.", isStanding("confirmed")),
  says("La coordination n’a pas retenu cette proposition.", isStanding("refused")),
  says(
    "Vous avez donné votre avis ou quitté la relecture depuis : cette proposition n’a plus lieu d’être.",
    isStanding("moot"),
  ),
];

/** A mail of the deliverable with a link, by whom it went to, for what, when. */
const purposes: Record<string, RegExp> = {
  suivre: /./,
  écrire: /./,
  relire: /./,
  télécharger: /./,
  rencontre: /^meeting/,
};
const links: Sentence[] = [
  says("Messages qui ne sont pas encore partis", (context) => waitingFor(context).length > 0),
  says(
    "À qui | Message | État | Réponse du serveur de courriel | Renvoyer",
    (context) => waitingFor(context).length > 0,
  ),
  says("{who} | {what} | en attente, prévu : {when} | – | –", (context, { who = "", when }) =>
    waitingFor(context).some(({ to, at }) => isNamed(context, to, who) && isAt(context, at, when)),
  ),
  says(
    "Aucun lien n’a encore été envoyé pour ce livrable. Chaque auteur en reçoit un quand il est nommé, chaque relecteur quand la relecture s’ouvre.",
    (context) => sentFor(context).length === 0,
  ),
  // not every mail about a document has a link of its own
  says("Voir un lien de plus", (context) => sentFor(context).length > 10),
  says("Voir les {count} autres liens", (context, { count }) => {
    return Number(count) > 1 && Number(count) <= sentFor(context).length - 10;
  }),
  says("À qui | Pour | Envoyé le | État"),
  {
    ...says("{who} | {what} | {sent} | {state}", (context, { who = "", what = "", round, sent, date, ended, gone }) => {
      const mail = sentFor(context).find(
        (each) => isNamed(context, each.to, who) && isAt(context, each.at, sent) && purposes[what]!.test(each.letter),
      );
      if (!mail || (round !== undefined && !context.doc!.rounds.some(({ number }) => number === Number(round))))
        return false;
      const until = new Date(Date.parse(mail.at) + 90 * 86_400_000).toISOString();
      const isGone = !context.present!.includes(mail.to);
      if (gone || isGone) return gone !== undefined && isGone;
      const over = until < context.at;
      return ended !== undefined ? over && isAt(context, until, ended) : !over && isAt(context, until, date);
    }),
    pattern:
      /^(?<who>.+?) \| (?<what>suivre|écrire|relire|télécharger|rencontre)(?:, relecture nᵒ (?<round>\d+))? \| (?<sent>.+?) \| (?:valable jusqu’au (?<date>.+)|expiré le (?<ended>.+)|(?<gone>personne retirée de l’annuaire))$/u,
  },
];

/** Mails of a deliverable that left in the first hour of the days after. */
function waitingFor({ archive, doc, at }: Context) {
  const soon = new Date(Date.parse(at) + 5 * 86_400_000).toISOString();
  return archive.mails.filter(({ at: left, about }) => left > at && left < soon && about === doc!.title);
}

/** Mails of a deliverable that had left. */
function sentFor({ archive, doc, at }: Context) {
  return archive.mails.filter(({ at: left, about }) => left <= at && about === doc!.title);
}

/** Days for which a file that could not be read is kept, where nobody set another number. */
const keptDays = 30;
const draftOf = ({ doc, thing }: Context) => doc!.drafts.findLast(({ upload }) => upload === thing);
const sentAs = ({ doc, thing }: Context) => doc!.uploads.get(thing ?? "");

/** It would take corrections back, and was set aside. */
const isSetAside: Check = (context) => sentAs(context)?.refused?.code === "corrections-undone";
const saidIn = ({ archive }: Context, id: string) =>
  [...archive.remarks.values()].flat().find((remark) => remark.id === id);

const upload: Sentence[] = [
  says("{part}", ({ doc, before, ...context }, { part }) => {
    const sent = sentAs({ doc, before, ...context } as Context);
    return before.at(-1) === doc!.title && doc!.parts.find(({ id }) => id === sent?.part)?.title === part;
  }),
  says("{when}", (context, { when }) => isAt(context, sentAs(context)?.at, when)),
  says(
    "Voici le texte tel qu’il a été lu dans le fichier {name}.",
    (context, { name }) => sentAs(context)?.name === name && draftOf(context) !== undefined,
  ),
  says("Ce fichier n’a pas pu être lu", (context) => sentAs(context)?.refused !== undefined),
  says("{name}", (context, { name }) => sentAs(context)?.refused !== undefined && sentAs(context)?.name === name),
  says("{problem}", (context, { problem }) => {
    const { refused } = sentAs(context) ?? {};
    return refused !== undefined && problem === problemOf(refused);
  }),
  ...[" Le fichier d’origine est gardé {days} jours.", ""].map((kept) =>
    says(
      `Rien d’autre n’a changé : le brouillon d’avant, s’il y en a un, est toujours là.${kept}`,
      (context, { days }) =>
        sentAs(context)?.refused !== undefined && (days === undefined || Number(days) === keptDays),
    ),
  ),
  says("Déposer un fichier Télécharger l’original", (context) => sentAs(context)?.refused !== undefined),
  says(
    "Déposer un fichier",
    (context) =>
      sentAs(context)?.refused !== undefined || (isStage("draft")(context, {}) && !isSubmittable(context, {})),
  ),
  says(
    "Le fichier d’origine a été gardé {days} jours ; il ne l’est plus.",
    (context, { days }) => Number(days) === keptDays && daysFrom(sentAs(context)!.at, context.at) > keptDays,
  ),
  ...counted(
    "Une correction qui était appliquée au brouillon n’est plus dans ce texte : elle attend de nouveau sa suite. Voir les remarques",
    "{count} corrections qui étaient appliquées au brouillon ne sont plus dans ce texte : elles attendent de nouveau leur suite. Voir les remarques",
    ({ doc, thing }) =>
      doc!.rows.flatMap((row) =>
        row.type === "draftAccepted" && row.data.upload === thing ? (row.data.reopened ?? []) : [],
      ).length,
  ),
  ...counted(
    "Le fichier {name} n’a pas une correction qui est appliquée au brouillon.",
    "Le fichier {name} n’a pas {count} corrections qui sont appliquées au brouillon.",
    (context) => (isSetAside(context, {}) ? Number(sentAs(context)!.refused!.details.count) : 0),
    (context, { name }) => sentAs(context)!.name === name,
  ),
  ...["qu’elle le soit", "qu’elles le soient"].map((words) =>
    says(`Il vient sans doute d’avant ${words}.`, isSetAside),
  ),
  ...[
    ["correction", "Remplacer « {words} » par « {proposal} »"],
    ["addition", "Après « {words} », ajouter « {proposal} »"],
  ].map(([type, words]) =>
    says(
      `Remarque nᵒ {n} : ${words}`,
      (context, found) =>
        isSetAside(context, {}) &&
        (context.doc?.rounds ?? []).some(({ remarks }) => {
          const remark = remarks[Number(found.n) - 1];
          const said = remark && saidIn(context, remark.id);
          return (
            said?.type === type &&
            plain(said?.anchor?.quotation?.exact ?? "") === found.words &&
            plain(said?.proposal ?? "") === found.proposal
          );
        }),
    ),
  ),
  ...counted(
    "La correction appliquée au brouillon est aussi dans ce fichier : elle le reste.",
    "Les {count} corrections appliquées au brouillon sont aussi dans ce fichier : elles le restent.",
    ({ doc, thing }) =>
      doc!.rows.flatMap((row) =>
        row.type === "draftAccepted" && row.data.upload === thing
          ? row.data.manifest.parts.flatMap(({ corrections = [] }) => corrections)
          : [],
      ).length,
  ),
  says("Comparez-le à votre original."),
  says("Comparez-le à votre original. Télécharger l’original"),
  says("Télécharger l’original"),
  says(
    "Rubriques manquantes : {sections}. Ajoutez-les au fichier, puis déposez-le de nouveau.",
    (context, { sections }) => {
      const missing = draftOf(context)?.missing ?? [];
      const titles = kindOf(context).sections.filter(({ id }) => missing.includes(id));
      return titles.length > 0 && titles.map(({ title }) => title.fr).join(", ") === sections;
    },
  ),
  says("Un fichier plus récent a remplacé celui-ci.", (context) => {
    const { doc } = context;
    return stageOf(doc!) === "draft" && doc!.drafts.at(-1)!.upload !== context.thing;
  }),
  // remarks of the last round that are left come before submitting, which those of a round to confirm keep from
  ...(
    [
      ["Soumettre à relecture Déposer un autre fichier", (left) => left === 0],
      ["Donner suite aux remarques Déposer un autre fichier", (left, confirms) => left > 0 && confirms],
      [
        "Donner suite aux remarques Soumettre à relecture Déposer un autre fichier",
        (left, confirms) => left > 0 && !confirms,
      ],
    ] as [string, (left: number, confirms: boolean) => boolean][]
  ).map(([buttons, isSo]) =>
    says(buttons, (context) => {
      const last = currentRound(context.doc!);
      const left = last ? unanswered(last).length : 0;
      const isComplete = isStage("draft")(context, {}) && draftOf(context)!.missing.length === 0;
      return isComplete && isSo(left, last?.closed?.outcome === "toIntegrate");
    }),
  ),
];

const version: Sentence[] = [
  ...counted(
    "Une correction proposée en relecture y est appliquée.",
    "{count} corrections proposées en relecture y sont appliquées.",
    ({ doc, thing }) => doc!.drafts.findLast((draft) => draft.version === thing)?.applied.length ?? 0,
  ),
  says("Remarque nᵒ {n}", ({ doc, thing }, { n }) => {
    const { applied = [] } = doc!.drafts.findLast((draft) => draft.version === thing) ?? {};
    return doc!.rounds.some(({ remarks }) =>
      remarks.some(({ id, number }) => applied.includes(id) && number === Number(n)),
    );
  }),
  says("{when}", (context, { when }) =>
    context.doc!.drafts.some((draft) => draft.version === context.thing && isAt(context, draft.at, when)),
  ),
  says("Voici le brouillon tel qu’il est maintenant : {version}.", (context, { version: said }) => {
    const { doc, thing, past } = context;
    const isNow = !past && stageOf(doc!) === "draft" && doc!.drafts.at(-1)!.version === thing;
    return isNow && isVersion(context, doc!, thing!, said);
  }),
  says("Voici la {version}, telle qu’elle a été lue.", (context, { version: said }) =>
    isVersion(context, context.doc!, context.thing!, said),
  ),
];

/** "version 2, du 10 avril (relecture nᵒ 1)": as the page tells versions from one another. */
export function isVersionNamed(context: Context, hash: string, said: string): boolean {
  const { version, n } = /^(?<version>.+?)(?: \(relecture nᵒ (?<n>\d+)\))?$/u.exec(said)!.groups!;
  const { doc } = context;
  const rounds = doc!.rounds.filter((round) => round.version === hash);
  return (
    isVersion(context, doc!, hash, version) &&
    (n === undefined ? rounds.length === 0 : rounds.some(({ number }) => number === Number(n)))
  );
}
/** The versions that a reader may compare: those of rounds; who writes, the draft of now as well. */
export function comparable({ doc, reader, office }: Context): string[] {
  const writes = office || doc!.authors.includes(reader!.id);
  const seen = doc!.rounds.map((round) => round.version);
  return [...new Set([...seen, ...(writes ? [doc!.drafts.at(-1)!.version] : [])])];
}

const pairOf = ({ thing = "" }: Context) => new URLSearchParams(thing);

/** How much a comparison marks, and how. */
export const compared: Sentence[] = [
  ...counted("Un changement.", "{count} changements.", ({ changes }) => changes ?? Number.NaN),
  help("Les mots ajoutés sont soulignés, les mots supprimés sont barrés."),
  ...counted(
    "Voir le changement de la liste",
    "Voir la liste des {count} changements",
    ({ changes }) => changes ?? Number.NaN,
  ),
  says(
    "Changement {at} sur {count}",
    ({ changes = 0 }, { at, count }) => Number(count) === changes && Number(at) <= changes,
  ),
  says("remarque nᵒ {n}, {who}", (context, { n, who = "" }) =>
    context.doc!.rounds.some((round) => {
      const remark = round.remarks.find(({ number }) => number === Number(n));
      const isApplied = context.doc!.drafts.some(({ applied }) => applied.includes(remark?.id ?? ""));
      return remark !== undefined && isApplied && isNamed(context, remark.by, who, round);
    }),
  ),
  says("{fate}", (_, { fate = "" }) => ["Ajouté", "Supprimé", "Déplacé ici"].includes(fate)),
  {
    ...says("{words}", (context, { words = "" }) =>
      words.split(" → ").every((each) => isSaidSomewhere(context, each.replace(/…$/, ""))),
    ),
    pattern: /^(?:[\d.]+ )?(?<words>.+)$/u,
  },
];

/** Whether some version of the document, or of the one that it began as, says some words. */
function isSaidSomewhere(context: Context, words: string): boolean {
  const documents = context.all.filter(({ id }) => id === context.doc!.id || id === context.doc!.origin?.deliverable);
  if (!/[\p{L}\p{N}]/u.test(words)) return true;
  return documents.some((doc) => doc.drafts.some(({ version }) => isWritten({ ...context, doc }, version, words)));
}

const redline: Sentence[] = [
  says(
    "De la {from}, à la {to}",
    (context, { from = "", to = "" }) =>
      isVersionNamed(context, pairOf(context).get("from") ?? "", from) &&
      isVersionNamed(context, pairOf(context).get("to") ?? "", to),
  ),
  ...["Avant : {version}", "Après : {version}"].map((template, side) =>
    says(template, (context, { version = "" }) =>
      isVersionNamed(context, pairOf(context).get(side === 0 ? "from" : "to") ?? "", version),
    ),
  ),
  ...compared,
  says("Revenir au document"),
  says("Donner mon avis Revenir au document", (context) => {
    const round = openIn(context.doc!);
    const isTheirs = round?.reviewers.includes(context.reader!.id) === true;
    return (
      isTheirs &&
      round.version === pairOf(context).get("to") &&
      !round.given.some(({ by }) => by === context.reader!.id)
    );
  }),
  says("Il n’y a encore qu’une version à comparer.", (context) => comparable(context).length < 2),
];

const deadline: Sentence[] = [
  says("L’échéance est aujourd’hui fixée au {date} à minuit.", (context, { date }) =>
    isOn(context, lastDay(openIn(context.doc!)!.deadline), date),
  ),
];

const reported: Sentence[] = [
  says("Il porte sur la {version}.", (context, { version: said }) =>
    isVersion(context, context.doc!, last(context)!.version, said),
  ),
  help(
    "Un relecteur a répondu par courriel, par téléphone ou de vive voix : son avis est enregistré ici avec sa preuve, et marqué partout comme rapporté.",
  ),
  help("Le relecteur en est averti et peut encore donner son avis lui-même."),
  says("Tous les relecteurs ont donné leur avis eux-mêmes.", (context) =>
    openIn(context.doc!)!.reviewers.every((id) => isOwn(context, id)),
  ),
  help("PDF, image, document ou courriel, 10 Mo au plus."),
];
/** Whether the last that a reviewer gave came from themselves. */
const isOwn = ({ doc }: Context, id: string) => {
  const given = openIn(doc!)!.given.findLast(({ by }) => by === id);
  return given !== undefined && given.reported === undefined;
};

/** A part is named above the fields for it. */
const parts: Sentence[] = [says("{part}", ({ doc }, { part }) => doc!.parts.some(({ title }) => title === part))];

const actionsAt = ({ archive, at }: Context) => programmesAt(archive.programmes, at).flatMap(presentIn);

const changes: Sentence[] = [
  // the actions to choose from, then the documents that are expected of each
  says("{action}", (context, { action }) => actionsAt(context).some(({ title }) => plain(title) === action)),
  {
    ...says("{expected} ({when})", (context, { expected: said, when }) =>
      actionsAt(context).some(({ expected }) =>
        expected.some((each) => each.what === "document" && plain(each.title) === said && each.when?.said === when),
      ),
    ),
    pattern: /^(?<expected>.+?)(?: \((?<when>[^()]+)\))?$/u,
  },
  help("L’action dont ce document relève, par exemple « Interculturalité »."),
  says("Parties", ({ doc }) => doc!.parts.length > 1),
];

export const formPages: Record<string, Sentence[]> = {
  shares: shareSentences,
  ...{ changes, deadline, links: [...links, ...shareSentences], parts, withdrawal: [], redline, reported },
  "uploads/:one": upload,
  "versions/:one": version,
  "delegations/:one": settlement,
  "review/delegation": delegation,
};

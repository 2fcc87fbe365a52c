import type { Row } from "./facts.ts";
import { lastDay } from "./facts.ts";
import { downloadWords, sharesOf } from "./page-downloads.ts";
import { areThey, counted, partWords, problemOf } from "./page-words.ts";
import { type Context, type Found, type Sentence, says } from "./reader.ts";
import { isAt, isMoment, isNamed, isNumbered, isOn, isText } from "./words.ts";

type Of<T extends Row["type"]> = Extract<Row, { type: T }>;

/** A sentence of the history: it tells one event, of its instant, that no line before it told. */
function tells<T extends Row["type"]>(
  type: T,
  template: string,
  bears: (row: Of<T>, found: Found, context: Context) => boolean,
): Sentence {
  return says(template, (context, found) => {
    const { doc, told, moment, heading } = context;
    if (heading !== "Historique") return false;
    const row = doc!.rows.findLast(
      (each) =>
        each.type === type &&
        !told!.includes(each) &&
        isAt(context, each.at, moment) &&
        bears(each as Of<T>, found, context),
    );
    if (row) told!.push(row);
    return row !== undefined;
  });
}

const roundOf = ({ doc }: Context, number: number) => doc!.rounds.find((round) => round.number === number);
/** Who did it, by name; a reviewer as the reader of the page may know them. */
const isBy = (context: Context, { by }: Row, who = "") =>
  by === "line" ? who === "Livrable" : isNamed(context, by, who);
const isSeat = (context: Context, round: number, id: string, who = "") =>
  isNamed(context, id, who, roundOf(context, round));
/** Reviewers by name, or how many where they are hidden. */
function areReviewers(context: Context, number: number, ids: readonly string[], said = ""): boolean {
  const round = roundOf(context, number)!;
  if (round.anonymous && !context.office)
    return said === (ids.length === 1 ? "un relecteur" : `${ids.length} relecteurs`);
  return areThey(context, ids, said);
}
const untilOf = (context: Context, deadline: string, said = "") => isOn(context, lastDay(deadline), said);
const nameOf = ({ doc }: Context, upload: string) => doc!.uploads.get(upload)?.name;

const fields: Record<string, string> = {
  reviewers: "Relecteurs",
  members: "membres des relecteurs",
  due: "Échéances",
  title: "Titre",
  authors: "Auteurs",
  funders: "Financeurs",
  quorum: "Avis favorables demandés",
};
const opinions: [string, string][] = [
  ["approve", "{who} a donné un avis favorable à la version {version}."],
  ["approveWithReservations", "{who} a donné un avis favorable avec réserves sur la version {version}."],
  ["abstain", "{who} s’abstient sur la version {version}."],
  ["decline", "{who} ne relit pas la version {version}."],
  ["requestChanges", "{who} a demandé des changements à la version {version}."],
];
const channels: [string, string][] = [
  ["mail", "Avis reçu par courriel le {date}, enregistré par la coordination."],
  ["telephone", "Avis reçu par téléphone le {date}, enregistré par la coordination."],
  ["meeting", "Avis donné de vive voix le {date}, enregistré par la coordination."],
];
/** "PDF, DOCX, HTML": in this order, those that were made. */
const isEveryFormat = (made: readonly { format: string }[], said: string | undefined) =>
  ["pdf", "docx", "html"]
    .filter((format) => made.some((each) => each.format === format))
    .map((format) => format.toUpperCase())
    .join(", ") === said;

const endings: [string, string][] = [
  ["approved", "{who} a clos la relecture nᵒ {n} : document approuvé."],
  ["toIntegrate", "{who} a clos la relecture nᵒ {n} : approuvé, remarques à intégrer."],
  ["changesRequested", "{who} a clos la relecture nᵒ {n} : changements demandés."],
  ["unresolved", "{who} a clos la relecture nᵒ {n} sans accord."],
];

/** A sentence in which the round is opened: the first, or one that confirms another. */
const opened = (template: string, confirms: boolean, more: { unchanged?: true; undisposed?: number } = {}) =>
  tells("roundOpened", template, (row, { who, version, n, date, reviewers, left }, context) => {
    const { data } = row;
    return (
      (data.confirms !== undefined) === confirms &&
      (data.unchanged !== undefined) === (more.unchanged === true) &&
      (data.undisposed ?? 0) === (more.undisposed ?? Number(left ?? 0)) &&
      isBy(context, row, who) &&
      isNumbered(context.doc!.drafts, data.version, version) &&
      data.round === Number(n) &&
      untilOf(context, data.deadline, date) &&
      areReviewers(context, data.round, data.reviewers, reviewers)
    );
  });

/** What happened, line by line; what was said, under the line. */
export const history: Sentence[] = [
  says(
    "{when}",
    ({ heading, moment, doc }, { when }) => heading === "Historique" && when === moment && doc !== undefined,
  ),
  tells(
    "created",
    "{who} a créé le livrable.",
    (row, { who }, context) => !row.data.derivesFrom && isBy(context, row, who),
  ),
  tells(
    "created",
    "{who} a créé le livrable à partir d’une version d’un autre document.",
    (row, { who }, context) => row.data.derivesFrom !== undefined && isBy(context, row, who),
  ),
  ...[
    "{who} a repris une remarque restée sans suite dans le document d’origine.",
    "{who} a repris {count} remarques restées sans suite dans le document d’origine.",
  ].map((template) =>
    tells("remarksCarried", template, (row, { who, count = "1" }, context) => {
      const ids = row.data.batches.flatMap(({ contributions }) => contributions);
      return ids.length === Number(count) && isBy(context, row, who);
    }),
  ),
  tells(
    "amended",
    "{who} a modifié : {changed}.",
    (row, { who, changed }, context) =>
      isBy(context, row, who) &&
      Object.keys(row.data)
        .map((field) => fields[field])
        .join(", ") === changed,
  ),
  tells(
    "amended",
    "{who} a rattaché ce livrable à l’action « {action} » du programme.",
    (row, { who, action }, context) =>
      row.data.action === context.doc!.ref && isBy(context, row, who) && context.doc!.action === action,
  ),
  tells(
    "uploadRequested",
    "{who} a commencé l’envoi du fichier « {name} ».",
    (row, { who, name }, context) => isBy(context, row, who) && nameOf(context, row.data.upload) === name,
  ),
  tells(
    "draftAccepted",
    "Le fichier « {name} » a été lu : version {version}, rien à vérifier.",
    ({ data }, { name, version }, context) =>
      data.check.warnings === 0 &&
      isNumbered(context.doc!.drafts, data.version, version) &&
      nameOf(context, data.upload) === name,
  ),
  tells(
    "draftAccepted",
    "Le fichier « {name} » a été lu : version {version}, un point à vérifier.",
    ({ data }, { name, version }, context) =>
      data.check.warnings === 1 &&
      isNumbered(context.doc!.drafts, data.version, version) &&
      nameOf(context, data.upload) === name,
  ),
  tells(
    "draftAccepted",
    "Le fichier « {name} » a été lu : version {version}, {n} points à vérifier.",
    ({ data }, { name, version, n }, context) =>
      data.check.warnings === Number(n) &&
      isNumbered(context.doc!.drafts, data.version, version) &&
      nameOf(context, data.upload) === name,
  ),
  tells(
    "draftChecked",
    "Le type de document ne demande plus les mêmes sections : le brouillon a été vérifié de nouveau.",
    () => true,
  ),
  tells(
    "draftRefused",
    "Le fichier « {name} » n’a pas pu être lu. {problem}",
    ({ data }, { name, problem }, context) => nameOf(context, data.upload) === name && problem === problemOf(data),
  ),
  tells(
    "correctionsApplied",
    "{who} a appliqué une correction ; nouveau brouillon, version {version}.",
    (row, { who, version }, context) =>
      row.data.contributions.length === 1 &&
      isBy(context, row, who) &&
      isNumbered(context.doc!.drafts, row.data.version, version),
  ),
  tells(
    "correctionsApplied",
    "{who} a appliqué {n} corrections ; nouveau brouillon, version {version}.",
    (row, { who, n, version }, context) =>
      row.data.contributions.length === Number(n) &&
      isBy(context, row, who) &&
      isNumbered(context.doc!.drafts, row.data.version, version),
  ),
  tells("partsArranged", "{who} a revu les parties : {parts}.", (row, { who, parts }, context) => {
    const said = row.data.parts.map(({ title, people = [] }) => partWords(context, title, people));
    return isBy(context, row, who) && said.join(", ") === parts;
  }),
  opened("{who} a soumis la version {version} : relecture nᵒ {n}, jusqu’au {date}, par {reviewers}.", false),
  opened(
    "{who} a soumis la version {version} : relecture de confirmation nᵒ {n}, jusqu’au {date}, par {reviewers}.",
    true,
  ),
  opened(
    "{who} a soumis la version {version} : relecture de confirmation nᵒ {n}, jusqu’au {date}, par {reviewers}. Une remarque restait sans suite.",
    true,
    { undisposed: 1 },
  ),
  opened(
    "{who} a soumis la version {version} : relecture de confirmation nᵒ {n}, jusqu’au {date}, par {reviewers}. {left} remarques restaient sans suite.",
    true,
  ),
  opened(
    "{who} a soumis la version {version} : relecture de confirmation nᵒ {n}, jusqu’au {date}, par {reviewers}. Le texte est celui de la relecture précédente ; motif :",
    true,
    { unchanged: true },
  ),
  ...(
    [
      ["planned", "Le document est à l’ordre du jour de la rencontre du {when}."],
      ["held", "Le document a été discuté à la rencontre du {when}."],
      ["cancelled", "La rencontre du {when} est annulée."],
    ] as const
  ).map(([stage, template]) =>
    tells("meetingNoted", template, ({ data: { sitting } }, { when = "" }, context) => {
      const { date, starts = "", ends = "" } = sitting!;
      return sitting!.stage === stage && isMoment(context, { date, starts, ends }, when);
    }),
  ),
  ...opinions.flatMap(([choice, template]) => [
    tells(
      "decided",
      template,
      ({ data, by }, { who, version }, context) =>
        data.choice === choice &&
        !data.reported &&
        isNumbered(context.doc!.drafts, data.version, version) &&
        isSeat(context, data.round, by, who),
    ),
    ...channels.map(([channel, how]) =>
      tells(
        "decided",
        `${template} ${how}`,
        ({ data }, { who, version, date }, context) =>
          data.choice === choice &&
          data.reported?.channel === channel &&
          isOn(context, data.reported.received, date) &&
          isNumbered(context.doc!.drafts, data.version, version) &&
          isSeat(context, data.round, data.reviewer!, who),
      ),
    ),
  ]),
  tells(
    "delegationProposed",
    "{who} propose que quelqu’un d’autre relise à sa place.",
    ({ data, by }, { who }, context) => isSeat(context, data.round, by, who),
  ),
  tells(
    "delegated",
    "{who} a confié la relecture de {from} à {person}.",
    (row, { who, from, person }, context) =>
      isBy(context, row, who) &&
      isSeat(context, row.data.round, row.data.from, from) &&
      isSeat(context, row.data.round, row.data.person, person),
  ),
  tells(
    "delegationRefused",
    "{who} n’a pas retenu le remplacement proposé par {from}.",
    (row, { who, from }, context) => isBy(context, row, who) && isSeat(context, row.data.round, row.data.from, from),
  ),
  tells(
    "contributed",
    "{who} a envoyé une remarque.",
    ({ data, by }, { who }, context) => data.contributions.length === 1 && isSeat(context, data.round, by, who),
  ),
  tells(
    "contributed",
    "{who} a envoyé {n} remarques.",
    ({ data, by }, { who, n }, context) =>
      data.contributions.length === Number(n) && isSeat(context, data.round, by, who),
  ),
  ...[
    ["integrated", "{who} a intégré une remarque."],
    ["partly", "{who} a intégré une remarque en partie."],
    ["declined", "{who} n’a pas retenu une remarque."],
  ].map(([as, template]) =>
    tells("disposed", template!, (row, { who }, context) => row.data.as === as && isBy(context, row, who)),
  ),
  tells(
    "carriedAnswered",
    "{who} a intégré une remarque.",
    (row, { who }, context) => row.data.as === "integrated" && isBy(context, row, who),
  ),
  tells(
    "reminded",
    "Rappel prévu un jour avant l’échéance ; avis encore attendus : {reviewers}.",
    ({ data }, { reviewers }, context) =>
      data.days === 1 && areReviewers(context, data.round, data.reviewers, reviewers),
  ),
  tells(
    "reminded",
    "Rappel prévu {n} jours avant l’échéance ; avis encore attendus : {reviewers}.",
    ({ data }, { reviewers, n }, context) =>
      data.days === Number(n) && areReviewers(context, data.round, data.reviewers, reviewers),
  ),
  tells(
    "deadlinePassed",
    "L’échéance de la relecture nᵒ {n} est passée sans résultat.",
    ({ data }, { n }) => data.round === Number(n),
  ),
  tells(
    "deadlineMoved",
    "{who} a déplacé l’échéance au {date}.",
    (row, { who, date }, context) =>
      !row.data.extension && !row.data.outage && isBy(context, row, who) && untilOf(context, row.data.deadline, date),
  ),
  tells(
    "deadlineMoved",
    "L’échéance est prolongée au {date}, comme le veut la règle de la relecture.",
    ({ data }, { date }, context) => data.extension === true && untilOf(context, data.deadline, date),
  ),
  tells(
    "deadlineMoved",
    "Le service ne fonctionnait pas du {from} au {until}, et un rappel n’est pas parti : l’échéance est passée au {date}.",
    ({ data }, { from, until, date }, context) =>
      data.outage !== undefined &&
      isAt(context, data.outage.from, from) &&
      isAt(context, data.outage.until, until) &&
      untilOf(context, data.deadline, date),
  ),
  ...endings.map(([outcome, template]) =>
    tells(
      "roundClosed",
      template,
      (row, { who, n }, context) =>
        row.data.outcome === outcome && !row.data.asIs && row.data.round === Number(n) && isBy(context, row, who),
    ),
  ),
  tells(
    "roundClosed",
    "{who} a clos la relecture nᵒ {n} : document approuvé tel quel, sans relecture de confirmation.",
    (row, { who, n }, context) => row.data.asIs === true && row.data.round === Number(n) && isBy(context, row, who),
  ),
  tells(
    "outputsReady",
    "Les documents finaux sont prêts : {formats}.",
    ({ data }, { formats }) => data.edition === 1 && isEveryFormat(data.outputs, formats),
  ),
  tells(
    "outputsReady",
    "Les documents finaux de l’édition {edition} sont prêts : {formats}.",
    ({ data }, { edition, formats }) => data.edition === Number(edition) && isEveryFormat(data.outputs, formats),
  ),
  ...[
    ["round", "{who} a ouvert l’édition {edition}."],
    ["correction", "{who} a ouvert l’édition {edition}, à corriger sans relecture."],
  ].map(([way, template]) =>
    tells(
      "editionOpened",
      template!,
      (row, { who, edition }, context) =>
        row.data.way === way && row.data.edition === Number(edition) && isBy(context, row, who),
    ),
  ),
  tells(
    "correctionDeclared",
    "{who} a déclaré l’édition {edition} corrigée sans relecture (version {version}).",
    (row, { who, edition, version }, context) =>
      row.data.edition === Number(edition) &&
      isNumbered(context.doc!.drafts, row.data.version, version) &&
      isBy(context, row, who),
  ),
  tells("chased", "{who} a relancé {people}.", (row, { who, people }, context) => {
    const { round, people: chased } = row.data;
    const are = round === undefined ? areThey(context, chased, people) : areReviewers(context, round, chased, people);
    return isBy(context, row, who) && are;
  }),
  tells("downloaded", "{who} a téléchargé {what}.", (row, { who, what }, context) => {
    const { edition } = row.data;
    const words = `${downloadWords[row.data.what]}${edition > 1 ? ` de l’édition ${edition}` : ""}`;
    return row.data.share === undefined && what === words && isBy(context, row, who);
  }),

  tells(
    "downloaded",
    "Téléchargé par un lien partagé : {what}.",
    ({ data }, { what }) => data.share !== undefined && what === downloadWords[data.what],
  ),
  tells(
    "shared",
    "{who} a partagé le document final par un lien, jusqu’au {date}.",
    (row, { who, date }, context) => isBy(context, row, who) && untilOf(context, row.data.expires, date),
  ),
  tells("shareEnded", "{who} a mis fin à un lien partagé.", (row, { who }, context) => isBy(context, row, who)),
  tells("accessEnded", "{who} a mis fin à l’accès d’une personne.", (row, { who }, context) => isBy(context, row, who)),
  ...[
    ["roundClosed", "{who} a annulé la clôture de la relecture (moins d’une minute après)."],
    ["withdrawn", "{who} a annulé le retrait (moins d’une minute après)."],
    ["disposed", "{who} a annulé la suite donnée à une remarque (moins d’une minute après)."],
    ["contributed", "{who} a repris les remarques qui venaient d’être envoyées (moins d’une minute après)."],
  ].map(([what, template]) =>
    tells("undone", template!, (row, { who }, context) => {
      const done = context.doc!.rows.find(({ seq }) => seq === row.data.of)!;
      if (row.data.what !== what || done.at !== row.at) return false;
      return done.type === "contributed" ? isSeat(context, done.data.round, row.by, who) : isBy(context, row, who);
    }),
  ),
  tells("withdrawn", "{who} a retiré le livrable du programme.", (row, { who }, context) => isBy(context, row, who)),
  ...counted("un événement", "{count} événements", ({ doc }) => doc!.rows.length),
  says("Événements plus anciens", ({ doc }) => doc!.rows.length > 25),
  says("{words}", (context, { words = "" }) => {
    const { told, heading } = context;
    if (heading !== "Historique") return false;
    const data = told!.at(-1)?.data ?? {};
    const share = "share" in data && sharesOf(context).find((each) => each.share === data.share);
    const refs = ["reason", "unchanged", "minutes"].map((field) => (data as Record<string, unknown>)[field]);
    if (share) refs.push(share.label);
    return refs.some((ref) => typeof ref === "string" && isText(context, ref, words));
  }),
];

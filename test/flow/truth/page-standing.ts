import {
  awaits,
  isReady,
  isToDeclare,
  lackingParts,
  openCarried,
  openIn,
  owes,
  silent,
  stageOf,
  unanswered,
  verdict,
} from "./facts.ts";
import { areThey, counted, isStage, isSubmittable } from "./page-words.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isLate, isOn, lastDayOf } from "./words.ts";

/** How a deliverable stands and by when, as its page, lists and the forms about it say it. */

const isOpen = ({ doc, round }: Context) => doc !== undefined && round !== undefined && openIn(doc) === round;
const planned = ({ round }: Context) => (round?.meeting?.status === "planned" ? round.meeting : undefined);
const lastRound = ({ doc }: Context) => doc!.rounds.at(-1);

/** How it could be closed now: a meeting that is not recorded keeps it from being approved. */
export function closable(context: Context): string | undefined {
  const { round } = context;
  if (!round || !isOpen(context)) return undefined;
  const outcome = verdict(round);
  return outcome !== "changesRequested" && planned(context) ? undefined : outcome;
}

/** Whoever owes some of these of it. */
const owing = ({ doc }: Context, ...works: string[]) =>
  doc!.authors.filter((person) => owes(doc!, person).some(({ what }) => works.includes(what)));

const owed =
  (...works: string[]): Check =>
  (context, { who }) =>
    isStage("draft")(context, {}) && areThey(context, owing(context, ...works), who);

/** Remarks of the last round that a confirming round waits for, and those that came along. */
const waiting = (context: Context) => {
  const round = lastRound(context);
  const confirmed = round?.closed?.outcome === "toIntegrate" ? unanswered(round).length : 0;
  return isStage("draft")(context, {}) ? confirmed + openCarried(context.doc!).length : 0;
};

const isCounted: Check = ({ round }, { n = "", of = "" }) => {
  const people = round!.reviewers.length;
  return Number(of) === people && Number(n) === people - silent(round!).length;
};

const proposed = ({ round }: Context) => round?.proposals.filter(({ status }) => status === "proposed").length ?? 0;
const isUndecided = (context: Context) => isOpen(context) && closable(context) === undefined;
const meets: Check = (context, { date }) => isUndecided(context) && isOn(context, planned(context)?.date, date);

const isReserved = (context: Context) => {
  const round = lastRound(context);
  return round?.closed?.outcome === "toIntegrate" && round.remarks.length === 0;
};

const said: Sentence[] = [
  says("Brouillon attendu de {who}.", owed("draft")),
  says("Nouvelle version attendue de {who}.", owed("answer")),
  ...counted(
    "Une remarque attend une suite de {who}.",
    "{count} remarques attendent une suite de {who}.",
    waiting,
    (context, { who }) => areThey(context, context.doc!.authors, who),
  ),
  says(
    "Le brouillon est complet : il peut être soumis à relecture.",
    (context, found) => isSubmittable(context, found) && lastRound(context)?.closed?.outcome !== "toIntegrate",
  ),
  says(
    "Toutes les remarques ont reçu leur suite : la relecture de confirmation peut être ouverte.",
    (context, found) => isSubmittable(context, found) && !isReserved(context) && waiting(context) === 0,
  ),
  says(
    "Le document est approuvé avec des réserves, sans remarque à traiter : la relecture de confirmation peut être ouverte.",
    (context, found) => isSubmittable(context, found) && isReserved(context),
  ),
  says("La correction est complète : à la coordination de la déclarer.", ({ doc }) => isToDeclare(doc!)),
  ...["avis reçu", "avis reçus"].flatMap((words) => [
    says(
      `Relecture ouverte : {n} ${words} sur {of}.`,
      (context, found) => isUndecided(context) && context.round!.confirms === undefined && isCounted(context, found),
    ),
    says(
      `Relecture de confirmation ouverte : {n} ${words} sur {of}.`,
      (context, found) => isUndecided(context) && context.round!.confirms !== undefined && isCounted(context, found),
    ),
  ]),
  ...counted(
    "Un relecteur propose quelqu’un d’autre à sa place : à la coordination d’en décider.",
    "{count} relecteurs proposent quelqu’un d’autre à leur place : à la coordination d’en décider.",
    proposed,
  ),
  says(
    "La règle est remplie : la relecture peut être close et le document rendu final.",
    (context) => closable(context) === "approved",
  ),
  says(
    "La règle est remplie, avec des remarques à intégrer : la relecture peut être close.",
    (context) => closable(context) === "toIntegrate",
  ),
  says(
    "Des changements sont demandés : la relecture peut être close, le brouillon retourne à ses auteurs.",
    (context) => closable(context) === "changesRequested",
  ),
  says(
    "La règle sera remplie une fois tenue la rencontre du {date}.",
    (context, found) => meets(context, found) && verdict(context.round!) !== undefined,
  ),
  says(
    "Tous les avis sont là ; la rencontre du {date} reste à tenir.",
    (context, found) => meets(context, found) && silent(context.round!).length === 0,
  ),
  says(
    "La rencontre du {date} est passée : à la coordination de l’enregistrer.",
    (context, found) =>
      meets(context, found) &&
      planned(context)!.date < context.today &&
      (silent(context.round!).length === 0 || verdict(context.round!) !== undefined),
  ),
  says(
    "Tous les avis sont là ; la règle n’est pas remplie : à la coordination de décider de la suite.",
    (context) => isUndecided(context) && silent(context.round!).length === 0 && verdict(context.round!) === undefined,
  ),
  says(
    "L’échéance est passée sans résultat : à la coordination de la déplacer ou de clore la relecture.",
    (context) => isUndecided(context) && context.round!.passed && lastDayOf(context.round!) < context.today,
  ),
  says(
    "Les documents finaux sont en cours de composition.",
    (context) => isStage("final")(context, {}) && !isReady(context.doc!),
  ),
  says("Les documents finaux sont prêts.", (context) => isStage("final")(context, {}) && isReady(context.doc!)),
  says(
    "Plus personne n’est nommé pour ce qui manque : à la coordination de désigner quelqu’un.",
    ({ doc }) =>
      stageOf(doc!) === "draft" && lackingParts(doc!).length > 0 && owing({ doc } as Context, "draft").length === 0,
  ),
  says("Ce livrable a été retiré du programme.", isStage("withdrawn")),
];

const whats: Record<string, string> = {
  ...{ "Pour le": "draft", "Relecture jusqu’au": "review", "Document final pour le": "final" },
  ...{ "brouillon attendu le": "draft", "relecture jusqu’au": "review", "document final attendu le": "final" },
};

/** "Relecture jusqu’au 12 mai 2008.", "5 jours de retard : brouillon attendu le 7 mai 2008."; nothing, where nothing has a day. */
const time =
  "(?: (?:(?<what>Pour le|Relecture jusqu’au|Document final pour le) (?<day>[^.]+)|(?<late>[^.:]+ de retard) : (?<was>brouillon attendu le|relecture jusqu’au|document final attendu le) (?<since>[^.]+))\\.)?";

/** Whether it waits by that day: by the next, or by the oldest that is past. */
function isTimed(context: Context, { what, day, late, was, since }: Record<string, string | undefined>): boolean {
  const all = awaits(context.doc!);
  const past = all.flatMap(({ what, date }) => (date !== undefined && date < context.today ? [{ what, date }] : []));
  const [oldest] = past.sort((a, b) => (a.date < b.date ? -1 : 1));
  if (oldest)
    return oldest.what === whats[was ?? ""] && isOn(context, oldest.date, since) && isPast(context, oldest.date, late);
  const next = all[0];
  if (next?.date === undefined) return what === undefined && late === undefined;
  return next.what === whats[what ?? ""] && isOn(context, next.date, day);
}

/** "5 jours de retard". */
function isPast(context: Context, date: string, said = ""): boolean {
  const words = said.replace(/^Un (.+) de retard$/, "en retard d’un $1").replace(/^(.+) de retard$/, "en retard de $1");
  return isLate(context, date, words);
}

/** Each sentence with the day that it ends with. */
export const standingSentences: Sentence[] = said.map((sentence) => ({
  ...sentence,
  pattern: new RegExp(sentence.pattern.source.replace(/\$$/, `${time}$`), "u"),
  check: (context, { what, day, late, was, since, ...found }) =>
    context.doc !== undefined && sentence.check!(context, found) && isTimed(context, { what, day, late, was, since }),
}));

/** What a reviewer is told of it: of an open round, that it is open. */
export const toldSentences: Sentence[] = [
  {
    ...says("Relecture ouverte.", isOpen),
    pattern: new RegExp(`^Relecture ouverte\\.${time}$`, "u"),
    check: (context, found) => isOpen(context) && isTimed(context, found),
  },
  ...standingSentences.filter(({ template }) => /documents finaux|retiré/.test(template)),
];

import {
  awaits,
  type Facts,
  isReady,
  isToDeclare,
  lastDay,
  openCarried,
  openIn,
  owes,
  type Read,
  silent,
  stageOf,
  unanswered,
  verdict,
} from "./facts.ts";
import { office } from "./office.ts";
import { ownMeetings, ownToRecord } from "./page-meetings.ts";
import { areThey, counted, isStage, kindOf, stages } from "./page-words.ts";
import { presentIn, programmesAt } from "./programmes.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isCounted, isLate, isOn, lastDayOf, titled } from "./words.ts";

const works: Record<string, string> = {
  brouillon: "draft",
  "nouvelle version": "answer",
  "remarques à traiter": "dispositions",
  "brouillon à soumettre": "submission",
  relecture: "review",
};

/** Whether a person owes this of a deliverable, so late. */
export function isOwed(
  context: Context,
  doc: Facts,
  person: string,
  said: Record<string, string | undefined>,
): boolean {
  const { what = "", parts, date, late, tag } = said;
  if ((tag === undefined) !== (late === undefined)) return false;
  return owes(doc, person).some(
    (thing) =>
      thing.what === works[what] &&
      (parts === undefined ? thing.parts.length === 0 : thing.parts.join(", ") === parts) &&
      (date === undefined ? thing.date === undefined : isOn(context, thing.date, date)) &&
      (late === undefined ? !(thing.date && thing.date < context.today) : isLate(context, thing.date, late)),
  );
}

/** "En retard brouillon (CRPV), pour le 15 mai 2008, en retard de 15 jours" */
export const owedPattern =
  "(?<tag>En retard )?(?<what>brouillon à soumettre|brouillon|nouvelle version|remarques à traiter|relecture)(?: \\((?<parts>[^)]+)\\))?(?:, pour le (?<date>[^,]+))?(?:, (?<late>en retard .+))?";

/** The last day of a round that is open. */
export function isOfficeDay(context: Context, { title = "", date }: Record<string, string | undefined>): boolean {
  const doc = titled(context, title);
  const round = doc && openIn(doc);
  if (doc && isToDeclare(doc)) return isOn(context, doc.due.final, date);
  return round !== undefined && isOn(context, lastDay(round.deadline), date);
}

/** All that is past its day: what it was, when, of whom. */
function lateness({ all, today }: Pick<Context, "all" | "today">) {
  return all.flatMap((doc) =>
    awaits(doc).flatMap((each) => (each.date && each.date < today ? [{ ...each, doc, date: each.date }] : [])),
  );
}

/** "un retard", "3 retards": as many as there are. */
const lateCount = counted("Un retard", "{count} retards", (context) => lateness(context).length);

const has =
  (is: (facts: Facts, person: string) => boolean): Check =>
  ({ all, reader }) =>
    all.some((facts) => is(facts, reader!.id));

const home: Sentence[] = [
  ...ownMeetings,
  says(
    "{organisation}",
    ({ reader, before }, { organisation }) => before.length < 6 && reader!.organisation === organisation,
  ),
  says("Bonjour {name}", ({ reader }, { name }) => reader!.name === name),
  ...counted("En retard Un retard", "En retard {count} retards", (context) => lateness(context).length),
  says(
    "Ce que vous devez",
    (context) => has((facts, person) => owes(facts, person).length > 0)(context, {}) || waitsForOffice(context),
  ),
  ...Object.entries(office).map(([words, check]) =>
    says(
      `{title} – ${words} (échéance : {date})`,
      (context, said) => context.office && check(context, said) && isOfficeDay(context, said),
    ),
  ),
  {
    ...says("{title} – {what} ({parts}), pour le {date}, {late}", (context, { title = "", ...said }) => {
      const doc = titled(context, title);
      return doc !== undefined && isOwed(context, doc, context.reader!.id, said);
    }),
    pattern: new RegExp(`^(?<title>.+?) – ${owedPattern}$`, "u"),
  },
  says("Rien ne vous attend pour l’instant.", ({ all, reader }) =>
    all.every((facts) => owes(facts, reader!.id).length === 0),
  ),
  says(
    "Mes livrables",
    has(({ authors }, person) => authors.includes(person)),
  ),
  says(
    "Les documents que vous écrivez.",
    has(({ authors }, person) => authors.includes(person)),
  ),
  says("À relire", has(owesReview)),
  says("Les documents qui attendent votre avis.", has(owesReview)),
  says("Mes relectures", (context) => has(isReader)(context, {}) && !has(owesReview)(context, {})),
  says(
    "Ce que nous finançons",
    (context) => has(({ funders }, person) => funders.includes(person))(context, {}) || pays(context),
  ),
  says("Programme", ({ office, archive, reader }) => {
    const own = archive.organisations.find(({ short }) => short === reader!.organisation);
    return office || own?.roles.includes("member") === true;
  }),
  says("Annuaire", ({ office }) => office),
];

/** Whether the organisation of who reads pays for an action. */
function pays({ archive, at, reader }: Context): boolean {
  const own = archive.organisations.find(({ short }) => short === reader!.organisation)?.id ?? "";
  const actions = programmesAt(archive.programmes, at).flatMap(presentIn);
  return actions.some(({ funding }) => "by" in funding && funding.by.includes(own));
}

/** Whether anything waits for the coordinator. */
function waitsForOffice(context: Context): boolean {
  return (
    context.office &&
    (ownToRecord(context).length > 0 ||
      context.all.some(({ title }) => Object.values(office).some((check) => check(context, { title }))))
  );
}

/** Whose decision it waits for. */
function owesReview(facts: Facts, person: string): boolean {
  return owes(facts, person).some(({ what }) => what === "review");
}

/** Who reviews it, or did. */
function isReader({ reviewers, rounds }: Facts, person: string): boolean {
  const invited = rounds.some(({ meeting }) => meeting?.wasInvited.has(person));
  return reviewers.includes(person) || rounds.some(({ were }) => were.has(person)) || invited;
}

/** The word before a group of the list, and how many are in it. */
const groups: [string, string, string][] = [
  ["draft", "Un brouillon", "{count} brouillons"],
  ["review", "Une relecture en cours", "{count} relectures en cours"],
  ["final", "Un document final", "{count} documents finaux"],
  ["withdrawn", "Un livrable retiré", "{count} livrables retirés"],
];

const planned = ({ round }: Context) => (round?.meeting?.status === "planned" ? round.meeting : undefined);
const isOpen = ({ doc, round }: Context) => doc !== undefined && round !== undefined && openIn(doc) === round;
/** Whether its rule waits for a meeting alone, whose day is past. */
function isUnrecorded(context: Context): boolean {
  const { round, today } = context;
  const meeting = planned(context);
  return isOpen(context) && meeting !== undefined && meeting.date < today && verdict(round!) !== undefined;
}

/** How it could be closed now: a meeting that is not recorded keeps it from being approved. */
export function closable(context: Context): string | undefined {
  const { round } = context;
  if (!round || !isOpen(context)) return undefined;
  const outcome = verdict(round);
  return outcome !== "changesRequested" && planned(context) ? undefined : outcome;
}

/** Whoever is asked for the draft, or its next version. */
const authorsOwing = ({ doc }: Context) => {
  const all = doc!.authors.filter((person) => owes(doc!, person).length > 0);
  return all;
};

const isDraftAwaited = (context: Context, authors: string | undefined, late: boolean, date?: string) => {
  const { doc, today } = context;
  const [next] = awaits(doc!);
  const isPast = next?.date !== undefined && next.date < today;
  if (!isStage("draft")(context, {}) || isPast !== late) return false;
  const on = date === "date à fixer" ? next?.date === undefined : isOn(context, next?.date, date);
  return on && areThey(context, authorsOwing(context), authors);
};

const nextWords: Sentence[] = [
  says("Brouillon attendu de {authors} : {date}.", (context, { authors, date }) =>
    isDraftAwaited(context, authors, false, date),
  ),
  says("Brouillon attendu de {authors} depuis le {date}.", (context, { authors, date }) =>
    isDraftAwaited(context, authors, true, date),
  ),
  says(
    "Le brouillon de {authors} est lu ; il peut être soumis à relecture.",
    (context, { authors }) =>
      context.doc!.authors.some((person) => owes(context.doc!, person).some(({ what }) => what === "submission")) &&
      areThey(context, context.doc!.authors, authors),
  ),
  ...counted(
    "Un avis est encore attendu.",
    "{count} avis sont encore attendus.",
    awaited,
    (context) => isOpen(context) && closable(context) === undefined,
  ),
  ...counted(
    "Relecture de confirmation : un avis est encore attendu.",
    "Relecture de confirmation : {count} avis sont encore attendus.",
    awaited,
    (context) => isOpen(context) && context.round!.confirms !== undefined && closable(context) === undefined,
  ),
  says(
    "Tous les avis sont là ; la règle n’est pas remplie.",
    (context) => awaited(context) === 0 && verdict(context.round!) === undefined,
  ),
  says("La règle est remplie : la relecture peut être close.", (context) => closable(context) !== undefined),
  says(
    "L’échéance est passée sans résultat : déplacez-la ou closez la relecture.",
    (context) => isOpen(context) && closable(context) === undefined && lastDayOf(context.round!) < context.today,
  ),
  says(
    "Tous les avis sont là ; la rencontre est prévue : {date}.",
    (context, { date }) => awaited(context) === 0 && isOn(context, planned(context)?.date, date),
  ),
  says(
    "La rencontre du {date} est à enregistrer.",
    (context, { date }) => isUnrecorded(context) && isOn(context, planned(context)!.date, date),
  ),
  says("La correction est prête à être déclarée.", ({ doc }) => isToDeclare(doc!)),
  says(
    "Les documents finaux sont en cours de composition.",
    (context) => isStage("final")(context, {}) && !isReady(context.doc!),
  ),
  says("Les documents finaux sont prêts.", ({ doc }) => doc !== undefined && isReady(doc)),
  says("Retiré du programme.", isStage("withdrawn")),
  ...counted(
    "Une remarque attend la suite des auteurs ({authors}).",
    "{count} remarques attendent la suite des auteurs ({authors}).",
    ({ doc, round }) =>
      openCarried(doc!).length + (round?.closed?.outcome === "toIntegrate" ? unanswered(round).length : 0),
    (context, { authors }) => areThey(context, context.doc!.authors, authors),
  ),
  says(
    "La relecture de confirmation peut être ouverte.",
    (context) =>
      isStage("draft")(context, {}) &&
      context.round?.closed?.outcome === "toIntegrate" &&
      unanswered(context.round).length === 0,
  ),
  ...counted(
    "Un relecteur propose quelqu’un d’autre à sa place : c’est à vous d’en décider.",
    "{count} relecteurs proposent quelqu’un d’autre à leur place : c’est à vous d’en décider.",
    ({ round }) => round?.proposals.filter(({ status }) => status === "proposed").length ?? 0,
  ),
].flatMap((sentence) => [
  sentence,
  {
    ...sentence,
    template: `En retard ${sentence.template}`,
    pattern: new RegExp(sentence.pattern.source.replace("^", "^En retard "), "u"),
    check: (context: Context, found: Record<string, string>) =>
      lateness(context).some(({ doc }) => doc === context.doc) && sentence.check!(context, found),
  },
]);

function awaited({ round }: Context): number {
  return round ? silent(round).length : Number.NaN;
}

const whats: Record<string, string> = {
  "Brouillon attendu le": "draft",
  "Relecture jusqu’au": "review",
  "Document final attendu le": "final",
};

/** What is late of a deliverable, since when, and of whom it is awaited. */
export const lateSentence: Sentence = {
  ...says("En retard {what} {date}, {late}. Attendu de {who}.", (context, { what = "", date = "", late = "", who }) =>
    lateness(context).some(
      (each) =>
        each.doc === context.doc &&
        each.what === whats[what] &&
        isOn(context, each.date, date) &&
        isLate(context, each.date, late) &&
        areThey(context, each.who, who),
    ),
  ),
  pattern:
    /^En retard (?<what>Brouillon attendu le|Relecture jusqu’au|Document final attendu le) (?<date>[^,]+), (?<late>en retard [^.]+)\. Attendu de (?<who>.+)\.$/u,
};

/** Whether something waits for whoever coordinates. */
function isPressing(context: Context): boolean {
  const { doc, round, today } = context;
  const proposed = round?.proposals.some(({ status }) => status === "proposed") === true;
  const overdue = isOpen(context) && lastDayOf(round!) < today;
  const isLateNow = lateness(context).some((each) => each.doc.id === doc!.id);
  return (
    closable(context) !== undefined || (isOpen(context) && (proposed || overdue)) || isUnrecorded(context) || isLateNow
  );
}

const deliverables: Sentence[] = [
  ...groups.flatMap(([stage, one, other]) =>
    counted(one, other, ({ all }) => all.filter((facts) => stageOf(facts) === stage).length),
  ),
  ...Object.entries(stages).map(([stage, word]) =>
    says(word, ({ all, after }) =>
      groups.some(
        ([each, one, other]) =>
          each === stage &&
          (after === one ||
            after === other.replace("{count}", String(all.filter((facts) => stageOf(facts) === stage).length))),
      ),
    ),
  ),
  ...lateCount,
  says("À traiter d’abord – {title}", (context, { title = "" }) => {
    const doc = titled(context, title);
    if (doc) Object.assign(context, { first: doc });
    return doc !== undefined;
  }),
  says(
    "{kind} · {action}",
    (context, { kind, action }) => kindOf(context).name.fr === kind && context.doc!.action === action,
  ),
  says("Jusqu’au {date}", (context, { date }) => {
    const next = titled(context, context.after ?? "");
    const round = next && openIn(next);
    return round !== undefined && isOn(context, lastDayOf(round), date);
  }),
  says("Rien n’attend la coordination pour l’instant.", (context) =>
    context.all.every(
      (doc) => !isPressing({ ...context, doc, ...(doc.rounds.at(-1) && { round: doc.rounds.at(-1)! }) }),
    ),
  ),
  lateSentence,
  ...nextWords.map(
    (sentence): Sentence => ({ ...sentence, check: (context, found) => sentence.check!(firstOf(context), found) }),
  ),
];

/** Under the title of the page, its first thing is told of. */
function firstOf(context: Context): Context {
  const said = /^À traiter d’abord – (.+)$/.exec(context.before.at(-1) ?? "")?.[1];
  const doc = said && titled(context, said);
  if (!doc) return context;
  const round = doc.rounds.at(-1);
  return { ...context, doc, ...(round && { round }) };
}

/** The action of a document of a list. */
export const action = says(
  "{action}",
  ({ doc, before }, { action }) => doc?.action === action && before.at(-1) === doc?.title,
);
/** The word stands before the title that it is about. */
export const listedStage = Object.entries(stages).map(([stage, word]) =>
  says(word, (context) => {
    const next = titled(context, context.after ?? "");
    return next !== undefined && stageOf(next) === stage;
  }),
);

const drafts: Sentence[] = [
  ...listedStage,
  action,
  says("Aucun livrable ne vous est confié pour l’instant.", ({ all, reader }) =>
    all.every(({ authors }) => !authors.includes(reader!.id)),
  ),
  says("Brouillon à déposer.", (context) => owesDraft(context)),
  says(
    "Brouillon à déposer avant le {date}.",
    (context, { date }) => owesDraft(context) && isOn(context, owes(context.doc!, context.reader!.id)[0]?.date, date),
  ),
  {
    ...says("{what} ({parts}), pour le {date}, {late}", (context, said) =>
      isOwed(context, context.doc!, context.reader!.id, said),
    ),
    pattern: new RegExp(`^${owedPattern}$`, "u"),
  },
  says("Rien ne vous y attend pour l’instant.", ({ doc, reader }) => owes(doc!, reader!.id).length === 0),
  ...counted(
    "Une remarque est à traiter.",
    "{count} remarques sont à traiter.",
    ({ doc, round }) =>
      openCarried(doc!).length + (round?.closed && round.closed.outcome !== "approved" ? unanswered(round).length : 0),
    isStage("draft"),
  ),
  says(
    "En relecture jusqu’au {date} ; avis reçus : {decided} sur {n}.",
    (context, { date, decided = "", n = "" }) =>
      isOpen(context) && isOn(context, lastDayOf(context.round!), date) && isCounted(context.round, decided, n),
  ),
  says("Document final.", isStage("final")),
  says("Ce livrable a été retiré du programme.", isStage("withdrawn")),
];

const owesDraft = ({ doc, reader }: Context) => owes(doc!, reader!.id).some(({ what }) => what === "draft");

const reviews: Sentence[] = [
  ...listedStage,
  says("Tel qu’il vous a été remis", (context) =>
    wasReplaced(titled(context, context.after ?? ""), context.reader!.id),
  ),
  action,
  says("Jusqu’au {date}", (context, { date }) => isOpen(context) && isOn(context, lastDayOf(context.round!), date)),
  says("Aucun document n’attend votre avis.", ({ all, reader }) =>
    all.every((facts) => !openIn(facts)?.reviewers.includes(reader!.id)),
  ),
];

function wasReplaced(doc: Facts | undefined, person: string): boolean {
  return doc?.rounds.some((round: Read) => round.were.has(person) && !round.reviewers.includes(person)) === true;
}

const people: Sentence[] = [
  // links beside each other
  says("Ajouter une personne Importer des personnes Structures", ({ office }) => office),
  // the structures to choose from
  says("{organisation}", ({ archive, office }, { organisation }) => {
    return office && archive.organisations.some(({ short }) => short === organisation);
  }),
  ...counted("Une personne", "{count} personnes", ({ present }) => present!.length),
  says("Nom ou fonction | Structure | Adresse électronique | Langue"),
  {
    ...says(
      "{name} | {organisation} | {address} | {language} {office}",
      ({ archive }, { name, organisation, address, language, office }) =>
        archive.people.some(
          (person) =>
            person.name === name &&
            person.organisation === organisation &&
            person.address === address &&
            (person.language === "en" ? "Anglais" : "Français") === language &&
            (office !== undefined) === person.coordinator,
        ),
    ),
    pattern:
      /^(?<name>.+?) \| (?<organisation>.+?) \| (?<address>.+?) \| (?<language>Français|Anglais)(?<office> Coordination)?$/u,
  },
];

export const listPages: Record<string, Sentence[]> = { home, deliverables, drafts, reviews, people };

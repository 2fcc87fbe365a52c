import { awaits, type Facts, isToDeclare, lastDay, openIn, owes, type Read, stageOf, verdict } from "./facts.ts";
import { office } from "./office.ts";
import { ownMeetings, ownToRecord } from "./page-meetings.ts";
import { closable, standingSentences, toldSentences } from "./page-standing.ts";
import { counted, kindOf, stages } from "./page-words.ts";
import { presentIn, programmesAt } from "./programmes.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isLate, isOn, lastDayOf, titled } from "./words.ts";

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

/** What waits for whoever reads, a task each: its title, what is to be done of it, and the button that does it. */
export const taskSentences = (isTheirs: (context: Context) => boolean): Sentence[] => [
  ...Object.entries(office).map(([words, check]) =>
    says(`${words} (échéance : {date})`, (context, { date }) => {
      const said = { title: context.before.at(-1) ?? "", ...(date !== undefined && { date }) };
      return isTheirs(context) && context.office && check(context, said) && isOfficeDay(context, said);
    }),
  ),
  says("{title}", (context, { title = "" }) => isTheirs(context) && titled(context, title) !== undefined),
  {
    ...says("{what} ({parts}), pour le {date}, {late}", (context, said) => {
      const doc = titled(context, context.before.at(-1) ?? "");
      return isTheirs(context) && doc !== undefined && isOwed(context, doc, context.reader!.id, said);
    }),
    pattern: new RegExp(`^${owedPattern}$`, "u"),
  },
  ...Object.entries(verbs).map(([verb, what]) =>
    says(`${verb} – {title}`, (context, { title = "" }) => {
      const doc = titled(context, title);
      return (
        isTheirs(context) &&
        (what === undefined ||
          (doc !== undefined && owes(doc, context.reader!.id).some((thing) => what.includes(thing.what))))
      );
    }),
  ),
];

/** What a button does, by what is owed; of meetings, decisions and what a coordinator does, nothing is owed of a document. */
const verbs: Record<string, string[] | undefined> = {
  ...{ Déposer: ["draft", "answer"], Soumettre: ["submission"], Traiter: ["dispositions"], Relire: ["review"] },
  ...{ Répondre: undefined, Clore: undefined, Déclarer: undefined, Enregistrer: undefined, Préparer: undefined },
};

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
  ...taskSentences(({ heading }) => heading === "Ce que vous devez"),
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
  says("Rien n’attend la coordination pour l’instant.", (context) =>
    context.all.every(
      (doc) => !isPressing({ ...context, doc, ...(doc.rounds.at(-1) && { round: doc.rounds.at(-1)! }) }),
    ),
  ),
  ...standingSentences.map(
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
  ...standingSentences,
  {
    ...says("À vous : {what} ({parts}), pour le {date}, {late}", (context, said) =>
      isOwed(context, context.doc!, context.reader!.id, said),
    ),
    pattern: new RegExp(`^À vous : ${owedPattern}$`, "u"),
  },
];

const reviews: Sentence[] = [
  ...listedStage,
  says("Tel qu’il vous a été remis", (context) =>
    wasReplaced(titled(context, context.after ?? ""), context.reader!.id),
  ),
  action,
  ...toldSentences,
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

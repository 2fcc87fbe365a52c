import { awaits, dayOf, daysFrom, type Facts, isReady, isToDeclare, lastDay, openIn, owes, stageOf } from "./facts.ts";
import { gatheringsAt } from "./meetings.ts";
import { enteredAt } from "./money.ts";
import { office } from "./office.ts";
import { documentSentences } from "./page-documents.ts";
import { mayEnter } from "./page-entries.ts";
import { isSoon, ownMeetings, ownToRecord } from "./page-meetings.ts";
import { ownDecision } from "./page-reading.ts";
import { standingSentences, toldSentences } from "./page-standing.ts";
import { areThey, counted, isLength, kindOf, lengthPattern, stages } from "./page-words.ts";
import { presentIn, programmesAt } from "./programmes.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { briefDay, isLate, isOn, titled } from "./words.ts";

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

/** How long something takes that is under review, of the document that a line is about. */
const isLong: Check = (context, found) => context.doc !== undefined && isLength(context, context.doc, found);

/** Below the title of a document in a list: its action; of what is under review how long it takes. */
const below: Sentence[] = [
  says("{action}", ({ doc, before }, { action }) => doc?.action === action && before.at(-1) === doc?.title),
  {
    ...says("{action} · {length}", (context, found) => {
      const { doc, before } = context;
      const isTheirs = doc?.action === found.action && before.at(-1) === doc?.title;
      return isTheirs && reads(context) && isLong(context, found);
    }),
    pattern: new RegExp(`^(?<action>.+) · ${lengthPattern}$`, "u"),
  },
];

const only = (sentences: readonly Sentence[], isTheirs: (context: Context) => boolean): Sentence[] =>
  sentences.map((sentence) => ({
    ...sentence,
    check: (context, found) => context.doc !== undefined && isTheirs(context) && sentence.check!(context, found),
  }));
const writes = ({ doc, reader }: Context) => doc!.authors.includes(reader!.id);
const isReviewing = (facts: Facts | undefined, person: string) =>
  facts !== undefined && openIn(facts)?.reviewers.includes(person) === true;
const reads = ({ doc, reader }: Context) => isReviewing(doc, reader!.id);

/** The button below a document that does what is owed of it. */
const buttons: Sentence[] = Object.entries(verbs).flatMap(([verb, works]) =>
  works === undefined
    ? []
    : says(`${verb} – {title}`, ({ doc, reader }, { title }) => {
        return (
          doc !== undefined && doc.title === title && owes(doc, reader!.id).some(({ what }) => works.includes(what))
        );
      }),
);

/** What somebody writes and where it stands, to who writes it. */
const written: Sentence[] = [
  ...below,
  ...only(standingSentences, writes),
  ...buttons,
  {
    ...says("À vous : {what} ({parts}), pour le {date}, {late}", (context, said) =>
      isOwed(context, context.doc!, context.reader!.id, said),
    ),
    pattern: new RegExp(`^À vous : ${owedPattern}$`, "u"),
  },
];

/** What somebody reviews, to who reviews it: that it is open, and whether their opinion is there. */
const reviewed: Sentence[] = [
  ...below,
  ...only(toldSentences, reads),
  ...buttons,
  ...ownDecision.map(
    (sentence): Sentence => ({
      ...sentence,
      check: (context, found) => {
        const round = context.doc && openIn(context.doc);
        return round !== undefined && sentence.check!({ ...context, round }, found);
      },
    }),
  ),
  says("Changer mon avis – {title}", ({ doc, reader }, { title }) => {
    return doc?.title === title && openIn(doc!)?.given.some(({ by }) => by === reader!.id) === true;
  }),
  says(
    "Vous avez proposé qu’une autre personne relise à votre place ; la coordination doit encore répondre.",
    ({ doc, reader }) => {
      const { proposals = [] } = (doc && openIn(doc)) ?? {};
      return proposals.some(({ from, status }) => from === reader!.id && status === "proposed");
    },
  ),
];

/** What is open of what somebody writes, and asks nothing of them now; what they review likewise. */
const isOver = (facts: Facts) => facts.withdrawn !== undefined || isReady(facts);
const restOf = ({ all, reader }: Context, has: (facts: Facts) => boolean) =>
  all.filter((facts) => has(facts) && !isOver(facts) && owes(facts, reader!.id).length === 0);
const restWritten = (context: Context) => restOf(context, ({ authors }) => authors.includes(context.reader!.id));
const restReviewed = (context: Context) => restOf(context, (facts) => isReviewing(facts, context.reader!.id));

const home: Sentence[] = [
  ...ownMeetings,
  ...written,
  ...reviewed,
  ...documentSentences,
  says(
    "{organisation}",
    ({ reader, before }, { organisation }) => before.length < 6 && reader!.organisation === organisation,
  ),
  says("Bonjour {name}", ({ reader }, { name }) => reader!.name === name),
  ...taskSentences(({ heading }) => heading === "Ce que vous devez"),
  {
    ...says("{what}, pour le {date} · {length}", (context, found) => {
      const { what, date, late, tag } = found;
      const doc = titled(context, context.before.at(-1) ?? "");
      const said = { what, date, late, tag };
      return doc !== undefined && isOwed(context, doc, context.reader!.id, said) && isLength(context, doc, found);
    }),
    pattern: new RegExp(`^${owedPattern} · ${lengthPattern}$`, "u"),
  },
  says("Rien ne vous attend pour l’instant.", (context) => {
    const { all, reader } = context;
    const decided = gatheringsAt(context).flatMap(({ decisions }) => decisions);
    const isTheirs = decided.some(({ person, closed }) => person === reader!.id && closed === undefined);
    return !isTheirs && all.every((facts) => owes(facts, reader!.id).length === 0) && ownToRecord(context).length === 0;
  }),
  says(
    "Vous recevrez un courriel dès que quelque chose vous sera demandé.",
    ({ before, reader }) => before.at(-1) === "Rien ne vous attend pour l’instant." && reader!.address !== "",
  ),
  says(
    "Aucune rencontre dans les quinze jours.",
    (context) => !gatheringsAt(context).some((each) => isSoon(context, each)),
  ),
  says(
    "Saisir du temps ou une dépense",
    (context) =>
      mayEnter(context) || enteredAt(context.archive, context.at).some(({ person }) => person === context.reader!.id),
  ),
  says("Tous les livrables que vous écrivez, finis compris", (context) => restWritten(context).length > 0),
  says(
    "Rien n’est encore final : ce qui est attendu est sur la page de ce que vous financez.",
    ({ all, reader }) => !all.some(({ funders, outputs }) => outputs && funders.includes(reader!.id)),
  ),
  says(
    "Tout ce que vous financez, par action",
    (context) => has(({ funders }, person) => funders.includes(person))(context, {}) || pays(context),
  ),
];

const unsaidOf = ({ before }: Context, all: readonly Facts[]) =>
  all.flatMap(({ title }) => (before.includes(title) ? [] : [`nothing of ${title}`]));

/** What a home does not say: what is owed, what is written or reviewed and open, a meeting of the fortnight. */
export function leftOutOfHome(context: Context): string[] {
  const { all, reader, before } = context;
  const owed = all.filter((facts) => owes(facts, reader!.id).length > 0);
  const meetings = gatheringsAt(context).filter((each) => isSoon(context, each));
  const unsaid = meetings.filter(
    ({ place }) => !before.some((line) => line.endsWith(` – Séminaire interne, ${place}`)),
  );
  return [
    ...unsaidOf(context, [...owed, ...restWritten(context), ...restReviewed(context)]),
    ...unsaid.map(({ date }) => `the meeting of ${date}`),
  ];
}

/** Of what somebody writes, what the list of it does not have. */
export function leftOutOfDrafts(context: Context): string[] {
  return unsaidOf(
    context,
    context.all.filter(({ authors }) => authors.includes(context.reader!.id)),
  );
}

/** Of what somebody is to review, what the list of it does not have. */
export function leftOutOfReviews(context: Context): string[] {
  return unsaidOf(
    context,
    context.all.filter((facts) => isReviewing(facts, context.reader!.id)),
  );
}

/** Whether the organisation of who reads pays for an action. */
function pays({ archive, at, reader }: Context): boolean {
  const own = archive.organisations.find(({ short }) => short === reader!.organisation)?.id ?? "";
  const actions = programmesAt(archive.programmes, at).flatMap(presentIn);
  return actions.some(({ funding }) => "by" in funding && funding.by.includes(own));
}

/** When something has its day, as the headings of the list say it. */
const spans: [string, (day: string | undefined, context: Context) => boolean][] = [
  ["En retard", (day, { today }) => day !== undefined && day < today],
  ["Cette semaine", (day, { today }) => day !== undefined && day >= today && daysFrom(today, day) < 7],
  ["D’ici un mois", (day, { today }) => day !== undefined && day > today && daysFrom(today, day) <= 31],
  ["Plus tard", (day, { today }) => day !== undefined && day > today],
  ["Sans date", (day) => day === undefined],
];

/** The day that a document has next, or that is the longest past. */
function nextDay(doc: Facts, today: string): string | undefined {
  const late = awaits(doc).flatMap(({ date }) => (date !== undefined && date < today ? [date] : []));
  return late.sort()[0] ?? awaits(doc)[0]?.date;
}

const deliverables: Sentence[] = [
  ...spans.map(([words, isThen]) =>
    says(`${words} ({count})`, (context, { count }) => {
      const there = context.all.filter((doc) => !isOver(doc) && isThen(nextDay(doc, context.today), context));
      // a week may go on into the next month, and the month may begin within it
      return words === "En retard" || words === "Sans date"
        ? there.length === Number(count)
        : there.length >= Number(count);
    }),
  ),
  says(
    "Terminés en {year} ({count})",
    ({ all, today }, { year, count }) => today.startsWith(year!) && all.filter(isOver).length >= Number(count),
  ),
  ...Object.values(stages).map((word) => says(word, ({ doc }) => doc !== undefined && stages[stageOf(doc)] === word)),
  says("–", ({ after = "", ...context }) => {
    const doc = titled(context, after);
    return doc !== undefined && nextDay(doc, context.today) === undefined;
  }),
  {
    ...says("{day}", (context, { day }) => {
      const doc = titled(context, context.after ?? "");
      if (!doc) return false;
      const { editions, withdrawn } = doc;
      const ended = editions.at(-1)?.at ?? withdrawn?.at;
      const on = isOver(doc) ? ended && dayOf(ended) : nextDay(doc, context.today);
      return on !== undefined && (isOver(doc) || on === briefDay(context, day));
    }),
    pattern: /^(?<day>\d{1,2}(?:er)? \S+(?: \d{4})?)$/u,
  },
  {
    ...says("{kind} · {action} · attendu de {who}", (context, { kind, action, who }) => {
      const { doc } = context;
      if (!doc || kindOf(context).name.fr !== kind || doc.action !== action) return false;
      return who === undefined || areThey(context, awaits(doc)[0]?.who ?? [], who);
    }),
    pattern: /^(?<kind>.+?) · (?<action>.+?)(?: · attendu de (?<who>.+))?$/u,
  },
  ...standingSentences,
];

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
  ...written,
  says(
    "Aucun livrable ne vous est confié pour l’instant. Vous recevrez un courriel, avec son lien, quand ce sera le cas.",
    ({ all, reader }) => all.every(({ authors }) => !authors.includes(reader!.id)),
  ),
];

/** "Cadrage Interculturalité": of what was read before, the document that a line names with its action. */
const readBefore = (context: Context, line = "") =>
  context.all.find(({ title, action, rounds }) => {
    const { id } = context.reader!;
    const was = rounds.some(({ were, meeting }) => were.has(id) || meeting?.wasInvited.has(id));
    return was && line === `${title} ${action}`;
  });

const reviews: Sentence[] = [
  ...reviewed,
  says("{title} {action}", (context, { title, action }) => readBefore(context, `${title} ${action}`) !== undefined),
  ...toldSentences.map(
    (sentence): Sentence => ({
      ...sentence,
      check: (context, found) => {
        const doc = readBefore(context, context.before.at(-1));
        if (!doc || isKept(doc, context.reader!.id)) return false;
        const round = doc.rounds.at(-1);
        return sentence.check!({ ...context, doc, ...(round && { round }) }, found);
      },
    }),
  ),
  says("Tel qu’il vous a été remis", (context) => {
    const doc = readBefore(context, context.before.at(-1));
    return doc !== undefined && isKept(doc, context.reader!.id);
  }),
  says(
    "Aucun document n’attend votre avis. Vous recevrez un courriel, avec son lien, quand ce sera le cas.",
    ({ all, reader }) => all.every((facts) => owes(facts, reader!.id).every(({ what }) => what !== "review")),
  ),
];

/** Whether somebody has it as they were given it: they review it no more. */
const isKept = ({ reviewers }: Facts, person: string) => !reviewers.includes(person);

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

import { decisionsChased, decisionsOfOthers, leftOutOfChased } from "./decisions.ts";
import {
  awaits,
  currentRound,
  dayOf,
  daysFrom,
  type Facts,
  isReady,
  lastDay,
  type Owed,
  openIn,
  owes,
  stageOf,
} from "./facts.ts";
import { gatheringsAt } from "./meetings.ts";
import { office } from "./office.ts";
import { chaseSentences } from "./page-deliverable.ts";
import { taskSentences } from "./page-lists.ts";
import { isSoon, ownMeetings, ownToRecord } from "./page-meetings.ts";
import { areThey } from "./page-words.ts";
import { presentIn, programmesAt, standingOf } from "./programmes.ts";
import { type Context, type Sentence, says } from "./reader.ts";
import { briefDay, day, fullName, hour, isNamed, isOn, isText, plain, titled } from "./words.ts";

/** The coordinator's year. */

const isUnder =
  (...titles: string[]) =>
  ({ heading = "" }: Context) =>
    titles.includes(heading.replace(/ \(\d+\)$/, ""));
const inMine = isUnder("À vous");
/** On the page of an action too. */
const inOthers = isUnder("Chez d’autres", "Ce qui est attendu, et de qui");
const inAhead = isUnder("Quinze jours");

/** What is not over: neither withdrawn nor with its final documents. */
const isOpen = (doc: Facts) => doc.withdrawn === undefined && !isReady(doc);

/** What has its day in the fortnight. */
const soon = ({ all, today }: Context) =>
  all.flatMap((doc) =>
    awaits(doc).flatMap(({ what, date }) =>
      date !== undefined && date >= today && daysFrom(today, date) <= 14 ? [{ doc, what, date }] : [],
    ),
  );

/** Whether it is for whoever reads to do: they coordinate it, or who did has left. */
function coordinates({ reader, present }: Context, { coordinator }: Facts): boolean {
  return coordinator === reader!.id || !present!.includes(coordinator);
}

const whats: [string, string][] = [
  ["draft", "brouillon"],
  ["review", "fin de la relecture"],
  ["final", "document final"],
];

type Dated = { action: string; title: string; what: string; date: string; said?: string; late: boolean };

/** All that has a day still: what is expected of the actions of now and not begun, and the steps left of each document. */
function datesOf({ archive, all, at, today }: Context): Dated[] {
  const programmes = programmesAt(archive.programmes, at).filter(({ id }) => id !== "avant");
  const expected = programmes.flatMap((programme) =>
    presentIn(programme).flatMap(({ id, title: action, expected }) => {
      const documents = all.filter(({ ref }) => ref === `${programme.id}/${id}`);
      return expected.flatMap((each): Dated[] => {
        const { title, when, count, what } = each;
        const missing = count - standingOf(each, documents, today).made.length;
        if (!when || missing <= 0) return [];
        const late = what !== "sheets" && when.until < today;
        const words = { what: "attendu, pas encore commencé", date: when.until, said: plain(when.said) };
        const named = missing === 1 ? title : `${missing} × ${title}`;
        return [{ action: plain(action), title: plain(named), ...words, late }];
      });
    }),
  );
  const meetings = gatheringsAt({ archive, at }).flatMap(({ status, actions, date }): Dated[] =>
    status === "planned"
      ? rowsOfMeeting({ archive, at }, actions).map((action) => {
          return { action, title: "Séminaire interne", what: "rencontre", date, late: date < today };
        })
      : [],
  );
  return [...expected, ...all.filter(isOpen).flatMap((doc) => stepsOf(doc, today)), ...meetings];
}

const approvedOn = ({ editions }: Facts) => (editions.length === 0 ? undefined : dayOf(editions.at(-1)!.at));

/** What came: finals that are there, by the day of their approval, and meetings that were held. */
function doneOf({ all, ...context }: Context): Pick<Dated, "title" | "what" | "date">[] {
  const finals = all.flatMap((doc) => {
    const approved = approvedOn(doc);
    return stageOf(doc) === "final" && isReady(doc) && approved !== undefined
      ? [{ title: doc.title, what: "document final paru", date: approved }]
      : [];
  });
  const held = gatheringsAt(context).flatMap(({ status, actions, date }) =>
    status === "held"
      ? rowsOfMeeting(context, actions).map(() => ({ title: "Séminaire interne", what: "rencontre tenue", date }))
      : [],
  );
  return [...finals, ...held];
}

/** The actions under which a meeting is; one of none of them has a row of its own. */
function rowsOfMeeting({ archive, at }: Pick<Context, "archive" | "at">, actions: readonly string[]): string[] {
  const programmes = programmesAt(archive.programmes, at).filter(({ id }) => id !== "avant");
  const own = programmes.flatMap((programme) =>
    presentIn(programme).flatMap(({ id, title }) => (actions.includes(`${programme.id}/${id}`) ? [plain(title)] : [])),
  );
  return own.length > 0 ? own : ["Autres rencontres"];
}

function stepsOf(doc: Facts, today: string): Dated[] {
  const { action, title, due } = doc;
  const round = openIn(doc);
  const isFirst = stageOf(doc) === "draft" && !currentRound(doc);
  const steps: [string, string | undefined][] = [
    ["brouillon", isFirst ? due.draft : undefined],
    ["fin de la relecture", round ? lastDay(round.deadline) : isFirst ? due.review : undefined],
    ["document final", due.final],
  ];
  return steps.flatMap(([what, date]) =>
    date === undefined ? [] : [{ action: plain(action), title, what, date, late: date < today }],
  );
}

/** A piece of work that others than the reader owe, and all of them. */
type WorkOf = { doc: Facts; thing: Owed; who: string[] };

function worksOf({ all, archive, reader }: Pick<Context, "all" | "archive" | "reader">): WorkOf[] {
  const others = archive.people.map(({ id }) => id).filter((id) => id !== reader!.id);
  return all.flatMap((doc) => {
    const owed = others.flatMap((person) => owes(doc, person).map((thing) => ({ person, thing })));
    return [...Map.groupBy(owed, ({ thing }) => thing.what).values()].map((of) => ({
      ...{ doc, thing: of[0]!.thing },
      who: of.map(({ person }) => person),
    }));
  });
}

/** The sentence of each sort of work, of one and of several. */
const sentences: [what: Owed["what"], parted: boolean, one: string, several: string][] = [
  ["draft", false, "{who} doit le brouillon de « {title} »", "{count} auteurs doivent le brouillon de « {title} »"],
  ["draft", true, "{who} doit sa partie de « {title} »", "{count} auteurs doivent leur partie de « {title} »"],
  [
    "answer",
    false,
    "{who} doit la nouvelle version de « {title} »",
    "{count} auteurs doivent la nouvelle version de « {title} »",
  ],
  [
    "dispositions",
    false,
    "{who} traite les remarques sur « {title} »",
    "{count} auteurs traitent les remarques sur « {title} »",
  ],
  ["submission", false, "{who} doit soumettre « {title} »", "{count} auteurs peuvent soumettre « {title} »"],
  ["review", false, "{who} doit son avis sur « {title} »", "{count} avis attendus sur « {title} »"],
];

const isWork = (context: Context, what: string, parted: boolean, title: string) =>
  worksOf(context).find(
    ({ doc, thing }) => doc.title === title && thing.what === what && thing.parts.length > 0 === parted,
  );

/** What others owe, on the page of the year and on an action's: who, how late, when they were written to. */
export const workSentences: Sentence[] = [
  ...namedWorks(),
  {
    ...says("{detail}", (context, { detail = "" }) => isDetail(context, detail)),
    pattern: /^(?<detail>.*(?:pour le |de retard|sur \d+ à traiter|relancé|rappelé|\().*)$/u,
  },
  says("Voir – {title}", (context, { title = "" }) => titled(context, title) !== undefined),
  says("Écrire – {title}", (context, { title = "" }) => titled(context, title) !== undefined),
];

function namedWorks(): Sentence[] {
  return sentences.flatMap(([what, parted, one, several]) => [
    says(one, (context, { who, title = "" }) => {
      const work = isWork(context, what, parted, title);
      return inOthers(context) && work?.who.length === 1 && areThey(context, work.who, who);
    }),
    says(several, (context, { count, title = "" }) => {
      const work = isWork(context, what, parted, title);
      return inOthers(context) && work !== undefined && work.who.length === Number(count) && Number(count) > 1;
    }),
  ]);
}

/** The work that the line before names. */
function workBefore(context: Context): WorkOf | undefined {
  const line = context.before.at(-1) ?? "";
  return worksOf(context).find(({ doc, thing, who }) =>
    sentences.some(([what, , one, several]) => {
      const words = (
        who.length === 1
          ? one.replace("{who}", fullName(context.archive.people.find(({ id }) => id === who[0])!))
          : several.replace("{count}", `${who.length}`)
      ).replace("{title}", doc.title);
      return what === thing.what && words === line;
    }),
  );
}

/** "5 jours de retard": of a day that has passed. */
export function isBehind({ today }: Context, date: string | undefined, said: string): boolean {
  if (date === undefined || date >= today) return false;
  const days = daysFrom(date, today);
  if (days < 60) return said === `${days} ${days === 1 ? "jour" : "jours"} de retard`;
  return said === `${Math.round(days / 30.4)} mois de retard`;
}

/** Every piece of a line below the sentence of a piece of work: names, parts, remarks, its day, when it was last written of. */
function isDetail(context: Context, said: string): boolean {
  const work = workBefore(context);
  if (!inOthers(context) || !work) return false;
  const { doc, thing, who } = work;
  return said.split(" · ").every((piece) => {
    const by = /^pour le ([^,]+)(?:, (?:dans (\d+) jours|demain|aujourd’hui))?$/.exec(piece);
    if (by)
      return isOn(context, thing.date, by[1]) && (!by[2] || daysFrom(context.today, thing.date!) === Number(by[2]));
    if (/ de retard$/.test(piece)) return isBehind(context, thing.date, piece);
    if (/^\d+ remarques? sur \d+ à traiter$/.test(piece)) return thing.what === "dispositions";
    const chased = /^relancés? le ([^,]+)(, sans réponse)?$/.exec(piece);
    if (chased) return doc.rows.some(({ type, data }) => type === "chased" && data.day === day(chased[1]!, context));
    const reminded = /^rappelés? le ([^,]+)(, sans réponse)?$/.exec(piece);
    if (reminded)
      return context.archive.mails.some(
        ({ letter, at }) => /^(reminder|weekly)$/.test(letter) && at.slice(0, 10) === day(reminded[1]!, context),
      );
    return areThey(context, who, piece) || thing.parts.length > 0;
  });
}

/** The lines of the table of all facts: an action, what there is of it, and how it stands. */
function isFact(context: Context, said: string): boolean {
  const [, item = "", state = "", , , final = ""] = said.split(" | ");
  const doc = titled(context, item);
  if (!doc && /à enregistrer$/.test(state))
    return gatheringsAt(context).some(({ status, date }) => status === "planned" && date < context.today);
  if (!doc) return context.archive.programmes.size > 0 && / sur |attendu|dates?|^\d/.test(state);
  const late = / de retard$/.test(state);
  const next = awaits(doc).find(({ date = "9999" }) => date < context.today)?.date;
  if (late) return isBehind(context, next, state);
  const day = isReady(doc) && stageOf(doc) === "final" ? approvedOn(doc) : doc.due.final;
  return (final === "" && day === undefined) || isOn(context, day, final);
}

const owingHeads = [
  "Personne | Structure | Écrit | Relit | Prochaine échéance | Relancer ou écrire",
  "Personne | Structure | Écrit | Relit | Décisions à exécuter | Prochaine échéance | Relancer ou écrire",
] as const;

/** A row of who owes what: somebody, what they write and review, how much a meeting gave them to do, by when. */
function isOwing(context: Context, said: string): boolean {
  const cells = said.split(" | ");
  if (!context.before.includes(owingHeads[1])) cells.splice(4, 0, "");
  const [name = "", structure = "", writes = "", reviews = "", does = "", next = ""] = cells;
  const person = context.archive.people.find((each) => fullName(each) === name);
  const given = decisionsOfOthers(context).filter((each) => isNamed(context, each.person, name));
  if (person ? person.organisation !== structure : given.length === 0 || structure !== "") return false;
  const owed = person ? context.all.flatMap((doc) => owes(doc, person.id).map((thing) => ({ doc, ...thing }))) : [];
  const titles = (of: typeof owed) => of.map(({ doc }) => doc.title);
  const isAll = (cell: string, of: typeof owed) =>
    of.length > 3 ||
    cell
      .split(" ⏎ ")
      .filter(Boolean)
      .every((each) => titles(of).some((title) => each.startsWith(title)));
  const isGiven = (cell: string) =>
    given.length > 3 || (cell === "") === (given.length === 0)
      ? cell.split(" ⏎ ").every((each) => each === "" || given.some(({ words }) => isText(context, words, each)))
      : false;
  const first = [...owed.map(({ date = "9999" }) => date), ...given.map(({ due = "9999" }) => due)].sort()[0];
  const [on = "", late] = next.split(", ");
  return (
    isAll(
      writes,
      owed.filter(({ what }) => what !== "review"),
    ) &&
    isAll(
      reviews,
      owed.filter(({ what }) => what === "review"),
    ) &&
    isGiven(does) &&
    (first === "9999" ? on === "" : isOn(context, first, on)) &&
    (late === undefined ? first === undefined || first >= context.today : isBehind(context, first, late))
  );
}

const year: Sentence[] = [
  ...ownMeetings,
  ...taskSentences(inMine),
  ...chaseSentences,
  ...decisionsChased,
  ...workSentences,
  says("L’année {year}", ({ today }, { year }) => today.startsWith(year!)),
  says("L’année {year}, par action", ({ today }, { year }) => today.startsWith(year!)),
  says("{weekday} {date}, semaine {week} · {open}", (context, { date, open = "" }) => {
    const late = context.all.filter((doc) =>
      awaits(doc).some((each) => each.date !== undefined && each.date < context.today),
    ).length;
    const count = context.all.filter(isOpen).length;
    const [first, ...rest] = open.split(", ");
    const isLateSaid =
      late === 0 ? !open.includes("en retard") : rest.includes(late === 1 ? "un en retard" : `${late} en retard`);
    return (
      isOn(context, context.today, date) &&
      isLateSaid &&
      first === (count === 1 ? "un livrable en cours" : `${count} livrables en cours`)
    );
  }),
  says("À vous ({count})", (_, { count }) => Number(count) > 0),
  says(
    "Chez d’autres ({count})",
    (context, { count }) => worksOf(context).length + decisionsOfOthers(context).length === Number(count),
  ),
  says("Rien pour l’instant.", (context) => {
    const { all, reader } = context;
    const owed = (doc: Facts) => owes(doc, reader!.id).length > 0;
    const waits = (doc: Facts) =>
      coordinates(context, doc) && Object.values(office).some((check) => check(context, { title: doc.title }));
    if (inMine(context)) return !all.some((doc) => owed(doc) || waits(doc)) && ownToRecord(context).length === 0;
    if (inOthers(context)) return worksOf(context).length + decisionsOfOthers(context).length === 0;
    return inAhead(context)
      ? soon(context).length === 0 && !gatheringsAt(context).some((each) => isSoon(context, each))
      : datesOf(context).length === 0;
  }),
  ...whats.map(([what, words]) => ({
    ...says(`{date} {title}, ${words}`, (context: Context, { title, date }: Record<string, string>) =>
      soon(context).some(
        (each) =>
          inAhead(context) && each.what === what && each.doc.title === title && each.date === briefDay(context, date),
      ),
    ),
    pattern: new RegExp(`^(?<date>\\S+ \\S+) (?<title>.+), ${words}$`, "u"),
  })),
  {
    ...says("{date} Séminaire interne, {place}, de {starts} à {ends}", (context, { date, place, starts, ends }) =>
      gatheringsAt(context).some(
        (each) =>
          inAhead(context) &&
          isSoon(context, each) &&
          each.place === place &&
          each.date === briefDay(context, date) &&
          hour(starts!) === each.starts &&
          hour(ends!) === each.ends,
      ),
    ),
    pattern: /^(?<date>\S+ \S+) Séminaire interne, (?<place>.+), de (?<starts>[^,]+) à (?<ends>[^,]+)$/u,
  },
  says("Voir les {count} autres", (_, { count }) => Number(count) > 1),
  ...(["auteur", "relecteur"] as const).flatMap((who) =>
    [`{date} Rappel automatique à un ${who} : {titles}`, `{date} Rappel automatique à {count} ${who}s : {titles}`].map(
      (words) => ({
        ...says(words, (context: Context, { date, titles = "" }: Record<string, string>) => {
          const on = briefDay(context, date);
          return (
            inAhead(context) &&
            on !== undefined &&
            on > context.today &&
            titles.split(", ").some((title) => titled(context, title) !== undefined)
          );
        }),
        pattern: new RegExp(`^(?<date>\\S+ \\S+) Rappel automatique à (?:un|\\d+) ${who}s? : (?<titles>.+)$`, "u"),
      }),
    ),
  ),
  says("{month} ({count})", (context, { month = "", count }) => {
    const at = "Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre"
      .split(" ")
      .indexOf(month);
    const there = [...datesOf(context), ...doneOf(context)].filter(
      ({ date }) => Number(date.slice(5, 7)) === at + 1 && date.startsWith(context.today.slice(0, 4)),
    );
    return there.length === Number(count);
  }),
  says("Action | Livrable ou rencontre | Où il en est | Brouillon | Relecture | Final | Rencontres"),
  ...owingHeads.map((heads) =>
    says(heads, (context) => heads.includes("Décisions") === decisionsOfOthers(context).length > 0),
  ),
  {
    ...says("{row}", (context, { row = "" }) =>
      context.heading === "Qui doit quoi" ? isOwing(context, row) : isFact(context, row),
    ),
    pattern: /^(?<row>[^|]+ \| .+)$/u,
  },
  {
    ...says("{date} – {late}{title}, {what}", (context, { date, late, title, what }) =>
      [...datesOf(context), ...doneOf(context).map((each) => ({ ...each, late: false, said: undefined }))].some(
        (each) =>
          each.title === title &&
          each.what === what &&
          (each.said === undefined ? isOn(context, each.date, date) : each.said === date) &&
          each.late === (late !== undefined),
      ),
    ),
    pattern:
      /^(?<date>[^–]+) – (?<late>En retard )?(?<title>.+), (?<what>attendu, pas encore commencé|brouillon|fin de la relecture|document final|document final paru|rencontre|rencontre tenue)$/u,
  },
];

/** What a page of the year leaves out: a line for each date, a sentence for each piece of work, a line for each day of the fortnight. */
export function leftOutOfYear(context: Context): string[] {
  const { before, today } = context;
  const rows = before.filter((line) =>
    /^[^–|]+ – .+, (attendu, pas encore commencé|brouillon|fin de la relecture|document final|rencontre)$/.test(line),
  );
  const dates = datesOf(context).filter(({ date, late }) => date.slice(0, 4) === today.slice(0, 4) || late).length;
  const unsaid = worksOf(context).filter(({ doc }) => !before.some((line) => line.includes(`« ${doc.title} »`)));
  const due = soon(context);
  const told = before.filter((line) => whats.some(([, words]) => line.endsWith(`, ${words}`) && !line.includes(" – ")));
  return [
    ...(rows.length === dates ? [] : [`${rows.length} dates by action instead of ${dates}`]),
    ...unsaid.map(({ doc }) => `what others owe of ${doc.title}`),
    ...(told.length === due.length ? [] : [`${told.length} dates instead of ${due.length}`]),
    ...leftOutOfChased(context),
  ];
}

export const yearPages: Record<string, Sentence[]> = { year };

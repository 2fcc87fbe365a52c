import { decisionsChased, decisionsOfOthers, leftOutOfChased } from "./decisions.ts";
import { awaits, currentRound, daysFrom, type Facts, isReady, lastDay, openIn, owes, stageOf } from "./facts.ts";
import { gatheringsAt } from "./meetings.ts";
import { office } from "./office.ts";
import { chaseSentences } from "./page-deliverable.ts";
import { isOfficeDay, isOwed, owedPattern } from "./page-lists.ts";
import { isSoon, ownMeetings, ownToRecord } from "./page-meetings.ts";
import { presentIn, programmesAt, standingOf } from "./programmes.ts";
import { type Context, type Sentence, says } from "./reader.ts";
import { fullName, isOn, plain, titled } from "./words.ts";

/** The coordinator's year. */

const mine = "À vous";
const others = "Aux autres";
const ahead = "Dans les quinze jours";
const table = "Les dates, par action";

/** Who owes something, by the name that a heading gives. */
const owing = ({ archive, all, heading }: Context) =>
  archive.people.find((person) => fullName(person) === heading && all.some((doc) => owes(doc, person.id).length > 0));

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
  ["draft", "Brouillon attendu le {date}"],
  ["review", "Relecture jusqu’au {date}"],
  ["final", "Document final attendu le {date}"],
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
    programmes.flatMap(({ id, actions: all }) =>
      all.flatMap(({ id: action, title }) =>
        status === "planned" && actions.includes(`${id}/${action}`)
          ? [{ action: plain(title), title: "Séminaire interne", what: "rencontre", date, late: date < today }]
          : [],
      ),
    ),
  );
  return [...expected, ...all.filter(isOpen).flatMap((doc) => stepsOf(doc, today)), ...meetings];
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

const year: Sentence[] = [
  ...ownMeetings,
  ...chaseSentences,
  ...decisionsChased,
  says("{who}", (context, { who }) => context.heading === who && owing(context) !== undefined),
  says("Rien pour l’instant.", (context) => {
    const { all, reader, heading } = context;
    const owed = (doc: Facts) => owes(doc, reader!.id).length > 0;
    const waits = (doc: Facts) =>
      coordinates(context, doc) && Object.values(office).some((check) => check(context, { title: doc.title }));
    if (heading === mine) return !all.some((doc) => owed(doc) || waits(doc)) && ownToRecord(context).length === 0;
    if (heading === others)
      return (
        all.every((doc) => context.present!.every((id) => id === reader!.id || owes(doc, id).length === 0)) &&
        decisionsOfOthers(context).length === 0
      );
    return heading === ahead
      ? soon(context).length === 0 && !gatheringsAt(context).some((each) => isSoon(context, each))
      : heading === table && datesOf(context).length === 0;
  }),
  ...Object.entries(office).map(([words, check]) =>
    says(`{title} – ${words} (échéance : {date})`, (context, said) => {
      const doc = titled(context, said.title ?? "");
      const waits = doc !== undefined && coordinates(context, doc) && check(context, said);
      return context.heading === mine && waits && isOfficeDay(context, said);
    }),
  ),
  ...whats.map(([what, words]) =>
    says(`{title} – ${words}`, (context, { title, date }) =>
      soon(context).some(
        (each) =>
          context.heading === ahead && each.what === what && each.doc.title === title && isOn(context, each.date, date),
      ),
    ),
  ),
  {
    ...says("{title} – {what} ({parts}), pour le {date}, {late}", (context, { title = "", ...said }) => {
      const doc = titled(context, title);
      const person = context.heading === mine ? context.reader : owing(context);
      return doc !== undefined && person !== undefined && isOwed(context, doc, person.id, said);
    }),
    pattern: new RegExp(`^(?<title>.+?) – ${owedPattern}$`, "u"),
  },
  says(
    "{action}",
    (context, { action }) => context.heading === action && datesOf(context).some((each) => each.action === action),
  ),
  {
    ...says("{date} – {late}{title}, {what}", (context, { date, late, title, what }) =>
      datesOf(context).some(
        (each) =>
          each.action === context.heading &&
          each.title === title &&
          each.what === what &&
          (each.said === undefined ? isOn(context, each.date, date) : each.said === date) &&
          each.late === (late !== undefined),
      ),
    ),
    pattern:
      /^(?<date>[^–]+) – (?<late>En retard )?(?<title>.+), (?<what>attendu, pas encore commencé|brouillon|fin de la relecture|document final|rencontre)$/u,
  },
];

/** What a page of the year leaves out: a line for each date, one for each thing owed. */
export function leftOutOfYear(context: Context): string[] {
  const { all, before, archive } = context;
  const rows = before.filter((line) =>
    /, (attendu, pas encore commencé|brouillon|fin de la relecture|document final|rencontre)$/.test(line),
  );
  const dates = datesOf(context).length;
  const owed = all.flatMap((doc) => archive.people.flatMap(({ id }) => owes(doc, id)));
  const said = before.filter((line) => new RegExp(`^.+? – ${owedPattern}$`, "u").test(line)).length;
  const due = soon(context).length;
  const told = before.filter((line) => whats.some(([, words]) => line.includes(` – ${words.replace("{date}", "")}`)));
  return [
    ...(rows.length === dates ? [] : [`${rows.length} dates by action instead of ${dates}`]),
    ...(said === owed.length ? [] : [`${said} things owed instead of ${owed.length}`]),
    ...(told.length === due ? [] : [`${told.length} dates instead of ${due}`]),
    ...leftOutOfChased(context),
  ];
}

export const yearPages: Record<string, Sentence[]> = { year };

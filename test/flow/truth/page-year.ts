import { awaits, daysFrom, type Facts, lastDay, openIn, owes } from "./facts.ts";
import { office } from "./office.ts";
import { chaseSentences } from "./page-deliverable.ts";
import { isOfficeDay, isOwed, owedPattern } from "./page-lists.ts";
import { type Context, type Sentence, says } from "./reader.ts";
import { fullName, isOn, titled } from "./words.ts";

/** The coordinator's year. */

const mine = "À vous";
const others = "Aux autres";
const ahead = "Dans les quinze jours";
const table = "Les dates, par action";

/** Who owes something, by the name that a heading gives. */
const owing = ({ archive, all, heading }: Context) =>
  archive.people.find((person) => fullName(person) === heading && all.some((doc) => owes(doc, person.id).length > 0));

/** What is not over: neither withdrawn nor with its final documents. */
const isOpen = ({ withdrawn, outputs }: Facts) => withdrawn === undefined && outputs === undefined;

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

/** A date of the table, or that there is none. */
const isDay = (context: Context, date: string | undefined, said = "") =>
  date === undefined ? said === "–" : isOn(context, date, said);

const year: Sentence[] = [
  ...chaseSentences,
  says("{who}", (context, { who }) => context.heading === who && owing(context) !== undefined),
  says("Rien pour l’instant.", (context) => {
    const { all, reader, heading } = context;
    const owed = (doc: Facts) => owes(doc, reader!.id).length > 0;
    const waits = (doc: Facts) =>
      coordinates(context, doc) && Object.values(office).some((check) => check(context, { title: doc.title }));
    if (heading === mine) return !all.some((doc) => owed(doc) || waits(doc));
    if (heading === others)
      return all.every((doc) => context.present!.every((id) => id === reader!.id || owes(doc, id).length === 0));
    return heading === ahead ? soon(context).length === 0 : heading === table && !all.some(isOpen);
  }),
  ...Object.entries(office).map(([words, check]) =>
    says(
      `{title} – ${words} (${words.startsWith("le séminaire") ? "il était le" : "échéance :"} {date})`,
      (context, said) => {
        const doc = titled(context, said.title ?? "");
        const waits = doc !== undefined && coordinates(context, doc) && check(context, said);
        return context.heading === mine && waits && isOfficeDay(context, said);
      },
    ),
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
    "Action du programme | Titre | Brouillon attendu le | Relecture close le | Document final attendu le",
    ({ heading }) => heading === table,
  ),
  says("{action} | {title} | {draft} | {review} | {final}", (context, { action, title = "", draft, review, final }) => {
    const doc = titled(context, title);
    if (!doc || !isOpen(doc) || context.heading !== table) return false;
    const round = openIn(doc);
    return (
      doc.action === action &&
      isDay(context, doc.due.draft, draft) &&
      isDay(context, round ? lastDay(round.deadline) : doc.due.review, review) &&
      isDay(context, doc.due.final, final)
    );
  }),
];

/** What a page of the year leaves out: a row for each document that is open, a line for each thing owed. */
export function leftOutOfYear(context: Context): string[] {
  const { all, before, archive } = context;
  const rows = all.filter(isOpen).filter(({ title }) => !before.some((line) => line.includes(` | ${title} | `)));
  const owed = all.flatMap((doc) => archive.people.flatMap(({ id }) => owes(doc, id)));
  const said = before.filter((line) => new RegExp(`^.+? – ${owedPattern}$`, "u").test(line)).length;
  const due = soon(context).length;
  const told = before.filter((line) => whats.some(([, words]) => line.includes(` – ${words.replace("{date}", "")}`)));
  return [
    ...rows.map(({ title }) => `no row of ${title}`),
    ...(said === owed.length ? [] : [`${said} things owed instead of ${owed.length}`]),
    ...(told.length === due ? [] : [`${told.length} dates instead of ${due}`]),
  ];
}

export const yearPages: Record<string, Sentence[]> = { year };

import { type Facts, type Given, lastDay, type Owed, openIn, owes } from "./facts.ts";
import { type Check, type Context, type Sentence, says } from "./reader.ts";
import { isOn, titled, until } from "./words.ts";

/** What mails of several kinds say alike. */

export const isDoc = ({ doc }: Context, title = "") => doc?.title === title;
export const isMine = ({ round, reader }: Context) =>
  reader !== undefined && round?.reviewers.includes(reader.id) === true;
export const isOpen = ({ doc, round }: Context) => doc !== undefined && round !== undefined && openIn(doc) === round;
/** A round runs until a day that has not passed. */
export const runs = (context: Context, said = "") =>
  isOpen(context) && until(context, said) && lastDay(context.round!.deadline) >= context.today;
export const ran = (context: Context, said = "") =>
  isOpen(context) && until(context, said) && lastDay(context.round!.deadline) < context.today;

/** All that the reader owes, of all deliverables or of one, by its day. */
export function owed({ all, reader }: Context, doc?: Facts): (Owed & { doc: Facts })[] {
  const things = (doc ? [doc] : all).flatMap((each) => owes(each, reader!.id).map((one) => ({ ...one, doc: each })));
  return things.toSorted((a, b) => ((a.date ?? "9") < (b.date ?? "9") ? -1 : 1));
}

const works: Record<string, Owed["what"]> = {
  brouillon: "draft",
  "nouvelle version": "answer",
  "remarques à traiter": "dispositions",
  "brouillon à soumettre": "submission",
  relecture: "review",
};

/** Whether the reader owes this of a deliverable, by that day. */
export function isOwed(
  context: Context,
  title: string,
  what: string | undefined,
  date: string,
  parts?: string,
): boolean {
  const doc = titled(context, title);
  const things = doc ? owed(context, doc) : [];
  return things.some(
    (thing) =>
      (what === undefined ? thing.what === "review" : thing.what === works[what]) &&
      isOn(context, thing.date, date) &&
      (parts === undefined ? thing.parts.length === 0 : thing.parts.join(", ") === parts),
  );
}

/** What the letter is about, of one thing. */
export const owesOne =
  (what: Owed["what"], more: Check = () => true): Check =>
  (context, found) =>
    owed(context, context.doc).some((thing) => thing.what === what && isOn(context, thing.date, found.date)) &&
    more(context, found);

/** The number of things, and the day of the first. */
export const severalOwed =
  (only?: Owed["what"]): Check =>
  (context, { n = "", date }) => {
    const things = owed(context).filter(({ what }) => !only || what === only);
    const [first] = things;
    return things.length >= Number(n) && things.some((thing) => isOn(context, thing.date, date)) && first !== undefined;
  };

/** The opinion that a letter is about: by its receipt's number, or by who gave it and when. */
export const given = new WeakMap<Context, Given>();

export const roundGiven = (context: Context) =>
  context.doc?.rounds.find((round) => round.given.includes(given.get(context)!));

/** The round that was closed last. */
export const closed = ({ doc }: Context) => doc?.rounds.findLast((round) => round.closed)?.closed;
export const outcome =
  (wanted: string): Check =>
  (context, { title }) =>
    closed(context)?.outcome === wanted && (title === undefined || isDoc(context, title));

/** A sentence that ends with how the round stands. */
export function standings(template: string, check: Check): Sentence[] {
  const ends: [string, Check][] = [
    ["la relecture court jusqu’au {date}", (context, { date }) => runs(context, date)],
    ["l’échéance du {date} est passée, mais la relecture reste ouverte", (context, { date }) => ran(context, date)],
    ["la relecture est close", (context) => !isOpen(context)],
  ];
  return ends.map(([end, holds]) =>
    says(template.replace("{standing}", end), (context, found) => check(context, found) && holds(context, found)),
  );
}

import type { Details } from "../errors.ts";
import { monthNamed } from "../i18n/dates.ts";
import { type Period, periodOf } from "../time/period.ts";
import type { OrganisationId } from "../values.ts";
import { type Action, type Expected, type Programme, presentActions, type Unit } from "./state.ts";

/**
 * Something that an action says in two ways, for a person to look at: nothing is refused for it. `section`: the part of the
 * action's page that says it; `details`: the words, as `doubt-<code>` of the catalogue takes them.
 */
export type Doubt = { action: string; title: string; section: Section; code: DoubtCode; details: Details };
export type Section = "interventions" | "results" | "steering" | "payment" | "expected";
export type DoubtCode =
  | "not-expected"
  | "nothing-expected"
  | "date-outside"
  | "date-against"
  | "quantity"
  | "steering"
  | "funding";

/** An organisation as words may name it. */
type Named = { id: OrganisationId; short: string };
type Found = Omit<Doubt, "action" | "title">;

/** What a programme contradicts itself in, action by action. Pure. */
export function lint(programme: Period & Pick<Programme, "actions">, organisations: readonly Named[]): Doubt[] {
  return presentActions(programme).flatMap((action) => {
    const period = action.period ?? programme;
    const found = [
      ...documentDoubts(action),
      ...dateDoubts(action, period),
      ...fundingDoubts(action),
      ...quantityDoubts(action),
      ...steeringDoubts(action, organisations),
    ];
    return found.map((each) => ({ action: action.id, title: action.title, ...each }));
  });
}

/** What a matrix calls documents, with what says which one: "note finale", "fiches expérience", "dossier ressources". */
const documentName =
  /\b(?:(?:notes?|synthesis note|framing note)(?: (?:de (?:cadrage|synthese|capitalisation)|finale?s?|intermediaires?|provisoires?))?|points? de vue|documents? de synthese|dossiers?(?: ressources?)?|fiches?(?: (?:d'|d’)?experiences?)?|(?:final|interim) notes?|reports?|rapports?)\b/g;

/** Documents that the types of intervention or the results name, and that are not expected by that name. */
function documentDoubts({ interventions, results, expected }: Action): Found[] {
  return Object.entries({ interventions, results }).flatMap(([name, lines]): Found[] => {
    const section = name as "interventions" | "results";
    const named = [...new Set(lines.flatMap((line) => namesIn(line)))];
    const missing = named.filter((each) => !expected.some((item) => isNamedIn(each, item)));
    if (missing.length === 0) return [];
    const details = {
      named: missing.join(", "),
      expected: expected
        .filter(isDocument)
        .map(({ title }) => title)
        .join(", "),
    };
    return [{ section, code: details.expected === "" ? "nothing-expected" : "not-expected", details }];
  });
}

function isDocument({ what }: Expected): boolean {
  return what !== "meeting";
}

/** As they are written, in the order of the line. */
function namesIn(line: string): string[] {
  return [...folded(line).matchAll(documentName)].map(({ index, 0: name }) => line.slice(index, index + name.length));
}

function isNamedIn(name: string, { title }: Expected): boolean {
  const words = wordsOf(title);
  return wordsOf(name).every((word) => words.includes(word));
}

/** Words of three letters and more, without accents and the mark of plural: "note", "experience". */
function wordsOf(text: string): string[] {
  const words = folded(text).match(/[a-z]{3,}/g) ?? [];
  return words.map((word) => word.replace(/s$/, ""));
}

/** Letter for letter, so that places in it are places in the text. */
function folded(text: string): string {
  return text.replace(/./gsu, (letter) => {
    const plain = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.length === letter.length ? plain : letter;
  });
}

/** "(mars)", "nov 2008": a month that stands alone or with its year. */
const monthWritten =
  /\b((?:jan|fe[bv]|mar|a[pv]r|ma[iy]|ju[iln]|aou|aug|sep|oct|nov|dec)[a-z]{0,6})\.?(?: (\d{4}))?\b/g;

function dateDoubts({ interventions, results, expected }: Action, period: Period): Found[] {
  const written = Object.entries({ interventions, results }).flatMap(([section, lines]) =>
    lines.flatMap((line) => monthsIn(line, period, expected).map((each) => ({ ...each, section: section as Section }))),
  );
  const late = expected.flatMap(({ title, when }): Found[] =>
    when && !overlaps(when, period)
      ? [{ section: "expected", code: "date-outside", details: { date: `${title}, ${when.said}`, ...period } }]
      : [],
  );
  return [...written, ...late];
}

/** Months of a line that lie outside the period, or elsewhere than the date of the document named just before. */
function monthsIn(line: string, period: Period, expected: readonly Expected[]): Omit<Found, "section">[] {
  const plain = folded(line);
  return [...plain.matchAll(monthWritten)].flatMap(
    ({ index, 0: all, 1: word = "", 2: year }): Omit<Found, "section">[] => {
      const month = monthNamed(word) ?? shortMonth(word);
      if (month === undefined) return [];
      const years = year === undefined ? [period.from, period.until].map((day) => day.slice(0, 4)) : [year];
      const meant = years.map((each) => periodOf({ year: Number(each), month, months: 1 }));
      const date = line.slice(index, index + all.length);
      if (!meant.some((each) => overlaps(each, period)))
        return [{ code: "date-outside", details: { date, ...period } }];
      const name = namesIn(line.slice(0, index)).at(-1);
      const item = name && expected.find((each) => isNamedIn(name, each) && each.when);
      if (!item || meant.some((each) => overlaps(each, item.when!))) return [];
      return [{ code: "date-against", details: { date, named: name, title: item.title, when: item.when!.said } }];
    },
  );
}

/** Months as tables shorten them, in French then English. */
const shortMonths = [
  ["janv", "jan"],
  ["fevr", "fev", "feb"],
  ["mar"],
  ["avr", "apr"],
  [],
  [],
  ["juil", "jul"],
  ["aug"],
  ["sept", "sep"],
  ["oct"],
  ["nov"],
  ["dec"],
];

function shortMonth(word: string): number | undefined {
  const index = shortMonths.findIndex((names) => names.includes(word));
  return index < 0 ? undefined : index + 1;
}

function overlaps(one: Period, other: Period): boolean {
  return one.from <= other.until && one.until >= other.from;
}

/** "Financement interne" is none of the matrix's "no funding": it is paid by somebody. */
function fundingDoubts({ funding }: Action): Found[] {
  if (!("none" in funding)) return [];
  const said = folded(funding.none);
  const pays = /\b(?:financement|funding|finance)\b/.test(said) && !/\b(?:pas de|sans|aucun|no|without)\b/.test(said);
  return pays ? [{ section: "payment", code: "funding", details: { words: funding.none } }] : [];
}

/** A quantity as payment words have it: "14 jours prévus", "4 j". */
const quantities: readonly [Unit, RegExp][] = [
  ["day", /(\d+(?:[.,]\d+)?) ?(?:j|jours?|days?)\b/],
  ["hour", /(\d+(?:[.,]\d+)?) ?(?:h|heures?|hours?)\b/],
  ["mission", /(\d+(?:[.,]\d+)?) missions?\b/],
];

function quantityDoubts({ payment }: Action): Found[] {
  return payment.flatMap(({ words, unit, planned }): Found[] => {
    const pattern = quantities.find(([of]) => of === unit)?.[1];
    const [, said] = pattern?.exec(folded(words)) ?? [];
    if (said === undefined || planned === undefined || Math.round(Number(said.replace(",", ".")) * 100) === planned)
      return [];
    return [{ section: "payment", code: "quantity", details: { words, planned: planned / 100 } }];
  });
}

/** An organisation that steering words name as a whole word, and that is not among those that steer. */
function steeringDoubts({ steering: { words = "", organisations } }: Action, known: readonly Named[]): Found[] {
  const said = ` ${words.replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  return known.flatMap(({ id, short }): Found[] =>
    said.includes(` ${short.replace(/[^\p{L}\p{N}]+/gu, " ")} `) && !organisations.includes(id)
      ? [{ section: "steering", code: "steering", details: { words, organisation: short } }]
      : [],
  );
}

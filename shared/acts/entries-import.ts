import { pastFault } from "../agreement/faults.ts";
import { isCalled } from "../agreement/naming.ts";
import { type Agreement, isMoney, presentTerms, type Term } from "../agreement/state.ts";
import type { Asker } from "../chain/event.ts";
import { hashOf, plain } from "../chain/hash.ts";
import { organisationHolder, organisationOf } from "../deliverable/holder.ts";
import type { Refused } from "../errors.ts";
import { readMoney } from "../i18n/amounts.ts";
import { type Language, languages } from "../i18n/languages.ts";
import { ledgerTexts } from "../i18n/ledger.ts";
import { entryFaults } from "../ledger/faults.ts";
import { type Offered, termsFor } from "../ledger/offered.ts";
import { type AskedEntry, isWithin, ledgerId, monthOf } from "../ledger/state.ts";
import { readQuantity } from "../ledger/written.ts";
import { foldWords, tidyName } from "../name.ts";
import type { Ports, Store } from "../ports.ts";
import { meant } from "../programme/file/words.ts";
import type { ActionRef, Unit } from "../programme/state.ts";
import { entriesInLedger, loadLedger } from "../stored/ledger.ts";
import type { Organisation } from "../stored/organisation.ts";
import type { Person } from "../stored/person.ts";
import { putText } from "../stored/text.ts";
import { writtenDay } from "../time/written-day.ts";
import type { Hash, Holder, LocalDate, OrganisationId } from "../values.ts";
import { derivedId, type Entered, enterLines, type Line } from "./entering.ts";
import { type EntriesFault, type ListedEntry, readEntriesList } from "./entries-list.ts";

/**
 * What the names of a list mean to who sends it: agreements, organisations and people. `own`: the only holder for whom they may enter;
 * undefined: they may for all.
 */
export type Known = {
  offered: readonly Offered[];
  organisations: readonly Organisation[];
  people: readonly Person[];
  own?: Holder;
  today: LocalDate;
  /** In which numbers are written. */
  language: Language;
};

/** What is wrong on a line of a list; `word`: what stands there; `refused`: as an entry is refused when it is made. */
export type ImportFault = EntriesFault | { line: number; code: WordFault; word?: string } | Refusing;
type Refusing = { line: number; code: "refused"; refused: Refused };
type WordFault =
  | ("agreement" | "agreement-several" | "action" | "action-missing" | "term" | "term-several" | "unit" | "quantity")
  | (
      | ("amount" | "sign" | "sign-count")
      | "nothing"
      | "organisation"
      | "organisation-missing"
      | "not-yours"
      | "person"
      | "person-several"
      | ("note" | "state")
    );

/** A line of a list that was understood: the entry that it becomes, or is by now (`there`), and its note, which is kept only then. */
export type Understood = Row & { id: string; there: boolean };
type Row = Omit<Line, "id" | "note"> & { line: number; note: string; of: Term; refused: Refused[] };

const longestNote = 500;

/**
 * Understands a list of entries: all lines, or all faults, each on its line. Nothing is stored. A line that stands already as it is said here,
 * its note aside, is that entry, however it was made: a list that is sent again, that grew, or that an export wrote enters what is new in it.
 * `left`: lines that say that they were undone, or undo another, which count for nothing.
 */
export async function understandEntries(
  store: Store,
  text: string,
  known: Known,
): Promise<{ lines: Understood[]; left: number; faults: ImportFault[] }> {
  const { entries, faults } = await readEntriesList(text);
  const refusedWith = (faults: ImportFault[]) => ({ lines: [], left: 0, faults });
  if (faults.length > 0) return refusedWith(faults);
  const counting = entries.filter(({ state }) => !notCounting.has(foldWords(state)));
  const read = counting.map((entry) => readEntry(entry, known));
  const lines = await named(
    store,
    read.flatMap((each) => (Array.isArray(each) ? [] : each)),
  );
  const refusals = lines.flatMap(({ line, there, refused }) =>
    there ? [] : refused.map((each) => refusing(line, each)),
  );
  const wrong: ImportFault[] = [...read.flatMap((each) => (Array.isArray(each) ? each : [])), ...refusals];
  if (wrong.length === 0) wrong.push(...(await fullLedgers(store, lines)));
  if (wrong.length > 0) return refusedWith(wrong.toSorted((a, b) => a.line - b.line));
  return { lines, left: entries.length - counting.length, faults: [] };
}

/** What an export writes of lines that count for nothing, in whichever language. */
const notCounting = new Set(
  languages.flatMap((language) => (["undone", "counter"] as const).map((key) => foldWords(ledgerTexts[language][key]))),
);

/**
 * Rows by the entries that they are. Of equal rows so many are there as equal lines stand; each other is named by what it says and its turn
 * among all lines that ever said so, so that the same list sent twice at once is one, and one that was undone may be entered again.
 */
async function named(store: Store, rows: readonly Row[]): Promise<Understood[]> {
  const found: Understood[] = [];
  for (const [id, group] of Map.groupBy(rows, (row) => ledgerId({ ...row, month: monthOf(row.date) }))) {
    const lines = (await entriesInLedger(store, id)).filter(({ undoes }) => undoes === undefined);
    for (const [meaning, equal] of Map.groupBy(group, (row) => meaningOf(row, row.of))) {
      const ever = lines.filter((line) => meaningOf(line, equal[0]!.of) === meaning);
      const standing = ever.filter(({ undone }) => !undone);
      const turn = (rank: number) => derivedId("list", { meaning, turn: ever.length - standing.length + rank });
      found.push(
        ...equal.map((row, rank) => {
          const there = standing[rank];
          return { ...row, id: there?.id ?? turn(rank), there: there !== undefined };
        }),
      );
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

/** What a line says; where its term has a rate, what it comes to follows from it. */
function meaningOf(
  { agreement, holder, date, action, term, person, quantity, cents = 0 }: Omit<Line, "id">,
  of: Term,
): Hash {
  const rated = of.rate !== undefined && !isMoney(of.unit);
  return hashOf(plain({ agreement, holder, date, action, term, person, quantity, cents: rated ? undefined : cents }));
}

/** Enters what was understood of a list and is not there, notes too. Sent again, it enters what is left. Throws as `enterLines`. */
export async function importEntries(
  ports: Pick<Ports, "store" | "files" | "clock" | "ids">,
  by: Asker,
  understood: readonly Understood[],
  today: LocalDate,
): Promise<Entered> {
  const lines: Line[] = [];
  const news = understood.filter(({ there }) => !there);
  for (const { line: _, of: __, there: ___, refused: ____, note, ...rest } of news)
    lines.push({ ...rest, ...(note !== "" && { note: await putText(ports, note) }) });
  const { entered, there } = await enterLines(ports, by, lines, today);
  return { entered, there: there + understood.length - news.length };
}

/** Lines that their ledgers have no room for: the first of each is named. */
async function fullLedgers(store: Store, lines: readonly Understood[]): Promise<Refusing[]> {
  const groups = Map.groupBy(lines, (line) => ledgerId({ ...line, month: monthOf(line.date) }));
  const found: Refusing[] = [];
  for (const [id, group] of groups) {
    const ledger = (await loadLedger(store, id))?.state ?? { entries: [] };
    const news = group.filter(({ there }) => !there);
    const entries = news.map(({ cents = 0, note, ...entry }) => ({ ...entry, cents, note: note && hashOf({ note }) }));
    if (!isWithin(ledger.entries, entries))
      found.push({ line: group[0]!.line, code: "refused", refused: { code: "ledger-full", details: {} } });
  }
  return found;
}

/** A line as an entry, or all that is wrong on it: of each column what does not follow from another's fault. */
function readEntry(entry: ListedEntry, known: Known): Row | ImportFault[] {
  const at = (fault: MeantFault) => ({ line: entry.line, ...fault });
  if (entry.state !== "") return [at({ code: "state", word: entry.state })];
  const paid = paidMeant(entry, known);
  const holder = holderMeant(entry, known);
  const amounts = "code" in paid ? undefined : amountsIn(entry, paid.term, paid.of.currency, known.language);
  const noted = noteIn(entry);
  const wrong = [paid, holder, amounts ?? {}, noted].flatMap((each) => ("code" in each ? at(each) : []));
  const date = writtenDay(entry.date);
  if (wrong.length > 0 || "code" in paid || "code" in holder || !amounts || "code" in amounts || "code" in noted) {
    const past = pastFault(date, known.today);
    return past ? [...wrong, refusing(entry.line, { code: past.code, details: {} })] : wrong;
  }
  const { of, term, action } = paid;
  const asked = {
    date,
    action,
    term: term.id,
    ...amounts,
    ...(holder.person !== undefined && { person: holder.person }),
  };
  const place = { agreement: of.id, holder: holder.holder, month: monthOf(date), today: known.today };
  const settled = of.stage === "settled" ? [{ code: "agreement-settled" as const, details: {} }] : [];
  const refused = [...settled, ...entryFaults(of, { id: "row", ...asked }, place)];
  return { ...asked, line: entry.line, note: noted.note, of: term, agreement: of.id, holder: holder.holder, refused };
}

function noteIn({ note: word }: ListedEntry): { note: string } | MeantFault {
  const note = tidyName(word);
  return note === undefined || note.length > longestNote ? { code: "note" } : { note };
}

function refusing(line: number, refused: Refused): Refusing {
  return { line, code: "refused", refused };
}

type Paid = { of: Agreement; term: Term; action: ActionRef };

/** By which agreement, which of its terms, for which action a line is paid. */
function paidMeant(entry: ListedEntry, known: Known): Paid | MeantFault {
  const offered = oneOf(known.offered.filter(({ agreement }) => isCalled(agreement, entry.agreement)));
  if (typeof offered === "string")
    return { code: offered === "none" ? "agreement" : "agreement-several", word: entry.agreement };
  const named = entry.action === "" ? undefined : actionNamed(offered, entry.action);
  if (entry.action !== "" && !named) return { code: "action", word: entry.action };
  const term = termMeant(offered, entry.term, named);
  if (typeof term === "string") return { code: term === "none" ? "term" : "term-several", word: entry.term };
  const action = named ?? actionOf(offered, term);
  if (action === undefined) return { code: "action-missing" };
  if (entry.unit && !isUnit(entry.unit, term.unit)) return { code: "unit", word: entry.unit };
  return { of: offered.agreement, term, action };
}

/** By its words or its id, among those for the action where that is said: two terms may be called alike. */
function termMeant({ agreement }: Offered, word: string, action: ActionRef | undefined): Term | "none" | "several" {
  const among = action === undefined ? presentTerms(agreement) : termsFor(agreement, action);
  const byId = among.find(({ id }) => id === word);
  return byId ?? oneOf(among.filter(({ words }) => foldWords(words) === foldWords(word)));
}

/** By its title or its name. */
function actionNamed({ actions }: Offered, word: string): ActionRef | undefined {
  const named = oneOf(actions.filter(({ ref, title }) => ref === word || foldWords(title) === foldWords(word)));
  return typeof named === "string" ? undefined : named.ref;
}

/** Where none is named: that of the term, or the only one there is. */
function actionOf({ actions }: Offered, term: Term): ActionRef | undefined {
  const fitting = actions.filter(({ ref }) => term.action === undefined || ref === term.action);
  return fitting.length === 1 ? fitting[0]!.ref : undefined;
}

const shortUnits: Record<string, Unit> = { h: "hour", j: "day", d: "day" };

/** "jour", "jours", "j": as programmes call it, in whichever language. */
function isUnit(word: string, unit: Unit): boolean {
  return [shortUnits[foldWords(word)], meant("unit", word), meant("unit", word.replace(/s$/i, ""))].includes(unit);
}

type Meant = { holder: Holder; person?: string };
type MeantFault = { code: WordFault; word?: string };

/** Whose line it is: an organisation, with or without one of its people, or a person of none. */
function holderMeant({ organisation: word, person }: ListedEntry, known: Known): Meant | MeantFault {
  const organisation = known.organisations.find(({ short, name }) =>
    [short, name].some((each) => word !== "" && foldWords(each) === foldWords(word)),
  );
  if (word !== "" && !organisation) return { code: "organisation", word };
  const own = organisation && organisationHolder(organisation.id);
  if (person === "") {
    const holder = own ?? known.own;
    if (holder === undefined) return { code: "organisation-missing" };
    return mayBe(holder, known) ? { holder } : { code: "not-yours", word };
  }
  const somebody = personMeant(known, person, organisation?.id);
  if ("code" in somebody) return somebody;
  const holder = organisationOf(somebody) ?? somebody.id;
  return mayBe(holder, known) ? { holder, person: somebody.id } : { code: "not-yours", word: person };
}

function mayBe(holder: Holder, { own }: Known): boolean {
  return own === undefined || holder === own;
}

/** By their name, among the people of the organisation that is said; of those who send for themselves alone, among their own. */
function personMeant({ people, own }: Known, word: string, organisation?: OrganisationId): Person | MeantFault {
  const all = people.filter((person) => !person.removed && foldWords(person.name) === foldWords(word));
  const near = organisation === undefined ? all : all.filter(({ belongs }) => belongs === organisation);
  const ours = own === undefined ? near : near.filter((person) => (organisationOf(person) ?? person.id) === own);
  const found = oneOf(ours.length > 0 ? ours : near);
  if (typeof found !== "string") return found;
  return { code: found === "none" ? "person" : "person-several", word };
}

/** What is counted, what was spent, or both where they agree, as an export writes them. */
function amountsIn(
  { quantity: counted, amount: spent }: ListedEntry,
  { unit }: Term,
  currency: string,
  language: Language,
): Pick<AskedEntry, "quantity" | "cents"> | MeantFault {
  if (counted === "" && spent === "") return { code: "nothing" };
  const quantity = counted === "" ? undefined : readQuantity(language, counted, unit);
  const cents = spent === "" ? undefined : readMoney(language, spent, currency);
  if (typeof quantity === "object") return { code: "sign-count", word: counted };
  if (typeof cents === "object") return { code: "sign", word: spent };
  if (counted !== "" && quantity === undefined) return { code: "quantity", word: counted };
  if (spent !== "" && cents === undefined) return { code: "amount", word: spent };
  return { ...(quantity !== undefined && { quantity }), ...(cents !== undefined && { cents }) };
}

function oneOf<T>(found: readonly T[]): T | "none" | "several" {
  if (found.length > 1) return "several";
  return found[0] ?? "none";
}

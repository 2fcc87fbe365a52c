import { presentTerms, type Term } from "../agreement/state.ts";
import type { Asker } from "../chain/event.ts";
import { hashOf } from "../chain/hash.ts";
import { organisationHolder, organisationOf } from "../deliverable/holder.ts";
import type { Refused } from "../errors.ts";
import { readMoney } from "../i18n/amounts.ts";
import type { Language } from "../i18n/languages.ts";
import { entryFault } from "../ledger/faults.ts";
import { type Offered, termsFor } from "../ledger/offered.ts";
import { type AskedEntry, entryOf, isWithin, ledgerId, monthOf } from "../ledger/state.ts";
import { readQuantity } from "../ledger/written.ts";
import { foldWords, tidyName } from "../name.ts";
import type { Ports, Store } from "../ports.ts";
import { meant } from "../programme/file/words.ts";
import type { ActionRef, Unit } from "../programme/state.ts";
import { loadLedger } from "../stored/ledger.ts";
import type { Organisation } from "../stored/organisation.ts";
import type { Person } from "../stored/person.ts";
import { putText } from "../stored/text.ts";
import { writtenDay } from "../time/written-day.ts";
import type { Holder, LocalDate, OrganisationId } from "../values.ts";
import { type Entered, enterLines, type Line } from "./entering.ts";
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
      | "note"
    );

/** A line of a list that was understood: what will be entered, and its note, which is kept only then. */
export type Understood = Line & { line: number; note: string; of: Term };

const longestNote = 500;

/**
 * Understands a list of entries: all lines, or all faults, each on its line. Nothing is stored. An id is of the text of the whole list and
 * of a line, so that the same list sent twice is entered once.
 */
export async function understandEntries(
  store: Store,
  text: string,
  known: Known,
): Promise<{ lines: Understood[]; faults: ImportFault[] }> {
  const { entries, faults } = await readEntriesList(text);
  if (faults.length > 0) return { lines: [], faults };
  const list = hashOf(Buffer.from(text.replace(/\r\n?/g, "\n"))).slice(0, 24);
  const read = entries.map((entry) => readEntry(entry, known, list));
  const wrong = read.flatMap((each) => ("code" in each ? each : []));
  const lines = read.flatMap((each) => ("code" in each ? [] : each));
  if (wrong.length === 0) wrong.push(...(await fullLedgers(store, lines)));
  return wrong.length > 0 ? { lines: [], faults: wrong } : { lines, faults: [] };
}

/** Enters what was understood of a list, notes too. Sent again, it enters what is left. Throws as `enterLines`. */
export async function importEntries(
  ports: Pick<Ports, "store" | "files" | "clock" | "ids">,
  by: Asker,
  understood: readonly Understood[],
  today: LocalDate,
): Promise<Entered> {
  const lines: Line[] = [];
  for (const { line: _, of: __, note, ...rest } of understood)
    lines.push({ ...rest, ...(note !== "" && { note: await putText(ports, note) }) });
  return enterLines(ports, by, lines, today);
}

/** Lines that their ledgers have no room for: the first of each is named. */
async function fullLedgers(store: Store, lines: readonly Understood[]): Promise<Refusing[]> {
  const groups = Map.groupBy(lines, (line) => ledgerId({ ...line, month: monthOf(line.date) }));
  const found: Refusing[] = [];
  for (const [id, group] of groups) {
    const ledger = (await loadLedger(store, id))?.state ?? { entries: [] };
    const news = group.filter((line) => !entryOf(ledger, line.id));
    const entries = news.map(({ cents = 0, note, ...entry }) => ({ ...entry, cents, note: note && hashOf({ note }) }));
    if (!isWithin(ledger.entries, entries))
      found.push({ line: group[0]!.line, code: "refused", refused: { code: "ledger-full", details: {} } });
  }
  return found;
}

/** The first fault of a line is the one that is told of it: what comes after often follows from it. */
function readEntry(entry: ListedEntry, known: Known, list: string): Understood | ImportFault {
  const wrong = (code: WordFault, word?: string) => ({ line: entry.line, code, ...(word !== undefined && { word }) });
  const offered = oneOf(known.offered.filter(isCalled(entry.agreement)));
  if (typeof offered === "string")
    return wrong(offered === "none" ? "agreement" : "agreement-several", entry.agreement);
  const named = entry.action === "" ? undefined : actionNamed(offered, entry.action);
  if (entry.action !== "" && !named) return wrong("action", entry.action);
  const term = termMeant(offered, entry.term, named);
  if (typeof term === "string") return wrong(term === "none" ? "term" : "term-several", entry.term);
  const action = named ?? actionOf(offered, term);
  if (action === undefined) return wrong("action-missing");
  if (entry.unit && !isUnit(entry.unit, term.unit)) return wrong("unit", entry.unit);
  const holder = holderMeant(entry, known);
  if ("code" in holder) return wrong(holder.code, holder.word);
  const amounts = amountsIn(entry, term, offered.agreement.currency, known.language);
  if ("code" in amounts) return wrong(amounts.code, amounts.word);
  const note = tidyName(entry.note);
  if (note === undefined || note.length > longestNote) return wrong("note");
  const asked: AskedEntry = {
    ...{ id: `${list}-${entry.line}`, date: writtenDay(entry.date), action, term: term.id, ...amounts },
    ...(holder.person !== undefined && { person: holder.person }),
  };
  const place = { agreement: offered.agreement.id, holder: holder.holder, month: monthOf(asked.date) };
  const settled =
    offered.agreement.stage === "settled" ? { code: "agreement-settled" as const, details: {} } : undefined;
  const refused = settled ?? entryFault(offered.agreement, asked, { ...place, today: known.today });
  if (refused) return { line: entry.line, code: "refused", refused };
  return { ...asked, line: entry.line, note, of: term, agreement: place.agreement, holder: place.holder };
}

/** By its id, its reference or its title. */
function isCalled(word: string): (offered: Offered) => boolean {
  return ({ agreement: { id, reference, title } }) =>
    word !== "" && [id, reference, title].some((name) => name !== "" && foldWords(name) === foldWords(word));
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

import { html } from "hono/html";
import { enterLines, type Line } from "../../../shared/acts/entering.ts";
import { href } from "../../../shared/addresses.ts";
import { isMoney, termOf } from "../../../shared/agreement/state.ts";
import { organisationOf } from "../../../shared/deliverable/holder.ts";
import type { RefusalCode } from "../../../shared/errors.ts";
import { readMoney } from "../../../shared/i18n/amounts.ts";
import type { Choice } from "../../../shared/ledger/offered.ts";
import { ledgerId, monthOf } from "../../../shared/ledger/state.ts";
import { readQuantity } from "../../../shared/ledger/written.ts";
import { loadAgreement } from "../../../shared/stored/agreement.ts";
import { entriesInLedger, type LedgerEntry, ledgersOf, sumOfTerm } from "../../../shared/stored/ledger.ts";
import { putText } from "../../../shared/stored/text.ts";
import { isDay } from "../../../shared/time/written-day.ts";
import { nowOf } from "../components/duties.ts";
import { hidden } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Directory, theDirectory } from "../components/picking.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { say } from "../http/say.ts";
import { begunEntry, formOfProof, keepBegun } from "./begun-entry.ts";
import type { Entering } from "./entries.ts";
import { type Begins, choiceNamed, entryFields, mayBeFor, whatName } from "./entry-fields.ts";
import { keepProof } from "./keep-proof.ts";
import { entryHref } from "./lines.ts";
import { askingEntry, type Enterer } from "./who.ts";
import { amountWords, type EntrySay, ownTotalWords, tellingEntries, totalWords } from "./words.ts";

/** The form of one entry; once one was made, what it came to, and the same choices for the next. */
export async function newEntry(
  c: PageContext,
  web: Web,
  enterer: Enterer,
  filled: Filled = nothingFilled,
  upload?: string,
): Promise<Response> {
  const speak = tellingEntries(say(c, web));
  const { told } = speak;
  const people = await theDirectory(web);
  const arrived = typedIn(filled, "upload") || upload;
  const view = { speak, filled, enterer, people, begins: await beginsWith(c, web, enterer, upload) };
  const fields = entryFields(view);
  const form = html`<form method="post" action="${href("newEntry")}" novalidate>${hidden("id", typedIn(filled, "id") || web.ports.ids())}${hidden("upload", arrived)}
${arrived ? html`<div class="note done" role="status"><p>${told("proof.there")}</p></div>` : ""}${fields}
<p class="buttons"><button>${told("new.do")}</button>${arrived ? "" : html` <button class="second" id="upload" name="do" value="proof">${told("new.do.proof")}</button>`}</p></form>`;
  const body = html`${filled.errors.length > 0 ? "" : await enteredNote(c, web, speak, enterer)}<p>${told("new.lead")}</p>
${fields ? form : html`<p>${told("none.agreement")}</p>`}`;
  const back = { href: href("entries"), label: told("title") };
  return formPage(c, web, { title: told("new"), back, filled: fields ? filled : nothingFilled, body });
}

/** As it was left for its proof; else as the address asks, after a line the same choices; today, and who looks, unless that says otherwise. */
async function beginsWith(c: PageContext, web: Web, { visitor }: Enterer, upload?: string): Promise<Begins> {
  const left = await begunEntry(web, visitor, upload === undefined ? c.req.query("form") : formOfProof(upload));
  const { what = "", date = "", who = "" } = left ?? c.req.query();
  const { amount = "", cents = "", note = "" } = left ?? {};
  return { what, date: isDay(date) ? date : nowOf(web).today, who: who || visitor.person.id, amount, cents, note };
}

/** What was just entered, with what its term comes to by now: a warning where that is more than was planned. */
async function enteredNote(c: PageContext, web: Web, speak: EntrySay, { office }: Enterer): Promise<Html | ""> {
  const [ledger = "", id = ""] = (c.req.query("entered") ?? "").split("/");
  const entry = (await entriesInLedger(web.ports.store, ledger)).find((each) => each.id === id);
  const visitor = c.get("visitor");
  if (!entry || entry.by !== visitor?.person.id) return "";
  const { words, over } = await toldOf(web, speak, entry, { office, there: c.req.query("there") !== undefined });
  return html`<div class="note ${over ? "warning" : "done"}" role="status"><p>${words.map((each) => html`${each} `)}</p>
<p><a href="${entryHref(entry)}">${speak.told("new.see")}</a> – <a href="${href("entries", {}, { month: monthOf(entry.date) })}">${speak.told("new.next")}</a></p></div>`;
}

/**
 * "Saisi : 0,5 jour (175,00 €) – Jours de travail, le 12 mars 2008. Total saisi sur cette ligne : …": of all who entered to a coordinator, and to
 * anybody where more is entered than was planned; else of the ledgers of who entered it, since others' lines are not theirs to read.
 */
async function toldOf(
  { ports }: Web,
  speak: EntrySay,
  entry: LedgerEntry,
  { office, there }: { office: boolean; there: boolean },
) {
  const agreement = (await loadAgreement(ports.store, entry.agreement))!.state;
  const term = termOf(agreement, entry.term)!;
  const ledgers = await ledgersOf(ports.store, agreement.id);
  const all = totalWords(speak, term, sumOfTerm(ledgers, term.id), agreement.currency);
  const own = ledgers.filter(({ holder }) => holder === entry.holder);
  const total = office || all.over ? all : ownTotalWords(speak, term, sumOfTerm(own, term.id), agreement.currency);
  const values = {
    amount: amountWords(speak, term, entry, agreement.currency),
    ...{ term: term.words, date: speak.date(entry.date) },
  };
  return { words: [speak.told(there ? "new.done.there" : "new.done", values), total.words], over: total.over };
}

/** Fields that mend what an entry is refused for. */
const fields: Partial<Record<RefusalCode, string>> = {
  ...{ "date-unknown": "date", "date-to-come": "date", "entry-outside": "date", "ledger-full": "date" },
  ...{ "term-unknown": "what", "entry-action": "what", "agreement-settled": "what", "agreement-unknown": "what" },
  ...{ "entry-unit": "amount", "entry-quantity": "amount", "entry-amount": "amount", "entry-exists": "amount" },
  ...{ "entry-differs": "cents", "proof-type": "upload", "upload-missing": "upload", "file-too-large": "upload" },
};

/** Enters one line, or goes on to its proof with what was typed. Throws `request-invalid` for JSON that is none. */
export async function enterOne(
  c: PageContext,
  web: Web,
  enterer: Enterer,
  { ok, filled }: Input<Entering>,
): Promise<Response> {
  if (!ok) return newEntry(c, web, enterer, filled);
  const speak = tellingEntries(say(c, web));
  const read = readLine(speak, enterer, await theDirectory(web), ok);
  if (read.errors && wantsJson(c)) throw new InvalidRequest(read.errors);
  if (read.errors) return newEntry(c, web, enterer, { ...filled, errors: read.errors });
  const { choice, line } = read;
  if (ok.do === "proof")
    return c.redirect(href("entryProofForm", {}, { form: await keepBegun(web, enterer.visitor, ok) }), 303);
  const result = await attempt(c, filled, fields, async () => {
    const note = ok.note === "" ? {} : { note: await putText(web.ports, ok.note) };
    const stem = speak.told("proof.stem", { date: line.date });
    const proof = ok.upload === undefined ? {} : { proof: await keepProof(web, ok.upload, stem) };
    const whole: Line = { ...line, id: ok.id ?? web.ports.ids(), ...note, ...proof };
    const { there } = await enterLines(web.ports, askingEntry(enterer.visitor), [whole], nowOf(web).today);
    const ledger = ledgerId({ ...whole, month: monthOf(whole.date) });
    const next = { what: whatName(choice), date: whole.date, who: ok.who ?? "", entered: `${ledger}/${whole.id}` };
    const page = href("newEntry", {}, { ...next, ...(there > 0 && { there: true }) });
    return done(c, page, { ledger, entry: whole.id, there: there > 0 }, there > 0 ? 200 : 201);
  });
  if (result instanceof Response) return result;
  const lost = result.errors.some(({ field }) => field === "upload");
  return newEntry(c, web, enterer, lost ? withoutUpload(result) : result);
}

/** A proof that cannot be kept is given again: what is wrong with it leads to the button that asks for one. */
function withoutUpload({ typed, errors }: Filled): Filled {
  const { upload: _, ...rest } = typed;
  return { typed: rest, errors };
}

type ReadLine = { errors: FieldError[] } | { errors?: undefined; choice: Choice; line: Omit<Line, "id"> };

/** What the fields say together, or what is wrong with them. */
function readLine(speak: EntrySay, enterer: Enterer, people: Directory, ok: Entering): ReadLine {
  const { told } = speak;
  const choice = ok.what === undefined ? undefined : choiceNamed(enterer, ok.what);
  const who = ok.who ?? enterer.visitor.person.id;
  const amounts = choice && amountsOf(speak, choice, ok);
  const errors = [
    ...(choice ? [] : [{ field: "what", message: told("wrong.what") }]),
    ...(ok.date === undefined ? [{ field: "date", message: told("wrong.date") }] : []),
    ...(amounts && "errors" in amounts ? amounts.errors : []),
    ...(mayBeFor(enterer, people, who) ? [] : [{ field: "who", message: told("wrong.who") }]),
  ];
  if (errors.length > 0 || !choice || !amounts || "errors" in amounts || ok.date === undefined) return { errors };
  const person = people.present.find(({ id }) => id === who);
  const holder = person ? (organisationOf(person) ?? person.id) : who;
  const of = { agreement: choice.agreement.id, holder, action: choice.action.ref, term: choice.term.id };
  return { choice, line: { ...of, date: ok.date, ...(person && { person: person.id }), ...amounts } };
}

type Amounts = Pick<Line, "quantity" | "cents">;

/** One field says how much, in the unit of the term; what has no rate has an amount of its own besides. */
function amountsOf(
  { told, language }: EntrySay,
  { term, agreement: { currency } }: Choice,
  { amount, cents }: Entering,
): Amounts | { errors: FieldError[] } {
  const wrong = (field: string, message: string) => ({ errors: [{ field, message }] });
  if (!amount) return wrong("amount", told("wrong.amount.none"));
  if (isMoney(term.unit)) {
    const spent = readMoney(language, amount, currency);
    if (typeof spent === "object") return wrong("amount", told("wrong.sign", { ...spent, currency }));
    return spent === undefined ? wrong("amount", told("wrong.cents")) : { cents: spent };
  }
  const quantity = readQuantity(language, amount, term.unit);
  if (typeof quantity === "object") return wrong("amount", told("wrong.sign-count", quantity));
  if (quantity === undefined) return wrong("amount", told("wrong.quantity"));
  if (!cents || term.rate !== undefined) return { quantity };
  const worth = readMoney(language, cents, currency);
  if (typeof worth === "object") return wrong("cents", told("wrong.sign", { ...worth, currency }));
  return worth === undefined ? wrong("cents", told("wrong.cents")) : { quantity, cents: worth };
}

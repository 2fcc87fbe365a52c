import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type Agreement, termOf } from "../../../shared/agreement/state.ts";
import { formatMoney } from "../../../shared/i18n/amounts.ts";
import { sumOf } from "../../../shared/ledger/state.ts";
import { loadAgreement } from "../../../shared/stored/agreement.ts";
import type { LedgerEntry } from "../../../shared/stored/ledger.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { getText } from "../../../shared/stored/text.ts";
import { scrolled, table } from "../components/facts.ts";
import { type People, thePeople } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import { agreementName, amountWords, type EntrySay } from "./words.ts";

/** What lines are shown with: who people are, the agreements they are on, the titles of actions, notes by their reference. */
export type LineView = {
  speak: EntrySay;
  people: People;
  agreements: ReadonlyMap<string, Agreement>;
  title: (action: string) => string;
  notes: ReadonlyMap<string, string>;
};

/** Reads what some lines are shown with; notes only where `notes` are for who looks. */
export async function viewOf(
  web: Web,
  speak: EntrySay,
  entries: readonly LedgerEntry[],
  { notes: readsNotes }: { notes: boolean },
): Promise<LineView> {
  const { store, files } = web.ports;
  const ids = [...new Set(entries.map(({ agreement }) => agreement))];
  const loaded = await Promise.all(ids.map((id) => loadAgreement(store, id)));
  const agreements = new Map(loaded.flatMap((each) => (each ? [[each.state.id, each.state] as const] : [])));
  const refs = readsNotes ? [...new Set(entries.flatMap(({ note }) => note ?? []))] : [];
  const texts = await Promise.all(refs.map((ref) => getText(files, ref)));
  return {
    ...{ speak, people: await thePeople(web), agreements },
    title: await actionTitles(
      store,
      entries.map(({ action }) => action),
    ),
    notes: new Map(refs.map((ref, at) => [ref, texts[at] ?? speak.told("entry.erased")])),
  };
}

/** Lines as a table; `agreement`: they are all of one, which is not named; `who`: for whom is said. */
export function linesTable(
  view: LineView,
  entries: readonly LedgerEntry[],
  { agreement = false, who = false }: { agreement?: boolean; who?: boolean },
): Html {
  const { told } = view.speak;
  const amount = { figures: told("how-much") };
  const heads = [told("day"), told("what"), ...(who ? [told("who")] : []), amount, told("more")];
  const rows = entries.map((entry) => [
    dayCell(view, entry),
    whatCell(view, entry, agreement),
    ...(who ? [whoWords(view, entry)] : []),
    struck(entry, amountOf(view, entry)),
    moreCell(view, entry),
  ]);
  return scrolled(told("caption"), table(told("caption"), heads, rows));
}

/** The page of an entry. */
export function entryHref({ ledger, id }: Pick<LedgerEntry, "ledger" | "id">): string {
  return href("entry", { ledger, entry: id });
}

function dayCell({ speak }: LineView, entry: LedgerEntry): Html {
  return html`<a href="${entryHref(entry)}"><time datetime="${entry.date}">${speak.date(entry.date)}</time></a>${stateTag(speak, entry)}`;
}

/** That a line was undone, or undoes another. */
export function stateTag({ told }: EntrySay, { undone, undoes }: LedgerEntry): Html | "" {
  if (!undone) return "";
  return html` <span class="tag ${undoes ? "" : "warning"}">${told(undoes ? "counter" : "undone")}</span>`;
}

function whatCell(view: LineView, entry: LedgerEntry, ofOne: boolean): Html {
  const agreement = view.agreements.get(entry.agreement);
  const over = ofOne || !agreement ? "" : html`${agreementName(agreement)} – `;
  return html`${struck(entry, termWords(view, entry))}<br><span class="muted">${over}${view.title(entry.action)}</span>`;
}

/** The words of the term of a line. */
export function termWords({ agreements }: Pick<LineView, "agreements">, { agreement, term }: LedgerEntry): string {
  return termOf(agreements.get(agreement) ?? { terms: [] }, term)?.words ?? term;
}

/** The person, with their organisation where that is another by now; without a person the organisation. */
function whoWords({ people }: Pick<LineView, "people">, { person, holder }: LedgerEntry): string {
  return people.name(person ?? holder);
}

/** "0,5 jour (175,00 €)". */
export function amountOf({ speak, agreements }: Pick<LineView, "speak" | "agreements">, entry: LedgerEntry): string {
  const agreement = agreements.get(entry.agreement);
  const term = agreement && termOf(agreement, entry.term);
  return agreement && term ? amountWords(speak, term, entry, agreement.currency) : "";
}

function moreCell({ speak, notes }: LineView, { note, proof, ledger, id }: LedgerEntry): Html | "" {
  const said = note === undefined ? undefined : notes.get(note);
  const link = proof
    ? html`<a href="${href("entryProof", { ledger, entry: id })}">${speak.told("proof")}</a>`
    : undefined;
  if (said === undefined && !link) return "";
  return html`${said ?? ""}${said !== undefined && link ? html`<br>` : ""}${link ?? ""}`;
}

/** What counts for nothing any more is struck through, and stays to be read. */
function struck({ undone }: LedgerEntry, words: string): Html | string {
  return undone ? html`<s>${words}</s>` : words;
}

/** What is summed up: a line, or what several of one term come to; `undone`: none of it counts. */
type Summed = Pick<LedgerEntry, "agreement" | "term" | "quantity" | "cents" | "undone">;

/** What lines that count come to, a line for each term: "Jours de travail – 3,5 jours (1 225,00 €)". */
export function sumsList(view: LineView, entries: readonly Summed[], title: string): Html | "" {
  const counting = entries.filter(({ undone }) => !undone);
  const groups = [...Map.groupBy(counting, ({ agreement, term }) => `${agreement} ${term}`).values()];
  const lines = groups.flatMap((group) => {
    const { agreement: id, term: name } = group[0]!;
    const agreement = view.agreements.get(id);
    const term = agreement && termOf(agreement, name);
    if (!term) return [];
    const amounts = amountWords(view.speak, term, sumOf(group), agreement.currency);
    return html`<li>${view.speak.told("sum.of", { what: term.words, amounts })}</li>`;
  });
  if (lines.length === 0) return "";
  return html`<h2>${title}</h2><ul class="plain">${lines}</ul>${moneyLine(view, entries)}`;
}

/** All of it in money, currency by currency: no two are added up. */
function moneyLine({ speak, agreements }: LineView, entries: readonly Summed[]): Html | "" {
  const byCurrency = Map.groupBy(entries, ({ agreement }) => agreements.get(agreement)?.currency ?? "");
  const sums = [...byCurrency].flatMap(([currency, of]) =>
    currency === "" ? [] : formatMoney(speak.language, sumOf(of).cents, currency),
  );
  const total = new Intl.ListFormat(speak.language, { type: "conjunction" }).format(sums);
  return html`<p><strong>${speak.told("sum.of", { what: speak.told("sum"), amounts: total })}</strong></p>`;
}

/** A line for a program; its note only where it is for who asks. */
export function lineAsJson(view: LineView, entry: LedgerEntry) {
  const { ledger, id, agreement, holder, date, action, term, person, quantity, cents, meeting, undoes, undone } = entry;
  const note = entry.note === undefined ? undefined : view.notes.get(entry.note);
  return {
    ...{ ledger, id, agreement, holder, date, action, term, cents, undone, by: entry.by, at: entry.at },
    ...(person !== undefined && { person }),
    ...(quantity !== undefined && { quantity }),
    ...(meeting !== undefined && { meeting }),
    ...(undoes !== undefined && { undoes }),
    ...(note !== undefined && { note }),
    ...(entry.proof && { proof: { name: entry.proof.name, bytes: entry.proof.bytes } }),
  };
}

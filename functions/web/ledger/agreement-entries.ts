import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Agreement } from "../../../shared/agreement/state.ts";
import { monthOf } from "../../../shared/ledger/state.ts";
import type { Summary } from "../../../shared/ledger/summary.ts";
import { entriesAt, type LedgerEntry, ledgersOf } from "../../../shared/stored/ledger.ts";
import { selectField } from "../components/fields.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import type { People } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { say } from "../http/say.ts";
import { csvFile, entriesCsv } from "./csv.ts";
import { type LineView, lineAsJson, linesTable, sumsList, viewOf } from "./lines.ts";
import { monthWords } from "./own-entries.ts";
import type { SeenEntries } from "./who.ts";
import { agreementName, type EntrySay, tellingEntries } from "./words.ts";

/** What the address narrows the lines to; "": to nothing. */
type Asked = { month: string; organisation: string; term: string };

const aPage = 50;

/** All lines entered on an agreement, the last day first: narrowed by month, organisation and term, in pages. */
export async function agreementEntries(c: PageContext, web: Web, seen: SeenEntries): Promise<Response> {
  const { agreement, of, standpoint } = seen;
  const speak = tellingEntries(say(c, web));
  const asked = askedOf(c);
  const all = await ledgersSeen(web, seen);
  const chosen = narrowed(asked, all);
  const count = chosen.reduce((sum, each) => sum + each.count, 0);
  const from = fromOf(c);
  const page = wantsJson(c) ? { skip: 0, take: count } : { skip: from, take: aPage };
  const isOf = (entry: LedgerEntry) => isChosen(asked, entry);
  const shown = await entriesAt(web.ports.store, chosen, { isOf, ...page });
  const view = { ...(await viewOf(web, speak, shown, { notes: standpoint !== "funder" })), ...known(agreement) };
  if (wantsJson(c)) return c.json({ entries: shown.map((entry) => lineAsJson(view, entry)) });
  const title = speak.told("of.agreement");
  const lead = of
    ? speak.told("of.agreement.own", { organisation: view.people.name(of) })
    : speak.told("of.agreement.lead");
  const main = html`${row(
    html`<p><a href="${href("agreement", { agreement: agreement.id })}">${agreementName(agreement)}</a></p>`,
    html`<h1>${title}</h1><p>${lead}</p>${enterLinks(speak, seen)}${all.length === 0 ? html`<p>${speak.told("none")}</p>` : chooser(view, agreement, all, asked)}`,
  )}
${linesShown(view, shown, count, all.length > 0)}
${row("", html`${others(speak, agreement, asked, from, count)}${count > 0 ? foot(view, seen, asked, chosen) : ""}`)}`;
  return frame(c, web, { title: `${title} – ${agreementName(agreement)}`, main });
}

/** How many lines there are, beside those of this page. */
function linesShown(view: LineView, shown: readonly LedgerEntry[], count: number, some: boolean): Html {
  const { told } = view.speak;
  const none = some ? html`<p>${told("none.filter")}</p>` : "";
  const lines = shown.length > 0 ? linesTable(view, shown, { agreement: true, who: true }) : none;
  return row(html`<p>${count > 0 ? told("count", { count }) : ""}</p>`, lines, "wide");
}

/** The same for a spreadsheet, the first day first: what the address narrows them to. */
export async function agreementEntriesFile(c: PageContext, web: Web, seen: SeenEntries): Promise<Response> {
  const asked = askedOf(c);
  const chosen = narrowed(asked, await ledgersSeen(web, seen));
  const isOf = (entry: LedgerEntry) => isChosen(asked, entry);
  const whole = { isOf, skip: 0, take: Number.POSITIVE_INFINITY };
  const entries = (await entriesAt(web.ports.store, chosen, whole)).reverse();
  const speak = tellingEntries(say(c, web));
  const view = await viewOf(web, speak, entries, { notes: seen.standpoint !== "funder" });
  const name = [speak.told("caption").toLowerCase(), seen.agreement.id, asked.month].filter(Boolean).join("-");
  return csvFile(c, entriesCsv(view, entries), name);
}

/** A ledger as its summary has it, with how many of its lines are chosen. */
type Chosen = Summary & { count: number };

/** The sums of all ledgers that somebody sees: what filters and totals are made of, whatever page is shown. */
async function ledgersSeen({ ports }: Web, { agreement, of }: SeenEntries): Promise<Summary[]> {
  const ledgers = await ledgersOf(ports.store, agreement.id);
  return ledgers.filter(({ holder }) => of === undefined || holder === of);
}

/** The agreement that the page is of, also where no line of it is shown. */
function known(agreement: Agreement): Pick<LineView, "agreements"> {
  return { agreements: new Map([[agreement.id, agreement]]) };
}

function narrowed({ month, organisation, term }: Asked, all: readonly Summary[]): Chosen[] {
  const of = all.filter((each) => isAsked(month, each.month) && isAsked(organisation, each.holder));
  return of.flatMap((each): Chosen[] => {
    const sums = each.sums.filter((sum) => isAsked(term, sum.term));
    const count = sums.reduce((lines, sum) => lines + sum.all, 0);
    return count > 0 ? [{ ...each, sums, count }] : [];
  });
}

function askedOf(c: PageContext): Asked {
  const { month = "", organisation = "", term = "" } = c.req.query();
  return { month, organisation, term };
}

function isChosen({ month, organisation, term }: Asked, entry: LedgerEntry): boolean {
  return isAsked(month, monthOf(entry.date)) && isAsked(organisation, entry.holder) && isAsked(term, entry.term);
}

function isAsked(asked: string, value: string): boolean {
  return asked === "" || asked === value;
}

function fromOf(c: PageContext): number {
  const asked = Number(c.req.query("from"));
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
}

/** Whoever pays enters nothing, and nothing is entered once it is settled. */
function enterLinks({ told }: EntrySay, { agreement, standpoint }: SeenEntries): Html | "" {
  if (standpoint === "funder" || agreement.stage === "settled") return "";
  return html`<p class="buttons"><a class="button" href="${href("newEntry")}">${told("new")}</a> <a href="${href("entriesImport")}">${told("import")}</a></p>`;
}

/** One filter: what all that it lists are called, and its values with their words. */
type Filter = { name: keyof Asked; label: string; none: string; values: readonly { value: string; label: string }[] };

/** The filters that have a choice: of each, those that there are lines of. */
function chooser(
  view: Pick<LineView, "speak" | "people">,
  agreement: Agreement,
  all: readonly Summary[],
  asked: Asked,
): Html | "" {
  const filters = filtersOf(view, agreement, all).filter(({ values }) => values.length > 1);
  if (filters.length === 0) return "";
  const filled = {
    typed: { month: [asked.month], organisation: [asked.organisation], term: [asked.term] },
    errors: [],
  };
  const fields = filters.map(({ name, label, none, values }) =>
    selectField(filled, { name, label, options: [{ value: "", label: none }, ...values] }),
  );
  return html`<form method="get" class="filters">${fields}<button class="second">${view.speak.told("show")}</button></form>`;
}

function filtersOf(
  { speak, people }: Pick<LineView, "speak" | "people">,
  agreement: Agreement,
  all: readonly Summary[],
): Filter[] {
  const { told } = speak;
  const months = [...new Set(all.map(({ month }) => month))].reverse();
  const holders = [...new Set(all.map(({ holder }) => holder))].toSorted(byName(people));
  const terms = agreement.terms.filter(({ id }) => all.some(({ sums }) => sums.some(({ term }) => term === id)));
  const named = (values: readonly string[], words: (value: string) => string) =>
    values.map((value) => ({ value, label: words(value) }));
  return [
    {
      ...{ name: "month", label: told("month"), none: told("month.all") },
      values: named(months, (month) => monthWords(speak, month)),
    },
    {
      ...{ name: "organisation", label: told("filter.organisation"), none: told("filter.organisation.all") },
      values: named(holders, people.name),
    },
    {
      ...{ name: "term", label: told("filter.term"), none: told("filter.term.all") },
      values: terms.map(({ id, words }) => ({ value: id, label: words })),
    },
  ];
}

function byName({ name }: People): (a: string, b: string) => number {
  return (a, b) => (name(a) < name(b) ? -1 : 1);
}

/** The way to the lines before and after those shown. */
function others(
  { told }: EntrySay,
  { id: agreement }: Agreement,
  asked: Asked,
  from: number,
  count: number,
): Html | "" {
  if (count <= aPage) return "";
  const query = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value || undefined]));
  const link = (first: number): Html =>
    html`<a href="${href("agreementEntries", { agreement }, { ...query, from: first })}">${told("before", { first: first + 1, last: Math.min(first + aPage, count) })}</a> `;
  return html`<p class="buttons">${from > 0 ? link(Math.max(0, from - aPage)) : ""}${from + aPage < count ? link(from + aPage) : ""}</p>`;
}

/** What all that are chosen come to, and their file, which is not for who pays. */
function foot(
  view: LineView,
  { agreement, standpoint }: SeenEntries,
  asked: Asked,
  chosen: readonly Chosen[],
): Html | "" {
  const query = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value || undefined]));
  const file = href("agreementEntriesFile", { agreement: agreement.id }, query);
  const sums = chosen.flatMap((each) =>
    each.sums.map((sum) => ({ ...sum, agreement: each.agreement, undone: sum.lines === 0 })),
  );
  const list = sumsList(view, sums, view.speak.told("sum"));
  return standpoint === "funder" ? list : html`${list}<p><a href="${file}">${view.speak.told("csv")}</a></p>`;
}
